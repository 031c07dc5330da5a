import { countText, isFields, isWhole, noText, textOf, wrong } from '#core/claimed.ts';
import { ok, type Refusal, type Result } from '#core/problem.ts';
import { SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import { CAP_SCOPES, PERIODS, type Cap } from './cap.ts';
import { rangeText } from './currency.ts';
import { isCurrency } from './currency.ts';
import { MAX_AMOUNT } from './reward.ts';
import { ACT_SOURCES, NO_CONDITIONS, type RewardRule, type RuleConditions } from './rule.ts';
import { namesFeeling, SENTIMENT_LAW } from './sentiment.ts';

const MOST_CAPS = 10;
const MOST_LABELS = 50;
const MAX_LABEL = 100;
const MAX_COUNT = 1_000_000;
const MAX_DEAL = 1e15;
type Worth = Pick<RewardRule, 'amount' | 'currency'>;
const TIER = /^[a-z0-9][a-z0-9_-]{0,39}\/[a-z0-9][a-z0-9_-]{0,39}$/;

/**
 * Conditions as they can be kept; what is left out holds for all. Fails with `invalid_input` naming the field: no
 * condition may stand for how kind somebody is to us, by whatever name.
 */
export function checkConditions(claimed: unknown, act: SignalType, place: string): Result<RuleConditions> {
  if (claimed === undefined) return ok(NO_CONDITIONS);
  if (!isFields(claimed))
    return wrong(place, 'The conditions are no object.', 'Leave them out, or send some.');
  const strange = strangeField(claimed, NO_CONDITIONS, act, place);
  if (strange !== null) return strange;
  const sources = checkSources(claimed['sources'], `${place}.sources`);
  if (!sources.ok) return sources;
  const industries = checkLabels(claimed['industries'], `${place}.industries`);
  if (!industries.ok) return industries;
  const tiers = checkTiers(claimed['tiers'], `${place}.tiers`);
  if (!tiers.ok) return tiers;
  const { occurrence = 'every', minDealAmount = null } = claimed;
  if (occurrence !== 'every' && occurrence !== 'first') {
    return wrong(`${place}.occurrence`, 'This is no occurrence.', 'Use every or first.');
  }
  const deal = checkDeal(minDealAmount, act, `${place}.minDealAmount`);
  if (!deal.ok) return deal;
  const unit = checkDealCurrency(claimed['minDealCurrency'], deal.value, `${place}.minDealCurrency`);
  if (!unit.ok) return unit;
  return ok({
    sources: sources.value,
    industries: industries.value,
    tiers: tiers.value,
    occurrence,
    minDealAmount: deal.value,
    minDealCurrency: unit.value,
  });
}

/** The refusal of the first field nobody knows, or null: a rating, under any name, is refused with its law. */
export function strangeField(
  claimed: Record<string, unknown>,
  known: object,
  act: SignalType,
  place: string,
): Refusal | null {
  const entry = Object.entries(claimed).find(([field]) => !Object.hasOwn(known, field));
  if (entry === undefined) return null;
  const [field, value] = entry;
  const shown = `${place}.${field.toWellFormed().slice(0, 60)}`;
  const isFeeling = namesFeeling(field) || (typeof value === 'string' && namesFeeling(value));
  if (SIGNALS[act].range !== null || isFeeling) return unlawful(act, shown);
  return wrong(shown, 'A rule has no such field.', `Send ${Object.keys(known).join(', ')} alone.`);
}

/** The refusal of what makes a reward depend on how kind the words are. */
export function unlawful(act: SignalType, field: string): Refusal {
  return wrong(
    field,
    `A reward for a ${SIGNALS[act].label.toLowerCase()} may not depend on its rating or words: ${SENTIMENT_LAW} forbids incentives conditioned on sentiment.`,
    'Reward every one alike, whatever it says, or none.',
  );
}

function checkSources(claimed: unknown, field: string): Result<RuleConditions['sources']> {
  if (claimed === undefined || claimed === null) return ok(null);
  const list = Array.isArray(claimed) ? claimed : [];
  const known = ACT_SOURCES.filter((each) => list.includes(each));
  return known.length > 0 && known.length === list.length
    ? ok(known)
    : wrong(
        field,
        'These are no sources of acts.',
        `Send some of ${ACT_SOURCES.join(', ')}, each once, or null.`,
      );
}

function checkLabels(claimed: unknown, field: string): Result<string[] | null> {
  if (claimed === undefined || claimed === null) return ok(null);
  if (!Array.isArray(claimed) || claimed.length === 0 || claimed.length > MOST_LABELS) {
    return wrong(field, 'These are no industries.', `Name 1 to ${MOST_LABELS}, or leave them out for all.`);
  }
  const kept = new Set<string>();
  for (const [place, each] of claimed.entries()) {
    const label = textOf(each, MAX_LABEL)?.toLowerCase() ?? '';
    if (label === '') return noText(`${field}.${place}`, 'The name of an industry', each, MAX_LABEL);
    if (namesFeeling(label)) {
      const message = `"${label}" stands for a feeling or a rating, and ${SENTIMENT_LAW} forbids paying for one.`;
      return wrong(`${field}.${place}`, message, 'Name industries as the CRM has them.');
    }
    kept.add(label);
  }
  return ok([...kept].toSorted());
}

function checkTiers(claimed: unknown, field: string): Result<string[] | null> {
  if (claimed === undefined || claimed === null) return ok(null);
  if (!Array.isArray(claimed) || claimed.length === 0 || claimed.length > MOST_LABELS) {
    return wrong(field, 'These are no tiers.', `Name 1 to ${MOST_LABELS}, or leave them out for all.`);
  }
  const kept = new Set<string>();
  for (const [place, each] of claimed.entries()) {
    if (typeof each === 'string' && TIER.test(each)) {
      kept.add(each);
      continue;
    }
    const message = `Only tiers of points are facts: the score counts what people feel, and ${SENTIMENT_LAW} forbids paying for that.`;
    return wrong(`${field}.${place}`, message, 'Choose a tier of a programme of points, such as club/gold.');
  }
  return ok([...kept].toSorted());
}

function checkDeal(claimed: unknown, act: SignalType, field: string): Result<number | null> {
  if (claimed === null) return ok(null);
  if (SIGNALS[act].range !== null) return unlawful(act, field);
  if (act !== 'referral') return wrong(field, 'Only a referral brings a deal.', 'Leave it out.');
  return isWhole(claimed, 1, MAX_DEAL)
    ? ok(claimed)
    : wrong(field, 'This is no amount of a deal.', 'Use an amount above zero, or leave it out.');
}

function checkDealCurrency(claimed: unknown, amount: number | null, field: string): Result<string | null> {
  if (claimed === undefined || claimed === null) return ok(null);
  if (typeof claimed !== 'string' || !isCurrency(claimed)) {
    const remedy = 'Send an ISO 4217 code in upper case, such as USD, or null.';
    return wrong(field, 'There is no such currency.', remedy);
  }
  return amount === null
    ? wrong(field, 'There is no least deal in this currency.', 'Send minDealAmount too, or neither.')
    : ok(claimed);
}

/** Caps as they can be kept; `worth` is what one reward is worth, where the rule says. */
export function checkCaps(claimed: unknown, worth: Worth, place: string): Result<Cap[]> {
  if (claimed === undefined) return ok([]);
  if (!Array.isArray(claimed) || claimed.length > MOST_CAPS) {
    return wrong(place, 'The caps are no list of them.', `Use at most ${MOST_CAPS}.`);
  }
  const kept: Cap[] = [];
  for (const [index, each] of claimed.entries()) {
    const cap = checkCap(each, worth, `${place}.${index}`);
    if (!cap.ok) return cap;
    kept.push(cap.value);
  }
  return ok(kept);
}

function checkCap(claimed: unknown, worth: Worth, place: string): Result<Cap> {
  if (!isFields(claimed)) return wrong(place, 'A cap is no object.', 'Send per, period, count and amount.');
  const { count = null, amount = null } = claimed;
  const per = CAP_SCOPES.find((each) => each === claimed['per']);
  if (per === undefined)
    return wrong(`${place}.per`, 'A cap is for nobody.', `Use ${CAP_SCOPES.join(', ')}.`);
  const period = PERIODS.find((each) => each === claimed['period']);
  if (period === undefined) {
    return wrong(`${place}.period`, 'There is no such period.', `Use ${PERIODS.join(', ')}.`);
  }
  if (count === null && amount === null) {
    return wrong(`${place}.count`, 'The cap limits nothing.', 'Say how many rewards, or how much in all.');
  }
  if (count !== null && !isWhole(count, 1, MAX_COUNT)) {
    return wrong(
      `${place}.count`,
      'This is no count of rewards.',
      `Use a whole number from 1 to ${countText(MAX_COUNT)}.`,
    );
  }
  const [least, most] = [worth.amount ?? 1, 1000 * MAX_AMOUNT];
  if (amount !== null && !isWhole(amount, least, most)) {
    const { currency } = worth;
    const range = currency === null ? 'of at least one reward’s worth' : rangeText(least, most, currency);
    const remedy = `Use an amount ${range}; below one reward’s worth it lets none through.`;
    return wrong(`${place}.amount`, 'This cannot be the cap.', remedy);
  }
  return ok({ per, period, count, amount });
}
