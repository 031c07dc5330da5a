import { ok, refuse, type Refusal, type Result } from '#core/problem.ts';
import { isSignalType, SIGNAL_TYPES, SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import { isCurrency } from './currency.ts';
import { MAX_AMOUNT } from './reward.ts';
import { SENTIMENT_LAW } from './sentiment.ts';
import type { RewardRule } from './rule.ts';

const FIELDS = new Set(['act', 'amount', 'currency']);
/** The acts a rule may reward: what somebody chose to do, never what they feel. */
const REWARDED = SIGNAL_TYPES.filter((type) => SIGNALS[type].act && !SIGNALS[type].sentiment);

/**
 * Rules as they can be kept, one an act at most, in the order given. Fails with `invalid_input` naming the field, such
 * as `rules.2.amount`. No rule may make a reward depend on how kind the words are: 16 CFR 465.4 forbids incentives
 * conditioned on a particular sentiment, positive or negative.
 */
export function checkRewardRules(claimed: unknown): Result<RewardRule[]> {
  if (!Array.isArray(claimed) || claimed.length > REWARDED.length) {
    return wrong(
      'rules',
      'The rules are no list of them.',
      `Send a list of at most ${REWARDED.length} rules.`,
    );
  }
  const rules = new Map<SignalType, RewardRule>();
  for (const [place, each] of claimed.entries()) {
    const rule = checkRule(each, `rules.${place}`);
    if (!rule.ok) return rule;
    const { act } = rule.value;
    if (rules.has(act)) {
      return wrong(`rules.${place}.act`, `There are two rules for ${SIGNALS[act].label}.`, 'Leave one.');
    }
    rules.set(act, rule.value);
  }
  return ok([...rules.values()]);
}

function checkRule(claimed: unknown, place: string): Result<RewardRule> {
  if (!isFields(claimed)) return wrong(place, 'A rule is no object.', 'Send act, amount and currency.');
  const act = checkAct(claimed['act'], `${place}.act`);
  if (!act.ok) return act;
  const condition = Object.keys(claimed).find((field) => !FIELDS.has(field));
  if (condition !== undefined) return conditional(act.value, place, condition);
  const { amount, currency } = claimed;
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount <= 0 || amount > MAX_AMOUNT) {
    return wrong(
      `${place}.amount`,
      'The amount cannot be paid.',
      `Send a whole number of minor units from 1 to ${MAX_AMOUNT}.`,
    );
  }
  if (typeof currency !== 'string' || !isCurrency(currency)) {
    return wrong(
      `${place}.currency`,
      'There is no such currency.',
      'Send an ISO 4217 code in upper case, such as USD.',
    );
  }
  return ok({ act: act.value, amount, currency });
}

function checkAct(claimed: unknown, field: string): Result<SignalType> {
  const choice = `Reward an act: ${REWARDED.join(', ')}.`;
  if (typeof claimed !== 'string' || !isSignalType(claimed)) {
    return wrong(field, 'There is no such act.', choice);
  }
  const { label, act, sentiment, range } = SIGNALS[claimed];
  if (sentiment) {
    const message = `${label} tells what somebody feels about us, and ${SENTIMENT_LAW} forbids paying for that.`;
    return wrong(field, message, `Reward what they do, whatever they say. ${choice}`);
  }
  if (claimed === 'nomination') {
    const message =
      'A nomination costs nobody anything, so whoever nominates could pay themselves or a friend.';
    return wrong(field, message, `Reward what the nominated do. ${choice}`);
  }
  if (!act) {
    const what = range === null ? 'happens to people or is done by us' : 'is measured';
    return wrong(field, `${label} ${what}; it is no act of theirs to reward.`, choice);
  }
  return ok(claimed);
}

/** A rule holds for every act alike: what would make it depend on more is refused, a rating before all. */
function conditional(act: SignalType, place: string, field: string): Refusal {
  const { label, range } = SIGNALS[act];
  const shown = `${place}.${field.toWellFormed().slice(0, 60)}`;
  return range === null
    ? wrong(shown, 'A rule has no such field.', 'Send act, amount and currency alone.')
    : wrong(
        shown,
        `A reward for a ${label.toLowerCase()} may not depend on its rating or words: ${SENTIMENT_LAW} forbids incentives conditioned on sentiment.`,
        'Reward every one alike, whatever it says, or none.',
      );
}

function isFields(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null && !Array.isArray(x);
}

function wrong(field: string, message: string, remedy: string): Refusal {
  return refuse('invalid_input', message, remedy, field);
}
