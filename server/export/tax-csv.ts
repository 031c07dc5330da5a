import type { Result } from '#core/problem.ts';
import { TAX_CLASSES } from '#core/tax/tax-class.ts';
import { actorTitle } from '#server/console/parts/actor.ts';
import { STANDING_WORDS, TAX_CLASS_WORDS } from '#server/console/parts/tax-words.ts';
import { REWARD_WORDS } from '#server/console/parts/words.ts';
import type { Page } from '#server/workspace/store.ts';
import type { Incentive } from '#server/workspace/tax/incentives.ts';
import type { RegisterLine } from '#server/workspace/tax/lines.ts';
import { csvOf } from './csv.ts';
import { major } from './ledger-export.ts';

type Read<Item> = (cursor: string | null) => Promise<Result<Page<Item>>>;

const INCENTIVES = [
  'Decided on (UTC)',
  'Paid on (UTC)',
  'Person',
  'E-mail',
  'Person id',
  'Company',
  'Programme',
  'Act',
  'Incentive',
  'Currency',
  'Amount',
  'Tax class',
  'Disclosure',
  'Proof',
  'Approved by',
  'State',
  'Reward',
  'Link',
];

/** The register of incentives as CSV, oldest first, a line each, as counsel asks for it. See `csvOf`. */
export function incentivesAsCsv(
  read: Read<Incentive>,
  publicUrl: string,
): Promise<Result<ReadableStream<Uint8Array>>> {
  return csvOf(INCENTIVES, (each) => toIncentive(each, publicUrl), read);
}

const KIND_WORDS: Record<Incentive['kind'], string> = {
  money: 'Money',
  points: 'Points',
  thanks: 'Thank-you note',
};

function toIncentive(each: Incentive, publicUrl: string): string[] {
  const isThanks = each.kind === 'thanks';
  return [
    dayOf(each.decidedAt),
    dayOf(each.paidAt),
    each.person,
    each.email ?? '',
    each.personId,
    each.company ?? '',
    each.programme,
    each.act,
    each.item ?? KIND_WORDS[each.kind],
    isThanks ? '' : each.currency,
    isThanks ? '' : major(each.amount, each.currency),
    TAX_CLASS_WORDS[each.taxClass],
    each.disclosure ?? '',
    each.proof ?? '',
    each.approvedBy.map(actorTitle).join(', '),
    REWARD_WORDS[each.state],
    each.rewardId,
    `${publicUrl}/console/rewards/${each.rewardId}`,
  ];
}

const TOTALS = [
  'Year',
  'Person',
  'E-mail',
  'Person id',
  'Company',
  'Currency',
  'Paid',
  'Approved, not paid yet',
  ...TAX_CLASSES.map((each) => TAX_CLASS_WORDS[each]),
  'Counts for form 1099',
  'Form 1099 is due from',
  'Against the threshold',
];

/** What everybody was given in a year as CSV, a line for each person and currency. See `csvOf`. */
export function totalsAsCsv(
  read: Read<RegisterLine>,
  year: number,
): Promise<Result<ReadableStream<Uint8Array>>> {
  return csvOf(TOTALS, (line) => toTotals(line, year), read);
}

function toTotals(line: RegisterLine, year: number): string[] {
  const { personId, name, email, company, currency, paid, owed, byClass, reported, threshold, standing } =
    line;
  const sums = [paid, owed, ...TAX_CLASSES.map((each) => byClass[each]), reported];
  return [
    String(year),
    name,
    email ?? '',
    personId,
    company ?? '',
    currency,
    ...sums.map((amount) => major(amount, currency)),
    threshold === null ? '' : major(threshold, currency),
    standing === null ? '' : STANDING_WORDS[standing],
  ];
}

function dayOf(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString().slice(0, 10);
}
