import { between, pick, seeded, type Random } from '#test/sandbox/random.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Shares of announcements lost, sent twice and sent late, and how late those come. */
export interface MailHabits {
  dropped: number;
  duplicated: number;
  late: number;
  lateMs: number;
}

/** How a CRM account behaves while it is read, and what goes on in it. */
export interface Weather {
  random: Random;
  vendor: 'hubspot' | 'salesforce';
  contacts: number;
  /** Polls while people work in the account; quiet ones follow until nothing is found. */
  polls: number;
  /** How far what a query shows may trail what was written, at most. */
  lagMs: number;
  /** Modification times are rounded down to this. */
  tieMs: number;
  mail: MailHabits;
  /** Our clock minus the vendor's. */
  skewMs: number;
  /** Chance that something happens between two calls of a poll. */
  unrest: number;
  /** Happenings between two polls, at most. */
  bustle: number;
  /** Chance of an import between two polls. */
  imports: number;
  /** More than 10,000 contacts change between two polls. */
  flood: boolean;
  /** HubSpot gives a merged contact a new id. */
  newIdOnMerge: boolean;
}

/** Worlds of each vendor whose accounts are flooded, in every two hundred. */
const FLOODED = 6;

/** The weather of world number `n`: HubSpot's and Salesforce's in turn. */
export function weatherOf(n: number): Weather {
  const random = seeded(`lost-updates ${n}`);
  const vendor = n % 2 === 0 ? 'hubspot' : 'salesforce';
  const flood = Math.floor((n % 200) / 2) * 2 === FLOODED;
  const longest = vendor === 'hubspot' ? 45 * SECOND : 9 * MINUTE;
  const bad = { dropped: 0.5, duplicated: 0.3, late: 0.4, lateMs: 3 * MINUTE };
  const none = { dropped: 1, duplicated: 0, late: 0, lateMs: 0 };
  const fair = { dropped: 0.02, duplicated: 0.1, late: 0.2, lateMs: 20 * SECOND };
  const contacts = flood ? 10_600 : pick(random, [120, 300, 450, 450, 2_300]);
  // Thousands of announcements a poll are read like a few, only longer.
  const habits = contacts > 2_000 ? [none, none, bad] : [none, bad, bad, fair];
  return {
    random,
    vendor,
    contacts,
    polls: flood ? 5 : between(random, 8, 14),
    lagMs: pick(random, [0, 2 * SECOND, Math.round(longest / 3), longest]),
    tieMs: pick(random, [1, 1, 1_000]),
    mail: flood ? none : pick(random, habits),
    skewMs: random() < 0.9 ? 0 : pick(random, [90 * SECOND, -90 * SECOND]),
    unrest: flood ? 0.02 : pick(random, [0, 0.05, 0.2]),
    bustle: pick(random, [2, 6, 20]),
    imports: pick(random, [0, 0.1, 0.2]),
    flood,
    newIdOnMerge: random() < 0.3,
  };
}
