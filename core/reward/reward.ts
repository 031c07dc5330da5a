import { cleanLine, cleanWords, noText, wrong } from '#core/claimed.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';
import type { Approval, Step } from './approval.ts';
import { isCurrency, rangeText } from './currency.ts';
import { namesFeeling, SENTIMENT_LAW } from './sentiment.ts';

/**
 * `proposed` waits for a decision, `change_requested` for its proposer, `approved` for its payment. All others are
 * ends: `noted` was answered without a reward, `cancelled` approved but never paid, `reversed` paid and taken back.
 */
export const REWARD_STATES = [
  'proposed',
  'change_requested',
  'approved',
  'paid',
  'declined',
  'noted',
  'expired',
  'cancelled',
  'reversed',
] as const;
export type RewardState = (typeof REWARD_STATES)[number];

/** Money in one of its forms, points of a programme, or nothing but thanks. */
export type RewardKind = 'money' | 'points' | 'thanks';

/** Where a proposal came from. */
export const SOURCES = ['rule', 'api', 'web', 'slack', 'crm'] as const;
export type Source = (typeof SOURCES)[number];

/** What holds its money: a budget, the open purse of a company that set none, or nothing while the budget is short. */
export type Funding = 'budget' | 'open' | 'none';

/** Something of value for an advocacy act. Times are epoch milliseconds. */
export interface Reward {
  id: string;
  /** Idempotency key of the proposal: the same key twice is the same reward. */
  key: string;
  personId: string;
  programme: string;
  kind: RewardKind;
  /** What of the catalogue it is; null for an amount without more. */
  item: string | null;
  /** Integer minor units of `currency` (ISO 4217), points of `points:<programme>`, or 0 for thanks. */
  amount: number;
  currency: string;
  act: string;
  proof: string | null;
  proposedBy: string;
  /** Who told of the act a rule proposed it for, where somebody did: they count as who proposed it. */
  reportedBy: string | null;
  /** Who changed it last after a change was asked for. */
  revisedBy: string | null;
  /** Everybody who ever changed it, the newest last: they count as who proposed it, too. */
  revisers: readonly string[];
  source: Source;
  state: RewardState;
  /** Whose yes it needs, in order; empty where policy approves it by itself. */
  chain: readonly Step[];
  approvals: readonly Approval[];
  /** 1, and one more each time it is proposed again after a change. */
  revision: number;
  /** The budget it draws from, as the ledger's sub-account. */
  holder: string;
  funding: Funding;
  decidedBy: string | null;
  decidedAt: number | null;
  reason: string | null;
  createdAt: number;
  expiresAt: number;
}

export interface RewardProposal {
  key: string;
  personId: string;
  amount: number;
  currency: string;
  act: string;
  proof?: string | null | undefined;
  proposedBy: string;
  reportedBy?: string | null | undefined;
  programme?: string | undefined;
  item?: string | null | undefined;
  /** Where the person lives, ISO 3166-1 alpha-2, where somebody knows. */
  country?: string | null | undefined;
  source?: Source | undefined;
}

/** A proposal as it is asked for: with an item its price is the amount, which may be left out. */
export type AskedReward = Omit<RewardProposal, 'amount' | 'currency'> & {
  amount?: number | undefined;
  currency?: string | undefined;
};

/** The most one reward may be, in minor units. */
export const MAX_AMOUNT = 100_000_000_00;
export const MAX_NAME = 200;
export const MAX_TEXT = 2000;
export const DEFAULT_PROGRAMME = 'general';
const MAX_KEY = 300;
const OPEN_FOR = 14 * DAY;
/** The id of a programme. */
export const PROGRAMME = /^[a-z0-9][a-z0-9_-]{0,39}$/;

/**
 * A new reward waiting for a decision, for 14 days unless policy says otherwise; one approver until policy names more.
 * Fails with `invalid_input` naming the field.
 */
