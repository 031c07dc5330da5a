import { Hono, type Context } from 'hono';
import { isLedgerAccount, type LedgerTransaction } from '#core/ledger/ledger.ts';
import type { AppEnv } from '#server/app-env.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { LedgerPage, type LedgerSearch } from '#server/console/pages/ledger/ledger.tsx';
import { People } from '#server/console/parts/people.tsx';
import { LEDGER_FORMATS } from '#server/export/ledger-export.ts';
import type { LedgerFilter, LedgerQuery } from '#server/workspace/ledger/ledger.ts';
import { problemPage } from './failures.tsx';
import { periodOf } from './period.ts';

const PAGE = 50;

/** The books: looked through here, and taken away for accountants. */
export const ledger = new Hono<AppEnv>()
  .get('/', async (c) => {
    const search = searchOf(c);
    const cursor = c.req.query('cursor') ?? null;
    const { ledger: books, people, points } = workspaceOf(c);
    const filter = filterOf(search);
    const [listed, balances, differences, kinds] = await Promise.all([
      books.list({ ...filter, limit: PAGE, cursor }),
      filter.until === null ? books.balances() : books.balancesAt(filter.until),
      books.differences(),
      books.kinds(),
    ]);
    const transactions = listed.ok ? listed.value.items : [];
    const data = {
      transactions,
      causes: await points.causes(transactions.map(({ id }) => id)),
      next: listed.ok ? listed.value.next : null,
      problem: listed.ok ? null : listed.problem,
      balances,
      differences,
      kinds,
      search,
      cursor,
    };
    const body = (
      <People.Provider value={await people.behind(transactions.flatMap(namedIn))}>
        <LedgerPage data={data} />
      </People.Provider>
    );
    return page(c, { title: 'Ledger', here: 'ledger' }, body);
  })
  .get('/export/:format{csv|json}', async (c) => {
    const { write, type } = LEDGER_FORMATS[c.req.param('format') as keyof typeof LEDGER_FORMATS];
    const { ledger: books } = workspaceOf(c);
    const stream = await write((query: LedgerQuery) => books.list(query), filterOf(searchOf(c)));
    if (!stream.ok) return problemPage(c, 'No download', stream.problem);
    return c.body(stream.value, 200, {
      'content-type': type,
      'content-disposition': `attachment; filename="ledger.${c.req.param('format')}"`,
    });
  });

function namedIn({ reference, entries }: LedgerTransaction): string[] {
  return [reference, `reward:${reference}`, ...entries.map(({ holder }) => holder)];
}

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

function filterOf({ from, until, account, ...words }: LedgerSearch): LedgerFilter & { until: number | null } {
  return {
    ...words,
    account: account !== null && isLedgerAccount(account) ? account : null,
    ...periodOf(from, until),
  };
}
