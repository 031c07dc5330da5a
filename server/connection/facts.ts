import type { CrmVendor } from '#core/crm/crm.ts';
import type { Problem } from '#core/problem.ts';
import type { ApiUsage, SyncCursor } from '#connectors/connector.ts';
import { first, type Sql } from '#server/storage/sql.ts';

/** Who this connection is and for whom. */
export interface Identity {
  id: string;
  workspaceId: string;
  vendor: CrmVendor | 'slack';
  accountId: string;
  name: string;
  uiHost: string;
  scopes: string[];
  /** How a Salesforce org is reached; other vendors have one place for all accounts. */
  org?: SalesforceOrg;
}

export interface SalesforceOrg {
  apiUrl: string;
  loginUrl: string;
  /** The integration user of the JWT bearer flow; null where a person gave consent. */
  username: string | null;
}

export type ConnectionState = 'syncing' | 'live' | 'failing' | 'revoked' | 'disconnected';

/** Where the first (or a repeated) full read stands. */
export interface BackfillFact {
  cursor: SyncCursor | null;
  done: number;
  total: number;
  startedAt: number;
  finishedAt: number | null;
}

/** Everything a connection remembers about itself, by name. */
export interface Facts {
  identity: Identity;
  state: ConnectionState;
  /** Why it is failing or revoked. */
  problem: Problem | null;
  /** When it last worked no more; null while it works. */
  failingSince: number | null;
  backfill: BackfillFact;
  /** Whether everything was read at least once. */
  complete: boolean;
  /** `at` is when changes were last looked for, 0 where they never were; `isAsked` has them looked for at once. */
  poll: { cursor: SyncCursor | null; at: number; isAsked?: boolean };
  /** When a refresh that spends its token set out; null once its answer was kept. */
  renewingSince: number | null;
  /** The account's calls of a day, as the vendor last told. */
  apiUsage: ApiUsage & { at: number };
  /** The share (0 to 1) of a day's calls the account's other apps leave us; see `daily-usage.ts`. */
  apiShare: number;
  /** Access token's end, epoch milliseconds. */
  tokenExpiresAt: number;
  /** When the vendor was last called, so that a restart knows whether the rate window may be spent. */
  lastCallAt: number;
  /** Mapped properties seen in the account so far. */
  mapped: string[];
  inspectedAt: number;
  /** What the CRM lets us see, where its connector asks to have that kept between uses. */
  schema: string | null;
  /** Which of our properties and options the CRM was seen to have; false where it must be looked at. */
  flagsPrepared: string | false;
  /** Why our properties cannot be written at all; null once they can. */
  flagsProblem: { problem: Problem; since: number } | null;
}

/** A fact, or undefined where it was never set. */
export function getFact<Name extends keyof Facts>(sql: Sql, name: Name): Facts[Name] | undefined {
  const row = first<{ value: string }>(sql, 'SELECT value FROM fact WHERE name = ?', name);
  return row === undefined ? undefined : (JSON.parse(row.value) as Facts[Name]);
}

export function setFact<Name extends keyof Facts>(sql: Sql, name: Name, value: Facts[Name]): void {
  sql.run(
    'INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    name,
    JSON.stringify(value),
  );
}

/** Adds to a running count, e.g. of webhook events applied. */
export function count(sql: Sql, name: string, by = 1): void {
  sql.run(
    'INSERT INTO tally (name, count) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET count = count + excluded.count',
    name,
    by,
  );
}
