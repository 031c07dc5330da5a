import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';

// In one process the whole browser ends with its first window, and without web security no page is as it will be.
const UNWANTED = new Set(['--single-process', '--no-zygote', '--disable-web-security']);

/** A real Chromium, brought by a package, without a window. */
export async function openBrowser(): Promise<Browser> {
  const args = chromium.args.filter((argument) => !UNWANTED.has(argument));
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...args, '--disable-background-networking', '--disable-component-update'],
    headless: true,
  });
}
