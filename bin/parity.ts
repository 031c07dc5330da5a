import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parityPage, type CaseResult } from '#test/contract/parity-page.ts';

// Runs the contract suite over every connector and writes what came of each case to docs/parity.md.
const root = join(import.meta.dirname, '..');
const results = join(mkdtempSync(join(tmpdir(), 'parity-')), 'results.json');
const vitest = join(root, 'node_modules/.bin/vitest');
const suite = [
  '--config',
  'test/vitest.config.ts',
  '--root',
  '.',
  '--project',
  'node',
  'test/contract',
  '-t',
  'as a CRM connector',
];
execFileSync(vitest, ['run', ...suite], {
  cwd: root,
  env: { ...process.env, TEST_RESULTS: results },
  stdio: 'inherit',
});
const run: {
  testResults: { assertionResults: { ancestorTitles: string[]; title: string; status: string }[] }[];
} = JSON.parse(readFileSync(results, 'utf8'));
const cases: CaseResult[] = run.testResults
  .flatMap(({ assertionResults }) => assertionResults)
  .map(({ ancestorTitles, title, status }) => ({
    path: [...ancestorTitles, title],
    passed: status === 'passed',
  }));
const page = join(root, 'docs/parity.md');
writeFileSync(page, parityPage(cases));
console.log(`wrote ${page}`);
