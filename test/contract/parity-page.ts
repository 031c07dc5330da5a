/** One case of the contract as it ran over one connector. */
export interface CaseResult {
  /** Titles from the suite's own down to the test's. */
  path: string[];
  passed: boolean;
}

/** Cases that differ only in a size are one row. */
const SIZES = /^(reads an account of) \d+ (contacts)$/;

/** What each connector was asked and whether it held, as a page in Markdown: a row a case, a column a connector. */
export function parityPage(cases: readonly CaseResult[]): string {
  const suites = [...new Set(cases.flatMap(({ path }) => suiteOf(path) ?? []))].toSorted();
  const rows = new Map<string, Map<string, boolean>>();
  for (const { path, passed } of cases) {
    const suite = suiteOf(path);
    if (suite === null) continue;
    const name = caseOf(path);
    const row = rows.get(name) ?? new Map<string, boolean>();
    row.set(suite, passed && (row.get(suite) ?? true));
    rows.set(name, row);
  }
  const lines = [...rows]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, row]) => {
      const cells = suites.map((suite) =>
        row.has(suite) ? (row.get(suite) ? 'yes' : '**no**') : '**not asked**',
      );
      return `| ${[name, ...cells].join(' | ')} |`;
    });
  return [
    '# What every CRM connector does',
    '',
    'Made by `npm run parity` from the suite in `test/contract`, which runs every case over every connector.',
    '',
    `| case | ${suites.join(' | ')} |`,
    `| --- | ${suites.map(() => '---').join(' | ')} |`,
    ...lines,
    '',
  ].join('\n');
}

/** `Salesforce as a CRM connector` is the suite of Salesforce; other tests are none of it. */
function suiteOf(path: readonly string[]): string | null {
  return /^(.+) as a CRM connector$/.exec(path[0] ?? '')?.[1] ?? null;
}

function caseOf(path: readonly string[]): string {
  const [, ...titles] = path;
  return titles.map((title) => title.replace(SIZES, '$1 0 to 401 $2')).join(': ');
}
