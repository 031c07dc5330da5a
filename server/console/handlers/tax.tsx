import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import type { TaxSearch } from '#server/console/pages/tax/search.ts';
import { TaxPage } from '#server/console/pages/tax/tax.tsx';
import { Currencies } from '#server/console/parts/currency.tsx';
import { incentivesAsCsv, totalsAsCsv } from '#server/export/tax-csv.ts';
import { REGISTER_SORTS, type RegisterQuery } from '#server/workspace/tax/register.ts';
import { currencyChoices } from './currencies.ts';
import { problemPage } from './failures.tsx';

const PAGE = 50;
const MANY = 500;

/** Who was given how much in a year, and the register of incentives to take away. */
export const tax = new Hono<AppEnv>()
  .get('/', async (c) => {
    const { tax: noun } = workspaceOf(c);
    const search = searchOf(c);
    const cursor = c.req.query('cursor') ?? null;
    const [years, register, threshold] = await Promise.all([
      noun.years(),
      noun.register({ ...search, limit: PAGE, cursor }),
      noun.threshold(search.year),
    ]);
    const data = {
      search,
      cursor,
      years: years.includes(search.year) ? years : [search.year, ...years],
      threshold,
      register: register.ok ? register.value : { items: [], next: null, total: 0, over: 0, near: 0 },
      problem: register.ok ? null : register.problem,
    };
    const body = (
      <Currencies.Provider value={await currencyChoices(c)}>
        <TaxPage data={data} />
      </Currencies.Provider>
    );
    return page(c, { title: 'Tax register', here: 'tax' }, body);
  })
  .get('/register.csv', async (c) => {
    const { year } = searchOf(c);
    const { tax: noun } = workspaceOf(c);
    const stream = await incentivesAsCsv(
      async (cursor) => noun.incentives({ year, limit: MANY, cursor }),
      c.var.services.config.PUBLIC_URL,
    );
    return download(c, stream, `incentives-${year}.csv`);
  })
  .get('/totals.csv', async (c) => {
    const search = searchOf(c);
    const { tax: noun } = workspaceOf(c);
    const read = async (cursor: string | null) => noun.register({ ...search, limit: MANY, cursor });
    return download(c, await totalsAsCsv(read, search.year), `tax-register-${search.year}.csv`);
  });

function download(
  c: Context<AppEnv>,
  stream: Awaited<ReturnType<typeof totalsAsCsv>>,
  name: string,
): Response | Promise<Response> {
  if (!stream.ok) return problemPage(c, 'No download', stream.problem);
  return c.body(stream.value, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
  });
}

const WHICH = ['all', 'over', 'near'] as const;

/** What is looked for; whatever says nothing is as usual. */
function searchOf(c: Context<AppEnv>): TaxSearch {
  const year = c.req.query('year') ?? '';
  const sort = c.req.query('sort') ?? '';
  const key = REGISTER_SORTS.find((each) => each === sort.replace(/^-/, ''));
  const order: RegisterQuery['sort'] =
    key === undefined ? '-reported' : sort.startsWith('-') ? `-${key}` : key;
  const currency = c.req.query('currency')?.trim().toUpperCase() ?? '';
  return {
    year: /^2\d{3}$/.test(year) ? Number(year) : new Date().getUTCFullYear(),
    currency: /^[A-Z]{3}$/.test(currency) ? currency : null,
    which: WHICH.find((each) => each === c.req.query('which')) ?? 'all',
    sort: order,
  };
}
