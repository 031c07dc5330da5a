import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { PACKAGE, filesOf } from './place.ts';

interface JestReport {
  testResults: {
    name: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

// Jest is the tool components are tested with on the platform, so it runs them here too; each of its tests counts as one.
const report = await runJest();

describe.each(report.testResults.map((suite) => ({ ...suite, component: basename(suite.name, '.test.js') })))(
  '$component',
  ({ message, assertionResults }) => {
    it('has tests that could be run', () => {
      expect(assertionResults.length, message).toBeGreaterThan(0);
    });

    it.each(assertionResults)('$fullName', ({ status, failureMessages }) => {
      expect(status, failureMessages.join('\n')).toBe('passed');
    });
  },
);

it('tests every component there is', () => {
  const components = filesOf('force-app/main/default/lwc', '.js-meta.xml').map((file) =>
    basename(dirname(file)),
  );
  const tested = report.testResults.map(({ name }) => basename(name, '.test.js'));
  expect(tested.toSorted()).toEqual(components.toSorted());
});

async function runJest(): Promise<JestReport> {
  const folder = mkdtempSync(join(tmpdir(), 'groundswell-jest-'));
  const outputFile = join(folder, 'report.json');
  const jest = join(import.meta.dirname, '../../../../node_modules/jest/bin/jest.js');
  const run = ['--config', 'jest.config.cjs', '--runInBand', '--json', '--outputFile', outputFile];
  try {
    // A failing test makes jest fail as well; what failed stands in the report.
    const failure = await promisify(execFile)(process.execPath, [jest, ...run], { cwd: PACKAGE }).then(
      () => null,
      (error: unknown) => error,
    );
    return readReport(outputFile, failure);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readReport(file: string, failure: unknown): JestReport {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JestReport;
  } catch (cause) {
    throw new Error(`Jest left no report: ${String(failure)}`, { cause });
  }
}
