import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { AccountPage } from '#server/console/pages/accounts/account.tsx';
import { liftForm } from '#server/console/pages/accounts/holding.tsx';
import { AccountsPage } from '#server/console/pages/accounts/list.tsx';
import { accountHref } from '#server/console/parts/account-words.ts';
import type { Refused } from '#server/console/parts/field.tsx';
import { statusOf } from '#server/errors.ts';
import { problemPage } from './failures.tsx';
import { given, readForm, refusal } from './form.ts';

const PAGE = 50;

/** Companies, and how their people score them. */
export const accounts = new Hono<AppEnv>()
  .get('/', async (c) => {
    const query = {
      q: c.req.query('q')?.trim().slice(0, 200) || null,
      sort: c.req.query('sort') ?? '-propensity',
      cursor: c.req.query('cursor') ?? null,
    };
    const workspace = workspaceOf(c);
    const [listed, all] = await Promise.all([
      workspace.accounts.list({ ...query, limit: PAGE }),
      workspace.accounts.count(),
    ]);
    const data = {
      query,
      all,
      accounts: listed.ok ? listed.value.items : [],
      next: listed.ok ? listed.value.next : null,
      problem: listed.ok ? null : listed.problem,
    };
    return page(c, { title: 'Accounts', here: 'accounts' }, <AccountsPage data={data} />);
  })
  .get('/:id', (c) => show(c, null))
  .post('/:id/hold', async (c) => {
    const values = await readForm(c);
    const day = given(values, 'until');
    const until = day === null ? null : Date.parse(`${day}T00:00:00Z`);
    const workspace = workspaceOf(c);
    const found = await workspace.accounts.get(c.req.param('id'));
    if (!found.ok) return problemPage(c, 'No such account', found.problem);
    // One of its companies stands for the others, also in other CRMs.
    const [company] = found.value.companies;
    if (company === undefined) throw new Error(`account ${found.value.id} has no company`);
    const place = { connection: company.connection, id: company.id };
    const held = await workspace.gates.holdCompany(
      place,
      { reason: values['reason'] ?? '', until },
      c.var.principal.actor,
    );
    if (!held.ok) return show(c, refusal('hold', held.problem, values));
    return redirectWith(c, accountHref(found.value.id), {
      done: 'The company is on legal hold: nobody may ask anybody there.',
    });
  })
  .post('/:id/hold/lift', async (c) => {
    const values = await readForm(c);
    const place = { connection: values['connection'] ?? '', id: values['id'] ?? '' };
    const lifted = await workspaceOf(c).gates.liftCompany(
      place,
      values['reason'] ?? '',
      c.var.principal.actor,
    );
    if (lifted.ok)
      return redirectWith(c, accountHref(c.req.param('id')), { done: 'The legal hold is lifted.' });
    if (lifted.problem.field === undefined) {
      return redirectWith(c, accountHref(c.req.param('id')), { problem: lifted.problem });
    }
    return show(c, refusal(liftForm(place), lifted.problem, values));
  });

type AccountContext = Context<AppEnv, '/:id' | '/:id/hold' | '/:id/hold/lift'>;

async function show(c: AccountContext, refused: Refused | null): Promise<Response> {
  const id = c.req.param('id');
  const { accounts: noun, gates } = workspaceOf(c);
  const found = await noun.get(id);
  if (!found.ok) return problemPage(c, 'No such account', found.problem);
  if (found.value.id !== id && refused === null) return c.redirect(accountHref(found.value.id), 301);
  const places = found.value.companies.map((company) => ({ connection: company.connection, id: company.id }));
  const hold = { holds: await gates.companyHolds(places), refused, now: Date.now() };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const options = { title: found.value.name, here: 'accounts', status } as const;
  return page(c, options, <AccountPage account={found.value} hold={hold} />);
}
