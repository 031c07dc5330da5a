import { Hono, type Context } from 'hono';
import { refuse, type Problem } from '#core/problem.ts';
import type { RewardRule } from '#core/reward/rule.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { RulePage } from '#server/console/pages/rules/rule.tsx';
import { RulesPage } from '#server/console/pages/rules/rules.tsx';
import { RULES_PATH } from '#server/console/pages/rules/words.ts';
import { Currencies } from '#server/console/parts/currency.tsx';
import { statusOf } from '#server/errors.ts';
import type { ListedItem } from '#server/workspace/catalogue/items.ts';
import { currencyChoices, usualCurrency } from './currencies.ts';
import { problemPage } from './failures.tsx';
import { readForm, refusalOf } from './form.ts';
import { knownProgrammes } from './programmes.ts';
import { capRows, idFrom, named, readRule, ruleFaults, ruleValues } from './rules-form.ts';

/** What stands in the form of a new rule, beside a currency. */
const FRESH = { act: 'reference_call', programme: 'general', holdDays: '0' };

/** What acts earn, and the form for each rule. */
export const rules = new Hono<AppEnv>()
  .get('/', async (c) => {
    const data = await load(c);
    return page(c, { title: 'Reward rules', here: 'rules' }, <RulesPage data={data} />);
  })
  .get('/new', async (c) => {
    const currency = usualCurrency(await workspaceOf(c).budgets.currencies());
    const values = { ...FRESH, currency, 'conditions.minDealCurrency': currency };
    return show(c, { rule: null, values, problems: [] });
  })
  .get('/edit/:id', async (c) => {
    const { rules: kept, items } = await load(c);
    const rule = kept.find(({ id }) => id === c.req.param('id'));
    if (rule === undefined) return problemPage(c, 'No such rule', gone.problem);
    const unit = rule.currency ?? items.find(({ id }) => id === rule.item)?.currency ?? '';
    return show(c, { rule, values: ruleValues(rule, unit), problems: [] });
  })
  .post('/', async (c) => {
    const values = await readForm(c);
    const { rules: before, items } = await load(c);
    const given = (values['id'] ?? '').trim();
    const known = before.find((rule) => rule.id === given) ?? null;
    if (values['do'] === 'caps.add') {
      const more = { ...values, 'caps.rows': String(capRows(values) + 1) };
      return show(c, { rule: known, values: more, problems: [] });
    }
    if (given !== '' && known === null) return problemPage(c, 'No such rule', gone.problem);
    const name = (values['name'] ?? '').trim();
    // Sent twice, or named alike: nobody could tell them apart.
    const isTaken = known === null && before.some((rule) => rule.name.toLowerCase() === name.toLowerCase());
    const id =
      known?.id ??
      idFrom(
        name,
        before.map((rule) => rule.id),
      );
    const faults = [...(isTaken ? [taken.problem] : []), ...ruleFaults(values, items)];
    const read = readRule(values, items);
    if (!read.ok || faults.length > 0) return show(c, { rule: known, values, problems: faults });
    const kept = await workspaceOf(c).rewardRules.put(id, read.value, c.var.principal.actor);
    if (kept.ok) return redirectWith(c, RULES_PATH, { done: 'The rule is saved.' });
    return show(c, { rule: known, values, problems: [named(kept.problem)] });
  })
  .post('/:id/remove', async (c) => {
    const kept = await workspaceOf(c).rewardRules.remove(c.req.param('id'), c.var.principal.actor);
    if (!kept.ok) return problemPage(c, 'No such rule', kept.problem);
    return redirectWith(c, RULES_PATH, { done: 'The rule is removed.' });
  });

const gone = refuse('not_found', 'There is no such rule.', 'It may have been removed.');
const taken = refuse('key_conflict', 'Another rule has this name.', 'Choose another.', 'name');

async function load(c: Context<AppEnv>): Promise<{ rules: RewardRule[]; items: ListedItem[] }> {
  const workspace = workspaceOf(c);
  const [kept, items] = await Promise.all([workspace.rewardRules.list(), workspace.catalogue.list()]);
  return { rules: kept, items };
}

interface Shown {
  /** Null where it is new. */
  rule: RewardRule | null;
  values: Record<string, string>;
  /** What is wrong with it. */
  problems: readonly Problem[];
}

async function show(c: Context<AppEnv>, { rule, values, problems }: Shown): Promise<Response> {
  const workspace = workspaceOf(c);
  const [items, points, programmes] = await Promise.all([
    workspace.catalogue.list(),
    workspace.points.programmes(),
    knownProgrammes(c),
  ]);
  const known = points.flatMap(({ id, name, tiers }) =>
    tiers.map((tier) => [`${id}/${tier.id}`, `${name}: ${tier.name}`] as const),
  );
  // A tier that is gone stays to be unticked.
  const lost = (rule?.conditions.tiers ?? []).filter((tier) => !known.some(([id]) => id === tier));
  const tiers = [...known, ...lost.map((tier) => [tier, tier] as const)];
  const refused = refusalOf('rule', problems, values);
  const data = { rule, items, programmes, tiers, values, rows: capRows(values), refused };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const body = (
    <Currencies.Provider value={await currencyChoices(c)}>
      <RulePage data={data} />
    </Currencies.Provider>
  );
  return page(c, { title: rule?.name ?? 'New rule', here: 'rules', status }, body);
}
