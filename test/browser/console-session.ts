import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface Look {
  scheme: 'light' | 'dark';
  width: number;
}

/** Every page in both schemes, and at the widths where the frame is a side and where it is a bar. */
export const LOOKS: Look[] = [
  { scheme: 'light', width: 1280 },
  { scheme: 'dark', width: 1280 },
  { scheme: 'light', width: 360 },
  { scheme: 'dark', width: 360 },
];

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
