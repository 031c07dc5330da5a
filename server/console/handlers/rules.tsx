import { Hono, type Context } from 'hono';
import { refuse, type Problem } from '#core/problem.ts';
import type { RewardRule } from '#core/reward/rule.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { RulePage } from '#server/console/pages/rules/rule.tsx';
import { RulesPage } from '#server/console/pages/rules/rules.tsx';
import { RULES_PATH } from '#server/console/pages/rules/words.ts';
import { statusOf } from '#server/errors.ts';
import type { ListedItem } from '#server/workspace/catalogue/items.ts';
import { problemPage } from './failures.tsx';
import { readForm, refusal } from './form.ts';
import { capRows, readRule, ruleValues } from './rules-form.ts';

/** What stands in the form of a new rule. */
const FRESH = { act: 'reference_call', currency: 'USD', programme: 'general', holdDays: '0' };

/** What acts earn, and the form for each rule. */
export const rules = new Hono<AppEnv>()
  .get('/', async (c) => {
    const data = await load(c);
    return page(c, { title: 'Reward rules', here: 'rules' }, <RulesPage data={data} />);
  })
  .get('/new', async (c) => show(c, (await load(c)).items, null, FRESH, null))
  .get('/edit/:id', async (c) => {
    const { rules: kept, items } = await load(c);
    const rule = kept.find(({ id }) => id === c.req.param('id'));
    if (rule === undefined) return problemPage(c, 'No such rule', gone.problem);
    const unit = rule.currency ?? items.find(({ id }) => id === rule.item)?.currency ?? '';
    return show(c, items, rule, ruleValues(rule, unit), null);
  })
  .post('/', async (c) => {
    const values = await readForm(c);
    const { rules: before, items } = await load(c);
    const id = (values['id'] ?? '').trim();
    const known = before.find((rule) => rule.id === id) ?? null;
    const isTaken = known !== null && values['known'] !== 'yes';
    const read = isTaken ? taken : readRule(values, items);
    const { actor } = c.var.principal;
    const kept = read.ok ? await workspaceOf(c).rewardRules.put(id, read.value, actor) : read;
    if (kept.ok) return redirectWith(c, RULES_PATH, { done: 'The rule is saved.' });
    return show(c, items, isTaken ? null : known, values, kept.problem);
  })
  .post('/:id/remove', async (c) => {
    const kept = await workspaceOf(c).rewardRules.remove(c.req.param('id'), c.var.principal.actor);
    if (!kept.ok) return problemPage(c, 'No such rule', kept.problem);
    return redirectWith(c, RULES_PATH, { done: 'The rule is removed.' });
  });

const gone = refuse('not_found', 'There is no such rule.', 'It may have been removed.');
const taken = refuse('key_conflict', 'Another rule has this id.', 'Choose another.', 'id');

async function load(c: Context<AppEnv>): Promise<{ rules: RewardRule[]; items: ListedItem[] }> {
  const workspace = workspaceOf(c);
  const [kept, items] = await Promise.all([workspace.rewardRules.list(), workspace.catalogue.list()]);
  return { rules: kept, items };
}

async function show(
  c: Context<AppEnv>,
  items: ListedItem[],
  rule: RewardRule | null,
  values: Record<string, string>,
  problem: Problem | null,
): Promise<Response> {
  const refused = problem === null ? null : refusal('rule', named(problem), values);
  const data = { rule, items, values, rows: capRows(values), refused };
  const status = problem === null ? 200 : statusOf(problem.code);
  return page(c, { title: rule?.name ?? 'New rule', here: 'rules', status }, <RulePage data={data} />);
}

/** The problem with its field as the form names it: without the place of the rule, or of a word in a list. */
function named({ field = '', ...problem }: Problem): Problem {
  const own = field.replace(/^rules\.\d+\.?/, '');
  return { ...problem, field: own.replace(/^(conditions\.(?:industries|tiers))\.\d+$/, '$1') };
}
