import { Hono, type Context } from 'hono';
import { isVoid } from '#core/fulfilment/state.ts';
import { ok, type Problem, type Result } from '#core/problem.ts';
import { isCurrency } from '#core/reward/currency.ts';
import { DECISIONS } from '#core/reward/decision.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { RewardPage } from '#server/console/pages/rewards/reward.tsx';
import { outcomeWords, REWARDS_PATH } from '#server/console/pages/rewards/words.ts';
import { readAmount } from '#server/console/parts/amount.ts';
import { Currencies } from '#server/console/parts/currency.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { moneyText } from '#server/console/parts/money.tsx';
import { People } from '#server/console/parts/people.tsx';
import { statusOf } from '#server/errors.ts';
import type { RewardDetail } from '#server/workspace/rewards/detail.ts';
import { currencyChoices } from './currencies.ts';
import { problemPage } from './failures.tsx';
import { given, readForm, refusal } from './form.ts';

/** One reward: decided here as in Slack, by the same verb. */
export const reward = new Hono<AppEnv>()
  .get('/:id', (c) => show(c, null))
  .post('/:id/decisions', async (c) => {
    const id = c.req.param('id');
    const values = await readForm(c);
    const decision = DECISIONS.find((each) => each === values['decision']) ?? 'decline';
    const revision = Number(values['revision']);
    const decided = await workspaceOf(c).rewards.decide(id, {
      decision,
      by: c.var.principal.actor,
      reason: given(values, 'reason'),
      revision: Number.isSafeInteger(revision) && revision > 0 ? revision : undefined,
    });
    if (!decided.ok) return show(c, refusal(decision, decided.problem, values));
    return redirectWith(c, REWARDS_PATH, { done: outcomeWords(decided.value) });
  })
  .post('/:id/revision', async (c) => {
    const id = c.req.param('id');
    const values = await readForm(c);
    const currency = (values['currency'] ?? '').trim();
    const amount = amountIn(values['amount'] ?? '', currency);
    if (!amount.ok) return show(c, refusal('revision', amount.problem, values));
    const revised = await workspaceOf(c).rewards.revise(id, {
      amount: amount.value,
      currency: isCurrency(currency.toUpperCase()) ? currency.toUpperCase() : currency,
      act: values['act'] ?? '',
      proof: given(values, 'proof'),
      by: c.var.principal.actor,
    });
    if (!revised.ok) return show(c, refusal('revision', revised.problem, values));
    const { amount: now, currency: of } = revised.value;
    return redirectWith(c, `${REWARDS_PATH}/${id}`, {
      done: `${id} is proposed again: ${moneyText(now, of)}.`,
    });
  })
  .post('/:id/take-back', async (c) => {
    const id = c.req.param('id');
    const values = await readForm(c);
    const request = { by: c.var.principal.actor, reason: values['reason'] ?? '' };
    const taken = await workspaceOf(c).rewards.takeBack(id, request);
    if (!taken.ok) return show(c, refusal('take-back', taken.problem, values));
    const done = taken.value.state === 'cancelled' ? `${id} is cancelled.` : `${id} is taken back.`;
    return redirectWith(c, `${REWARDS_PATH}/${id}`, { done });
  });

/** Money as typed, or points, which have no cents. */
function amountIn(text: string, currency: string): Result<number> {
  if (currency === 'thanks') return ok(0);
  if (!currency.startsWith('points:')) return readAmount(text, currency.toUpperCase());
  const digits = text.trim().replaceAll(',', '');
  return ok(/^\d{1,12}$/.test(digits) ? Number(digits) : Number.NaN);
}

/** The page of the reward the path names, with what was refused of a form of it. */
export async function show(c: Context<AppEnv>, refused: Refused | null): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const found = await workspaceOf(c).rewards.detail(id, c.var.principal.actor);
  if (!found.ok) return problemPage(c, 'No such reward', found.problem);
  const at = refused === null ? null : placeOf(refused, found.value);
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const props = { of: found.value, now: Date.now(), refused: at };
  const behind = await workspaceOf(c).people.behind(found.value.holds.flatMap(({ evidence }) => evidence));
  const body = (
    <People.Provider value={behind}>
      <Currencies.Provider value={await currencyChoices(c)}>
        <RewardPage {...props} />
      </Currencies.Provider>
    </People.Provider>
  );
  return page(c, { title: `Reward ${id}`, here: 'rewards', status }, body);
}

/** Where a refusal is told: at its form where that is there still, else above everything. */
function placeOf(refused: Refused, { reward: { state }, barred, fulfilment }: RewardDetail): Refused {
  const { form } = refused;
  const isAskedBy: Record<string, boolean> = {
    revision: state === 'change_requested',
    'take-back': state === 'approved' || state === 'paid',
    sent: fulfilment?.provider === 'manual' && fulfilment.state === 'ordered',
    void: fulfilment !== null && !isVoid(fulfilment.state),
    doubt: fulfilment !== null && fulfilment.doubt !== null,
  };
  const decisions: Record<string, Problem | null> = barred;
  const isThere = isAskedBy[form] ?? (state === 'proposed' && decisions[form] === null);
  return isThere ? refused : { ...refused, form: 'page' };
}
