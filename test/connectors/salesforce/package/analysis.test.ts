import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { Analysis } from './analyze.ts';

const LOW = /^(Low|Info) /;
const hasJava = spawnSync('java', ['-version']).status === 0;

it('Code Analyzer’s ESLint and regex engines find nothing above low', { timeout: 60_000 }, async () => {
  const found = await analyze('eslint', 'regex');
  expect(found.engines.toSorted()).toEqual(['eslint', 'regex']);
  expect(found.rules).toBeGreaterThan(150);
  check(found);
});

it.skipIf(!hasJava)(
  'Code Analyzer’s PMD engine, which needs Java, finds nothing above low',
  { timeout: 120_000 },
  async () => {
    const found = await analyze('pmd');
    expect(found.engines).toEqual(['pmd']);
    expect(found.rules).toBeGreaterThan(80);
    check(found);
  },
);

function check({ files, errors, violations }: Analysis): void {
  expect(files).toBeGreaterThan(80);
  expect(errors).toEqual([]);
  expect(violations.filter((violation) => !LOW.test(violation))).toEqual([]);
}

/** In a process of its own: the engines need another TypeScript than the one this project is compiled with. */
async function analyze(...engines: string[]): Promise<Analysis> {
  const run = [
    '--require',
    join(import.meta.dirname, 'typescript-five.cjs'),
    join(import.meta.dirname, 'analyze.ts'),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [...run, ...engines], {
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout) as Analysis;
}
