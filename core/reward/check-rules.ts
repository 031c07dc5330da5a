import { isFields, isWhole, noText, textOf, wrong } from '#core/claimed.ts';
import { ok, type Result } from '#core/problem.ts';
import { isSignalType, SIGNAL_TYPES, SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import { checkCaps, checkConditions, strangeField } from './check-conditions.ts';
import { isCurrency, rangeText } from './currency.ts';
import { DEFAULT_PROGRAMME, MAX_AMOUNT, PROGRAMME } from './reward.ts';
import { namesFeeling, SENTIMENT_LAW } from './sentiment.ts';
import { isConditional, type RewardRule } from './rule.ts';

const MOST_RULES = 100;
const MAX_NAME = 100;
const MAX_HOLD = 365;
const ID = /^[a-z0-9][a-z0-9_-]{0,59}$/;
const FIELDS: Record<keyof RewardRule, null> = {
  id: null,
  name: null,
  act: null,
  conditions: null,
  item: null,
  amount: null,
  currency: null,
  programme: null,
  caps: null,
  holdDays: null,
  active: null,
};
/** The acts a rule may reward: what somebody chose to do, never what they feel. */
export const REWARDED = SIGNAL_TYPES.filter((type) => SIGNALS[type].act && !SIGNALS[type].sentiment);

/**
 * Rules as they can be kept, in the order given: the first that fits an act counts. What is left out is as in the rules
 * everybody begins with. Fails with `invalid_input` naming the field, such as `rules.2.amount`. No rule may make a
 * reward depend on how kind the words are: 16 CFR 465.4 forbids incentives conditioned on a particular sentiment,
 * positive or negative.
 */
export function checkRewardRules(claimed: unknown): Result<RewardRule[]> {
  if (!Array.isArray(claimed) || claimed.length > MOST_RULES) {
    return wrong('rules', 'The rules are no list of them.', `Send a list of at most ${MOST_RULES} rules.`);
  }
  const rules: RewardRule[] = [];
  for (const [place, each] of claimed.entries()) {
    const rule = checkRewardRule(each, `rules.${place}`);
    if (!rule.ok) return rule;
    const { id, act } = rule.value;
    const before = rules.find(
      (other) => other.active && other.act === act && !isConditional(other.conditions),
    );
    if (before !== undefined && rule.value.active) {
      const message = `There are two rules for ${SIGNALS[act].label}, and the first leaves nothing to this one.`;
      return wrong(`rules.${place}.act`, message, 'Leave one, or give the first a condition.');
    }
    if (rules.some((other) => other.id === id)) {
      return wrong(`rules.${place}.id`, 'Another rule has this id.', 'Use an id of its own.');
    }
    rules.push(rule.value);
  }
  return ok(rules);
}

/** One rule as it can be kept; `place` begins the name of the field at fault. */
export function checkRewardRule(claimed: unknown, place: string): Result<RewardRule> {
  if (!isFields(claimed)) return wrong(place, 'A rule is no object.', 'Send act, amount and currency.');
  const act = checkAct(claimed['act'], `${place}.act`);
  if (!act.ok) return act;
  const strange = strangeField(claimed, FIELDS, act.value, place);
  if (strange !== null) return strange;
  const named = checkNames(claimed, act.value, place);
  if (!named.ok) return named;
  const worth = checkWorth(claimed, place);
  if (!worth.ok) return worth;
  const conditions = checkConditions(claimed['conditions'], act.value, `${place}.conditions`);
  if (!conditions.ok) return conditions;
  const caps = checkCaps(claimed['caps'], worth.value, `${place}.caps`);
  if (!caps.ok) return caps;
  const { programme = DEFAULT_PROGRAMME, holdDays = 0, active = true } = claimed;
  if (typeof programme !== 'string' || !PROGRAMME.test(programme)) {
    return wrong(`${place}.programme`, 'There is no such programme.', 'Use an id such as general.');
  }
  if (!isWhole(holdDays, 0, MAX_HOLD)) {
    return wrong(`${place}.holdDays`, 'This is no time to wait.', `Use 0 to ${MAX_HOLD} days.`);
  }
  if (typeof active !== 'boolean') {
    return wrong(`${place}.active`, 'A rule is in force or not.', 'Send true or false.');
  }
  return ok({
    ...named.value,
    act: act.value,
    conditions: conditions.value,
    ...worth.value,
    programme,
    caps: caps.value,
    holdDays,
    active,
  });
}

function checkAct(claimed: unknown, field: string): Result<SignalType> {
  const choice = `Reward an act: ${REWARDED.map((type) => SIGNALS[type].label.toLowerCase()).join(', ')}.`;
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

function checkNames(
  { id: claimedId, name: claimedName }: Record<string, unknown>,
  act: SignalType,
  place: string,
): Result<Pick<RewardRule, 'id' | 'name'>> {
  const id = claimedId ?? act;
  if (typeof id !== 'string' || !ID.test(id)) {
    return wrong(`${place}.id`, 'This is no usable id.', 'Use up to 60 small letters, digits, - and _.');
  }
  const name = textOf(claimedName ?? SIGNALS[act].label, MAX_NAME) ?? '';
  if (name === '') return noText(`${place}.name`, 'The name of the rule', claimedName, MAX_NAME);
  if (namesFeeling(name)) {
    const message = `The name promises a reward for a rating or a feeling, and ${SENTIMENT_LAW} forbids paying for that.`;
    return wrong(`${place}.name`, message, 'Name the act, not what somebody has to say.');
  }
  return ok({ id, name });
}

function checkWorth(
  claimed: Record<string, unknown>,
  place: string,
): Result<Pick<RewardRule, 'item' | 'amount' | 'currency'>> {
  const { item = null, amount = null, currency = null } = claimed;
  if (item !== null) {
    if (typeof item !== 'string' || item === '' || item.length > MAX_NAME) {
      return wrong(`${place}.item`, 'There is no such item.', 'Choose an item of the catalogue.');
    }
    return amount === null && currency === null
      ? ok({ item, amount, currency })
      : wrong(
          `${place}.amount`,
          'The item says what it is worth.',
          'Choose the item or an amount, not both.',
        );
  }
  if (typeof currency !== 'string' || !(isCurrency(currency) || isPoints(currency))) {
    const remedy = 'Use three letters in capitals, such as USD, or points of a programme.';
    return wrong(`${place}.currency`, 'There is no such currency.', remedy);
  }
  if (!isWhole(amount, 1, MAX_AMOUNT)) {
    const remedy = `Use an amount ${rangeText(1, MAX_AMOUNT, currency)}.`;
    return wrong(`${place}.amount`, 'The amount cannot be paid.', remedy);
  }
  return ok({ item, amount, currency });
}

function isPoints(currency: string): boolean {
  return currency.startsWith('points:') && PROGRAMME.test(currency.slice('points:'.length));
}
