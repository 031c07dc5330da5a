import type { TrustLevel } from '#core/fraud/trust.ts';
import type { Band, Policy, PolicyRule } from '#core/policy/policy.ts';
import type { Step } from '#core/reward/approval.ts';
import { formatAmount } from '#core/reward/currency.ts';
import type { Source } from '#core/reward/reward.ts';
import { counted } from '#server/console/parts/words.ts';

export const POLICY_PATH = '/console/policy';

/** Where proposals come from, after “Only from”. */
export const SOURCE_WORDS: Record<Source, string> = {
  rule: 'a reward rule',
  api: 'the API',
  web: 'the console',
  slack: 'Slack',
  crm: 'a CRM card',
};

export const TRUST_WORDS: Record<TrustLevel, string> = {
  new: 'new',
  known: 'known',
  trusted: 'trusted',
};

/** What policy does with small rewards where it asks nobody. */
export const AUTOMATIC =
  'Some rewards are approved without a person. Somebody’s first reward is always reviewed, and nobody approves their own.';

/** What a policy says about rewards in one currency, a sentence for each band: `Up to $500.00: one manager`. */
export function bandSentences({ currency, bands }: Pick<PolicyRule, 'currency' | 'bands'>): string[] {
  return bands.map((band, at) => {
    const below = bands[at - 1]?.upTo ?? null;
    const range =
      band.upTo !== null
        ? `Up to ${formatAmount(band.upTo, currency)}`
        : below === null
          ? `Any amount${currency.startsWith('points:') ? ' of points' : ` in ${currency}`}`
          : `Above ${formatAmount(below, currency)}`;
    return `${currency === 'thanks' ? 'Thanks' : range}: ${whoWords(band)}`;
  });
}

/** `one manager`, `two managers and finance`, `finance`, `nobody; approved at once`. */
export function whoWords({ managers, finance }: Pick<Band, 'managers' | 'finance'>): string {
  if (managers === 0) return finance ? 'finance' : 'nobody, it is approved at once';
  const of = managers === 1 ? 'one manager' : 'two managers';
  return finance ? `${of} and finance` : of;
}

/** Whose yes a reward needs, in a few words: `no person`, `two managers and finance`. */
export function chainWords(chain: readonly Step[]): string {
  const managers = chain.filter((step) => step === 'approve').length;
  const finance = chain.includes('approve_finance');
  if (managers === 0 && !finance) return 'no person';
  return whoWords({ managers: managers > 1 ? 2 : managers === 1 ? 1 : 0, finance });
}

/** When a rule holds: `Only from Slack or the API, in growth, for trusted people`, or null where it always does. */
export function conditionWords(of: {
  sources: readonly Source[] | null;
  programmes: readonly string[] | null;
  trust: readonly TrustLevel[] | null;
}): string | null {
  const parts = [
    listOf(
      'from',
      of.sources?.map((each) => SOURCE_WORDS[each]),
    ),
    listOf('in', of.programmes),
    listOf(
      'for',
      of.trust?.map((each) => TRUST_WORDS[each]),
      ' people',
    ),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `Only ${parts.join(', ')}`;
}

function listOf(before: string, each: readonly string[] | null | undefined, after = ''): string | null {
  if (each === null || each === undefined || each.length === 0) return null;
  const [last = '', ...others] = each.toReversed();
  const words = others.length === 0 ? last : `${others.toReversed().join(', ')} or ${last}`;
  return `${before} ${words}${after}`;
}

/** What becomes of what waits. */
export function timeWords({
  remindAfterHours,
  escalateAfterHours,
  expireAfterDays,
}: Pick<Policy, 'remindAfterHours' | 'escalateAfterHours' | 'expireAfterDays'>): string {
  const hours = (n: number) => counted(n, 'hour', 'hours');
  return `Approvers are reminded after ${hours(remindAfterHours)}; after ${hours(escalateAfterHours)} it goes to the owners too; after ${counted(expireAfterDays, 'day', 'days')} a proposal expires. Silence never approves.`;
}

/** What holds where no rule does. */
export const FALLBACK =
  'What no rule fits needs a manager and finance; points and thanks need a manager alone.';

/** Whether a policy approves anything without a person. */
export function isAutomatic({ rules }: Policy): boolean {
  return rules.some(({ bands }) => bands.some(({ managers, finance }) => managers === 0 && !finance));
}
