import type { LedgerAccount } from '#core/ledger/ledger.ts';

export const ACCOUNT_WORDS: Record<LedgerAccount, string> = {
  funding: 'Set aside in all',
  budget: 'Left',
  reserved: 'Reserved for proposals',
  payable: 'Approved, to be paid',
  paid: 'Paid',
  issued: 'Points given out',
  locked: 'Points to spend later',
  earned: 'Points to spend',
  spent: 'Points spent',
  expired: 'Points expired',
  reversed: 'Points taken back',
};

const KINDS: Record<string, string> = {
  budget: 'Budget set',
  reserve: 'Reserved for a proposal',
  release: 'Given back',
  approve: 'Approved',
  payout: 'Paid out',
  cancel: 'Given up before payment',
  reverse: 'Taken back',
  points_earn: 'Points earned',
  points_unlock: 'Points can be spent',
  points_spend: 'Points spent',
  points_expire: 'Points expired',
  points_claw_back: 'Points taken back',
  points_forfeit: 'Points forfeited',
  points_merge: 'Points of two people joined',
};

/** A kind of movement in words. */
export function kindWords(kind: string): string {
  const words = KINDS[kind] ?? kind.replaceAll(/[._]/g, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const MONTH = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A sub-account in words: `general/2026-11` is `general, November 2026`, `person:7` is `person 7`. */
export function holderWords(holder: string): string {
  const [, programme, month] = /^(.+)\/(\d{4}-\d\d)$/.exec(holder) ?? [];
  if (programme !== undefined && month !== undefined) {
    return `${programme}, ${MONTH.format(new Date(`${month}-01T00:00:00Z`))}`;
  }
  return holder.replace(/^person:/, 'person ');
}
