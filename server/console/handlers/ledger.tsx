import { Hono, type Context } from 'hono';
import { isLedgerAccount } from '#core/ledger/ledger.ts';
import type { AppEnv } from '#server/app-env.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { LedgerPage, type LedgerSearch } from '#server/console/pages/ledger/ledger.tsx';
import { ledgerAsCsv, ledgerAsJson } from '#server/ledger-export.ts';
import type { LedgerFilter, LedgerQuery } from '#server/workspace/ledger/ledger.ts';
import { problemPage } from './failures.tsx';

const PAGE = 50;
const FORMATS = {
  csv: { write: ledgerAsCsv, type: 'text/csv; charset=utf-8' },
  json: { write: ledgerAsJson, type: 'application/json' },
} as const;

/** The books: looked through here, and taken away for accountants. */
export const ledger = new Hono<AppEnv>()
  .get('/', async (c) => {
    const search = searchOf(c);
    const cursor = c.req.query('cursor') ?? null;
    const { ledger: books } = workspaceOf(c);
    const filter = filterOf(search);
    const [listed, balances, differences, kinds] = await Promise.all([
      books.list({ ...filter, limit: PAGE, cursor }),
      filter.until === null ? books.balances() : books.balancesAt(filter.until),
      books.differences(),
      books.kinds(),
    ]);
    const data = {
      transactions: listed.ok ? listed.value.items : [],
      next: listed.ok ? listed.value.next : null,
      problem: listed.ok ? null : listed.problem,
      balances,
      differences,
      kinds,
      search,
      cursor,
    };
    return page(c, { title: 'Ledger', here: 'ledger' }, <LedgerPage data={data} />);
  })
  .get('/export/:format{csv|json}', async (c) => {
    const { write, type } = FORMATS[c.req.param('format') as keyof typeof FORMATS];
    const { ledger: books } = workspaceOf(c);
    const stream = await write((query: LedgerQuery) => books.list(query), filterOf(searchOf(c)));
    if (!stream.ok) return problemPage(c, 'No download', stream.problem);
    return c.body(stream.value, 200, {
      'content-type': type,
      'content-disposition': `attachment; filename="ledger.${c.req.param('format')}"`,
    });
  });

function searchOf(c: Context<AppEnv>): LedgerSearch {
  const of = (name: string) => c.req.query(name)?.trim().slice(0, 100) || null;
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(of(name) ?? '') ? of(name) : null);
  return {
    q: of('q'),
    kind: of('kind'),
    currency: of('currency'),
    account: of('account'),
    holder: of('holder'),
    from: day('from'),
    until: day('until'),
  };
}

/** Days as moments: from the beginning of the first to the end of the last, UTC. */
function filterOf({ from, until, account, ...words }: LedgerSearch): LedgerFilter & { until: number | null } {
  const begin = from === null ? Number.NaN : Date.parse(`${from}T00:00:00Z`);
  const last = until === null ? Number.NaN : Date.parse(`${until}T00:00:00Z`);
  return {
    ...words,
    account: account !== null && isLedgerAccount(account) ? account : null,
    from: Number.isNaN(begin) ? null : begin,
    until: Number.isNaN(last) ? null : last + 86_400_000,
  };
}
