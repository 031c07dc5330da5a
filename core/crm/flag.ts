import type { Tier } from '#core/score/tier.ts';

/** What we show about a person on their CRM record. Written only into our own properties. */
export interface AdvocateFlag {
  status: Tier;
  propensity: number;
  confidence: number;
  /** One line a sales representative can read, at most 255 characters. */
  reason: string;
  /** Epoch milliseconds of the person's last advocacy act, or null. */
  lastActAt: number | null;
}

/** One record to be flagged, and the outcome the vendor gave for it. */
export interface FlagWrite {
  recordId: string;
  flag: AdvocateFlag;
}

/** Whether a record needs no writing. Confidence alone never causes one: it ages every week and changes no decision. */
export function flagsEqual(a: AdvocateFlag, b: AdvocateFlag): boolean {
  return (
    a.status === b.status &&
    a.propensity === b.propensity &&
    a.reason === b.reason &&
    a.lastActAt === b.lastActAt
  );
}