export function propose(input: RewardProposal, id: string, now: number): Result<Reward> {
  const terms = checkTerms(input);
  if (!terms.ok) return terms;
  const { personId } = input;
  const key = input.key.toWellFormed();
  const proposedBy = cleanLine(input.proposedBy);
  const programme = input.programme ?? DEFAULT_PROGRAMME;
  if (key.trim() === '' || key.length > MAX_KEY) return noText('key', 'The key', key, MAX_KEY);
  if (personId.trim() === '' || personId.length > MAX_NAME) {
    return noText('personId', 'The person it is for', personId, MAX_NAME);
  }
  if (proposedBy === '' || proposedBy.length > MAX_NAME) {
    return noText('proposedBy', 'The name of who proposes it', proposedBy, MAX_NAME);
  }
  if (!PROGRAMME.test(programme)) {
    const remedy = 'Use up to 40 small letters, digits, - and _, such as general.';
    return wrong('programme', 'There is no such programme.', remedy);
  }
  return ok({
    id,
    key,
    personId,
    programme,
    ...terms.value,
    item: input.item ?? null,
    proposedBy,
    reportedBy: cleanLine(input.reportedBy ?? '') || null,
    revisedBy: null,
    revisers: [],
    source: input.source ?? 'api',
    state: 'proposed',
    chain: ['approve'],
    approvals: [],
    revision: 1,
    holder: programme,
    funding: 'open',
    decidedBy: null,
    decidedAt: null,
    reason: null,
    createdAt: now,
    expiresAt: now + OPEN_FOR,
  });
}

/** What a reward is for and worth. */
export type Terms = Pick<Reward, 'kind' | 'amount' | 'currency' | 'act' | 'proof'>;

/** The terms of a reward as they can be kept, trimmed. Fails with `invalid_input` naming the field. */
export function checkTerms(
  input: Pick<RewardProposal, 'amount' | 'currency' | 'act' | 'proof'>,
): Result<Terms> {
  const { amount, currency } = input;
  const act = cleanLine(input.act);
  const proof = cleanWords(input.proof ?? '') || null;
  if (act === '' || act.length > MAX_NAME) return noText('act', 'What the reward is for', act, MAX_NAME);
  if (namesFeeling(act)) {
    return refuse(
      'invalid_input',
      `"${act}" is what somebody feels about us, and ${SENTIMENT_LAW} forbids paying for that.`,
      'Reward what they do, whatever they say.',
      'act',
    );
  }
  const kind = kindOf(currency);
  if (kind === null) {
    const remedy = 'Use three letters in capitals, such as USD, or points of a programme.';
    return wrong('currency', 'There is no such currency.', remedy);
  }
  const least = kind === 'thanks' ? 0 : 1;
  const most = kind === 'thanks' ? 0 : MAX_AMOUNT;
  if (!Number.isSafeInteger(amount) || amount < least || amount > most) {
    const remedy =
      kind === 'thanks' ? 'Thanks are worth 0.' : `Use an amount ${rangeText(least, most, currency)}.`;
    return wrong('amount', 'This amount cannot be given.', remedy);
  }
  if (proof !== null && proof.length > MAX_TEXT) return noText('proof', 'The proof', proof, MAX_TEXT);
  return ok({ kind, amount, currency, act, proof });
}

/** The currency of what costs nothing. */
export const THANKS = 'thanks';

/** What an amount of a currency is: money, points of a programme, thanks, or null for what is no currency. */
export function kindOf(currency: string): RewardKind | null {
  if (isCurrency(currency)) return 'money';
  if (currency === THANKS) return 'thanks';
  return currency.startsWith('points:') && PROGRAMME.test(currency.slice('points:'.length)) ? 'points' : null;
}

/** The human whose word a reward rests on, where one is known: who told of the act, else who proposed it. */
export function proposerOf({ proposedBy, reportedBy }: Pick<Reward, 'proposedBy' | 'reportedBy'>): string {
  return reportedBy ?? proposedBy;
}
