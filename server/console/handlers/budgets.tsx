import { Hono, type Context } from 'hono';
import type { Problem } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { BudgetsPage } from '#server/console/pages/budgets/budgets.tsx';
import { BUDGETS_PATH, monthWords, splitHolder } from '#server/console/pages/budgets/months.ts';
import { readAmount } from '#server/console/parts/amount.ts';
import type { Refused } from '#server/console/parts/field.tsx';
import { moneyText } from '#server/console/parts/money.tsx';
import { counted } from '#server/console/parts/words.ts';
import { statusOf } from '#server/errors.ts';
import { given, readForm, refusal } from './form.ts';

/** What programmes may spend. */
export const budgets = new Hono<AppEnv>()
  .get('/', (c) => show(c, null))
  .post('/', async (c) => {
    const values = await readForm(c);
    const currency = (values['currency'] ?? '').trim().toUpperCase();
    const programme = (values['programme'] ?? '').trim();
    const month = given(values, 'month');
    const amount = readAmount(values['amount'] ?? '', currency);
    if (!amount.ok) return show(c, refusal('budget', amount.problem, values));
    const holder = month === null ? programme : `${programme}/${month}`;
    const set = await workspaceOf(c).budgets.set(holder, currency, amount.value, c.var.principal.actor);
    if (!set.ok) return show(c, refusal('budget', atField(set.problem, programme, month), values));
    const when = month === null ? '' : `, ${monthWords(month)}`;
    const done = `${moneyText(amount.value, currency)} is the budget of ${programme}${when} now.`;
    return redirectWith(c, BUDGETS_PATH, { done });
  })
  .post('/copy', async (c) => {
    const values = await readForm(c);
    const { from = '', to = '' } = values;
    const copied = await workspaceOf(c).budgets.copyMonth(from, to, c.var.principal.actor);
    if (!copied.ok) return show(c, refusal('copy', copied.problem, values));
    const done = `${monthWords(to)} has ${counted(copied.value.length, 'budget', 'budgets')} more now.`;
    return redirectWith(c, BUDGETS_PATH, { done });
  });

/** A holder is typed in two fields here: which of them is at fault is told. */
function atField(problem: Problem, programme: string, month: string | null): Problem {
  if (problem.field !== 'holder') return problem;
  const isMonth = month !== null && /^[a-z0-9][a-z0-9_-]{0,39}$/.test(programme);
  return isMonth
    ? { ...problem, message: 'This is no month.', remedy: 'Write it as 2026-11.', field: 'month' }
    : {
        ...problem,
        message: 'This is no programme.',
        remedy: 'Use small letters, digits, - and _, such as general.',
        field: 'programme',
      };
}

async function show(c: Context<AppEnv>, refused: Refused | null): Promise<Response> {
  const month = new Date().toISOString().slice(0, 7);
  const all = await workspaceOf(c).budgets.list();
  const asked = c.req.query('edit');
  const edited = all.find(({ holder, currency }) => `${holder}:${currency}` === asked) ?? null;
  const programmes = [...new Set(['general', ...all.map(({ holder }) => splitHolder(holder).programme)])];
  const lastSet = await workspaceOf(c).budgets.lastSet();
  const data = { budgets: all, month, programmes, edited, lastSet, refused };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  return page(c, { title: 'Budgets', here: 'budgets', status }, <BudgetsPage data={data} />);
}
