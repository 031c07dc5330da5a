import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResults {
  passes: unknown[];
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/** What axe-core holds against the page as it is shown now, a line each; empty is what we want. */
export async function violationsOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(AXE);
  const { passes, violations } = await page.evaluate<AxeResults, string[]>(
    // Runs in the page, where axe has just been put.
    (values) => Reflect.get(globalThis, 'axe').run({ runOnly: { type: 'tag', values } }),
    RULES,
  );
  if (passes.length < 10) throw new Error(`axe looked at next to nothing on ${page.url()}`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
}
