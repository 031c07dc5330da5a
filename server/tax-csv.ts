import type { Result } from '#core/problem.ts';
import { TAX_CLASSES } from '#core/tax/tax-class.ts';
import { csvOf } from './csv.ts';
import { major } from './ledger-export.ts';
import type { Incentive } from './workspace/tax/incentives.ts';
import type { RegisterLine } from './workspace/tax/register.ts';
import type { Page } from './workspace/store.ts';

type Read<Item> = (cursor: string | null) => Promise<Result<Page<Item>>>;

const INCENTIVES = [
  'date',
  'paid',
  'person',
  'company',
  'programme',
  'act',
  'incentive',
  'currency',
  'amount',
  'tax class',
  'disclosure',
  'proof',
  'decided by',
  'state',
  'reward',
  'address',
];

/** The register of incentives as CSV, oldest first, a line each, as counsel asks for it. See `csvOf`. */
export function incentivesAsCsv(
  read: Read<Incentive>,
  publicUrl: string,
): Promise<Result<ReadableStream<Uint8Array>>> {
  return csvOf(INCENTIVES, (each) => toIncentive(each, publicUrl), read);
}

function toIncentive(each: Incentive, publicUrl: string): string[] {
  const isThanks = each.kind === 'thanks';
  return [
    dayOf(each.decidedAt),
    dayOf(each.paidAt),
    each.person,
    each.company ?? '',
    each.programme,
    each.act,
    each.item ?? each.kind,
    isThanks ? '' : each.currency,
    isThanks ? '' : major(each.amount, each.currency),
    each.taxClass,
    each.disclosure ?? '',
    each.proof ?? '',
    each.decidedBy,
    each.state,
    each.rewardId,
    `${publicUrl}/console/rewards/${each.rewardId}`,
  ];
}

const TOTALS = [
  'year',
  'person',
  'company',
  'currency',
  'paid',
  'approved, not paid',
  ...TAX_CLASSES,
  'reported',
  'threshold',
  'standing',
];

/** What everybody was given in a year as CSV, a line for each person and currency. See `csvOf`. */
export function totalsAsCsv(
  read: Read<RegisterLine>,
  year: number,
): Promise<Result<ReadableStream<Uint8Array>>> {
  return csvOf(TOTALS, (line) => toTotals(line, year), read);
}

function toTotals(line: RegisterLine, year: number): string[] {
  const { name, company, currency, paid, owed, byClass, reported, threshold, standing } = line;
  const sums = [paid, owed, ...TAX_CLASSES.map((each) => byClass[each]), reported];
  return [
    String(year),
    name,
    company ?? '',
    currency,
    ...sums.map((amount) => major(amount, currency)),
    threshold === null ? '' : major(threshold, currency),
    standing ?? '',
  ];
}

function dayOf(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString().slice(0, 10);
}
