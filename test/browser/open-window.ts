import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface Window {
  page: Page;
  context: BrowserContext;
  /** What the browser complained about: script errors, refused loads, answers that are errors. */
  complaints: string[];
}

/** How long a step may take before it counts as stuck. */
export const PATIENCE = 30_000;

/** A window of its own, as one more person would open it. */
export async function openWindow(browser: Browser): Promise<Window> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    // A page that is left lets go of what it was still asking for.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`${request.url()} failed`);
  });
  return { page, context, complaints };
}
