import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface Look {
  scheme: 'light' | 'dark';
  width: number;
}

export interface Session {
  page: Page;
  context: BrowserContext;
  /** What the browser complained about: script errors, and loads our own policy refused. */
  complaints: string[];
}

/** A window of its own, signed in to the console. */
export async function signedIn(
  browser: Browser,
  appUrl: string,
  token: string,
  look: Look,
): Promise<Session> {
  const context = await browser.newContext({
    baseURL: appUrl,
    colorScheme: look.scheme,
    viewport: { width: look.width, height: 800 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto('/console');
  await page.getByLabel('Admin token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  return { page, context, complaints };
}
