import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parityPage } from './parity-page.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'parity-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the page of parity lists every case for every connector, all held', () => {
  const list = join(folder, 'list.json');
  const options = [
    '--config',
    'test/vitest.config.ts',
    '--root',
    '.',
    '--project',
    'node',
    '--no-static-parse',
  ];
  execFileSync(
    join(root, 'node_modules/.bin/vitest'),
    ['list', ...options, `--json=${list}`, 'test/contract'],
    {
      cwd: root,
      env: { ...process.env, VITEST: '', TEST_RESULTS: '' },
      stdio: 'ignore',
    },
  );
  const listed = JSON.parse(readFileSync(list, 'utf8')) as { name: string }[];
  const cases = listed.map(({ name }) => ({ path: name.split(' > '), passed: true }));
  const written = readFileSync(join(root, 'docs/parity.md'), 'utf8');
  const cells = (page: string) => page.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-');
  // What is written was seen; what the suite holds by now must be the same.
  expect(cells(written)).toBe(cells(parityPage(cases)));
});
