import type { SeedRecord } from '../../hubspot/record.ts';
import { hash } from '../../random.ts';
import type { Company } from '../company.ts';
import type { World } from '../world.ts';

/** A row of the accounts table with what the other tables need of it. */
export interface Account extends Company {
  id: string;
  index: number;
  industry: string;
  signedUpAt: number;
  churned: boolean;
  /** Indexes of its people. */
  people: number[];
}

/** A made-up person of an account; `modifiedAt` grows as tables tell more of them. */
export interface Person extends SeedRecord {
  company: number;
}

/** What reading one table leaves for the next. */
export interface Context {
  world: World;
  accounts: Map<string, Account>;
  people: Person[];
  problems: string[];
  /** Epoch milliseconds of a cell's date, moved; null where it is none. */
  at(text: string): number | null;
}

/** One of an account's people, always the same for the same text. */
export function personFor(context: Context, account: Account, text: string): Person | null {
  const index = account.people[hash(text) % Math.max(1, account.people.length)];
  return index === undefined ? null : (context.people[index] ?? null);
}
