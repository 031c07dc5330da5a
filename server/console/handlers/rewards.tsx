import { Hono, type Context } from 'hono';
import type { Reward, RewardState } from '#core/reward/reward.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { RewardPage } from '#server/console/pages/reward.tsx';
import type { NamedReward } from '#server/console/pages/reward-card.tsx';
import { RewardsPage } from '#server/console/pages/rewards.tsx';
import { readAmount } from '#server/console/parts/amount.ts';
import type { Refused } from '#server/console/parts/field.tsx';
import { moneyText } from '#server/console/parts/money.tsx';
import { statusOf } from '#server/errors.ts';
import { randomToken } from '#server/tokens.ts';
import { problemPage } from './failures.tsx';
import { ADMIN, given, readForm, refusal } from './form.ts';
import { namesOf } from './names.ts';

const WAITING = 50;
const PAGE = 25;
const STATES: RewardState[] = ['approved', 'paid', 'declined', 'expired'];

/** Rewards: decided here as in Slack, by the same verb. */
export const rewards = new Hono<AppEnv>()
  .get('/', (c) => show(c, null))
  .post('/budget', async (c) => {
    const values = await readForm(c);
    const currency = (values['currency'] ?? '').trim().toUpperCase();
    const amount = readAmount(values['amount'] ?? '', currency);
    if (!amount.ok) return show(c, refusal('grant', amount.problem, values));
    const key = values['key'] ?? '';
    const granted = await workspaceOf(c).ledger.grant(key, currency, amount.value, ADMIN);
    if (!granted.ok) return show(c, refusal('grant', granted.problem, values));
    const done = `${moneyText(amount.value, currency)} added to the budget.`;
    return redirectWith(c, '/console/rewards', { done });
  })
  .get('/:id', async (c) => {
    const found = await workspaceOf(c).rewards.get(c.req.param('id'));
    if (!found.ok) return problemPage(c, 'No such reward', found.problem);
    const [[of], balances] = await Promise.all([named(c, [found.value]), workspaceOf(c).ledger.balances()]);
    const title = `Reward ${found.value.id}`;
    const props = { of: of!, now: Date.now(), refused: null, balances };
    return page(c, { title, here: 'rewards' }, <RewardPage {...props} />);
  })
  .post('/:id/decisions', async (c) => {
    const id = c.req.param('id');
    const values = await readForm(c);
    const decided = await workspaceOf(c).rewards.decide(id, {
      decision: values['decision'] === 'approve' ? 'approve' : 'decline',
      by: ADMIN,
      reason: given(values, 'reason'),
    });
    if (!decided.ok) return showRefused(c, id, refusal(id, decided.problem, values));
    const { state, amount, currency } = decided.value;
    const done = `${id} is ${state === 'declined' ? 'declined' : `approved: ${moneyText(amount, currency)} will be paid`}.`;
    return redirectWith(c, '/console/rewards', { done });
  });

/** A refusal stands by the reward's own buttons; where those are gone, on the next page. */
async function showRefused(c: Context<AppEnv>, id: string, refused: Refused): Promise<Response> {
  const reward = await workspaceOf(c).rewards.get(id);
  if (reward.ok && reward.value.state === 'proposed') return show(c, refused);
  const to = reward.ok ? `/console/rewards/${id}` : '/console/rewards';
  return redirectWith(c, to, { problem: refused.problem });
}

async function show(c: Context<AppEnv>, refused: Refused | null): Promise<Response> {
  const { rewards: noun, ledger } = workspaceOf(c);
  const state = STATES.find((each) => each === c.req.query('state')) ?? null;
  const cursor = c.req.query('cursor') ?? null;
  const [waiting, history, counts, balances] = await Promise.all([
    noun.list({ state: 'proposed', limit: WAITING, cursor: null }),
    noun.list({ state, limit: PAGE, cursor }),
    noun.counts(),
    ledger.balances(),
  ]);
  const data = {
    now: Date.now(),
    waiting: await named(c, waiting.ok ? waiting.value.items : []),
    history: await named(c, history.ok ? history.value.items : []),
    counts,
    state,
    cursor,
    next: history.ok ? history.value.next : null,
    problem: history.ok ? null : history.problem,
    balances,
    grantKey: `console:${randomToken()}`,
    refused,
  };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  return page(c, { title: 'Rewards', here: 'rewards', status }, <RewardsPage data={data} />);
}

async function named(c: Context<AppEnv>, items: Reward[]): Promise<NamedReward[]> {
  const names = await namesOf(
    c,
    items.map((reward) => reward.personId),
  );
  return items.map((reward) => {
    const person = names.get(reward.personId);
    return { reward, name: person?.name ?? 'Unknown person', company: person?.company ?? null };
  });
}
