import { capWords } from '#core/reward/cap.ts';
import { isCurrency } from '#core/reward/currency.ts';
import type { ActSource, RewardRule, RuleConditions } from '#core/reward/rule.ts';
import { moneyText } from '#server/console/parts/money.tsx';
import { counted } from '#server/console/parts/words.ts';

export const RULES_PATH = '/console/rules';

/** The form of a rule. */
export function ruleHref(id: string): string {
  return `${RULES_PATH}/edit/${encodeURIComponent(id)}`;
}

/** What the least deal of a rule counts in: its own currency, else the money the rule pays, or dollars where it pays none. */
export function dealUnit({ minDealCurrency }: RuleConditions, unit: string): string {
  return minDealCurrency ?? (isCurrency(unit) ? unit : 'USD');
}

export const SOURCE_WORDS: Record<ActSource, string> = {
  crm: 'A CRM',
  card: 'A rep on a card',
  api: 'Another system',
};

/** What a rule asks for beside the act; null where nothing. `unit` is what it pays. */
export function conditionWords({ conditions }: RewardRule, unit: string): string | null {
  const { sources, industries, tiers, occurrence, minDealAmount } = conditions;
  const parts = [
    occurrence === 'first' ? 'their first' : [],
    sources === null
      ? []
      : `told by ${sources.map((each) => SOURCE_WORDS[each].replace(/^A/, 'a')).join(' or ')}`,
    industries === null ? [] : `in ${industries.join(', ')}`,
    tiers === null ? [] : `of ${tiers.join(', ')}`,
    minDealAmount === null ? [] : `deals from ${moneyText(minDealAmount, dealUnit(conditions, unit))}`,
  ].flat();
  return parts.length === 0 ? null : sentence(parts);
}

/** A rule's caps and hold in words; null where it has none. `currency` is what its caps count in. */
export function limitWords({ caps, holdDays }: RewardRule, currency: string | null): string | null {
  const money = (amount: number) =>
    currency !== null && isCurrency(currency) ? moneyText(amount, currency) : String(amount);
  const parts = [
    ...caps.map((cap) => `at most ${capWords(cap, money)}`),
    holdDays === 0 ? [] : `${counted(holdDays, 'day', 'days')} after the act`,
  ].flat();
  return parts.length === 0 ? null : sentence(parts);
}

function sentence(parts: readonly string[]): string {
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
