import { Hono, type Context } from 'hono';
import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import { PROGRAMME } from '#core/reward/reward.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { BudgetsPage } from '#server/console/pages/budgets/budgets.tsx';
import { NEW_PROGRAMME } from '#server/console/pages/budgets/form.tsx';
import { BUDGETS_PATH, monthWords, splitHolder } from '#server/console/pages/budgets/months.ts';
import { readAmount } from '#server/console/parts/amount.ts';
import { Currencies } from '#server/console/parts/currency.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { moneyText } from '#server/console/parts/money.tsx';
import { counted } from '#server/console/parts/words.ts';
import { statusOf } from '#server/errors.ts';
import { currencyChoices, usualCurrency } from './currencies.ts';
import { problemPage } from './failures.tsx';
import { given, readForm, refusal } from './form.ts';
import { knownProgrammes } from './programmes.ts';

/** What programmes may spend. */
export const budgets = new Hono<AppEnv>()
  .get('/', (c) => show(c, null))
  .post('/', async (c) => {
    const values = await readForm(c);
    const currency = values['currency'] ?? '';
    const month = given(values, 'month');
    const named = programmeIn(values, await knownProgrammes(c));
    if (!named.ok) return show(c, refusal('budget', named.problem, values));
    const programme = named.value;
    const amount = readAmount(values['amount'] ?? '', currency);
    if (!amount.ok) return show(c, refusal('budget', amount.problem, values));
    const holder = month === null ? programme : `${programme}/${month}`;
    const set = await workspaceOf(c).budgets.set(holder, currency, amount.value, c.var.principal.actor);
    if (!set.ok) return show(c, refusal('budget', atField(set.problem, month), values));
    const when = month === null ? '' : `, ${monthWords(month)}`;
    const done = `${moneyText(amount.value, currency)} is the budget of ${programme}${when} now.`;
    return redirectWith(c, BUDGETS_PATH, { done });
  })
  .post('/remove', async (c) => {
    const { holder = '', currency = '' } = await readForm(c);
    const { budgets: noun } = workspaceOf(c);
    const removed = await noun.remove(holder, currency, c.var.principal.actor);
    if (!removed.ok) return problemPage(c, 'The budget stays', removed.problem);
    const { programme, month } = splitHolder(holder);
    const which = `${programme}${month === null ? '' : `, ${monthWords(month)}`}`;
    const isLast = (await noun.list()).length === 0;
    const open = isLast ? ' It was the only one: no budget limits rewards now.' : '';
    const done = `The budget of ${which} in ${currency} is removed.${open}`;
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

/** The programme that is chosen, or the new one that is named: nobody makes one by a slip. */
function programmeIn(values: Record<string, string>, known: readonly string[]): Result<string> {
  const chosen = values['programme'] ?? '';
  if (known.includes(chosen)) return ok(chosen);
  if (chosen !== NEW_PROGRAMME) {
    const remedy = 'Choose one of the list, or a new programme.';
    return refuse('invalid_input', 'There is no such programme.', remedy, 'programme');
  }
  const name = (values['newProgramme'] ?? '').trim();
  if (PROGRAMME.test(name)) return ok(name);
  const message = name === '' ? 'What is the new programme called?' : 'This is no name of a programme.';
  const remedy = 'Use up to 40 small letters, digits, - and _, such as growth.';
  return refuse('invalid_input', message, remedy, 'newProgramme');
}

/** A holder is given in two fields here: the programme is known to be one, so it is the month that is at fault. */
function atField(problem: Problem, month: string | null): Problem {
  if (problem.field !== 'holder' || month === null) return problem;
  const isMonth = Number.isFinite(Date.parse(`${month}-01T00:00:00Z`));
  return isMonth
    ? {
        ...problem,
        message: `${monthWords(month)} is over.`,
        remedy: 'Choose this month or a later one: no reward draws on one that is over.',
        field: 'month',
      }
    : { ...problem, message: 'This is no month.', remedy: 'Write it as 2026-11.', field: 'month' };
}

async function show(c: Context<AppEnv>, refused: Refused | null): Promise<Response> {
  const month = new Date().toISOString().slice(0, 7);
  const { budgets: noun } = workspaceOf(c);
  const all = await noun.list();
  const asked = c.req.query('edit');
  const edited = all.find(({ holder, currency }) => `${holder}:${currency}` === asked) ?? null;
  const [programmes, lastSet, untouched, choices] = await Promise.all([
    knownProgrammes(c),
    noun.lastSet(),
    noun.untouched(),
    currencyChoices(c),
  ]);
  const currency = usualCurrency(choices.inUse);
  const data = { budgets: all, month, programmes, currency, untouched, edited, lastSet, refused };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const body = (
    <Currencies.Provider value={choices}>
      <BudgetsPage data={data} />
    </Currencies.Provider>
  );
  return page(c, { title: 'Budgets', here: 'budgets', status }, body);
}
