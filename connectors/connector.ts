import type { CrmBatch, CrmVendor, RecordKind } from '#core/crm/crm.ts';
import type { CarriedFlag, FlagWrite } from '#core/crm/flag.ts';
import type { Problem, Result } from '#core/problem.ts';

export type { RecordKind };

/**
 * Tokens as the vendor issued them. `expiresAt` is epoch milliseconds; `NO_EXPIRY` where the vendor tells none and a
 * refused call is the first anybody hears of it.
 */
export interface TokenSet {
  accessToken: string;
  refreshToken: string;
  expiresAt: number;
  scopes: string[];
  /** Where the account's API lives, where the vendor gives each account its own; null where all share one. */
  apiUrl: string | null;
}

export const NO_EXPIRY = Number.MAX_SAFE_INTEGER;

/** The vendor account behind a connection. */
export interface CrmAccount {
  id: string;
  name: string;
  /** Host of the vendor's interface for this account, for links to records. */
  uiHost: string;
  timeZone: string | null;
}

/** OAuth, without a connected account yet. */
export interface CrmAuthorization {
  requiredScopes: readonly { scope: string; why: string }[];
  authorizeUrl(request: { state: string; codeChallenge: string; redirectUri: string }): string;
  exchange(request: { code: string; codeVerifier: string; redirectUri: string }): Promise<Result<TokenSet>>;
  refresh(refreshToken: string): Promise<Result<TokenSet>>;
  revoke(tokens: TokenSet): Promise<Result<null>>;
  /**
   * Whether a refresh token is spent by using it. Then a refresh whose answer never came must not be repeated: it
   * fails with `grant_uncertain`, and using the old token again would end the grant.
   */
  rotates: boolean;
}

/** Where a sync stands: opaque to everyone but the connector, safe to store as JSON. */
export type SyncCursor = Record<string, string | number | boolean | null>;

/** One step of a sync. `cursor` may be stored once `batch` has been applied, never before. */
export interface SyncStep {
  batch: CrmBatch;
  cursor: SyncCursor;
  /** Records read in this step, for progress. */
  read: number;
}

export interface FlagResult {
  recordId: string;
  problem: Problem | null;
}

/** A property or field that no longer is what the mapping needs. */
export interface MappingProblem extends Problem {
  property: string;
}

/** How much of the account's calls of a day are used, as the vendor last told. */
export interface ApiUsage {
  used: number;
  limit: number;
}

/** Spends one call of the vendor's budget; `search` has a budget of its own. Runs `call` when it is free. */
export type Spend = <T>(budget: 'call' | 'search', call: () => Promise<T>) => Promise<T>;

/** What a connected CRM can do. Built per use from injected transport; holds no state between uses. */
export interface CrmConnector {
  vendor: CrmVendor;
  account(): Promise<Result<CrmAccount>>;
  /** Compares the vendor's properties with the mapping; an empty list is good news. `seen` are those found mapped before. */
  inspect(seen: string[]): Promise<Result<{ mapped: string[]; problems: MappingProblem[] }>>;
  /** How many records a backfill will read. */
  count(): Promise<Result<number>>;
  /** Everything, from `cursor` on. Ends when all has been read. Throws ConnectorError. */
  backfill(cursor: SyncCursor | null): AsyncIterable<SyncStep>;
  /** Everything modified since the cursor, with overlap. Ends when caught up; the last step's cursor starts the next poll. */
  poll(cursor: SyncCursor | null, now: number): AsyncIterable<SyncStep>;
  /** Re-reads records by id. Ids the vendor no longer knows come back as removals. */
  read(kind: RecordKind, ids: string[]): Promise<CrmBatch>;
  /**
   * Makes our properties ready: creates what is missing where the vendor lets an app do so, and compares what is
   * there. Fails with `package_missing` where an admin has to install them.
   */
  prepareFlags(): Promise<Result<{ created: string[] }>>;
  /** What our properties say on these records now, at most 100; null for a record that carries no flag. Throws ConnectorError. */
  readFlags(recordIds: string[]): Promise<Map<string, CarriedFlag | null>>;
  /** Everything of ours an admin would have to remove after uninstalling, a line each, by the vendor's own names. */
  ownedNames(): string[];
  /** Writes at most 100 flags, one result per record. */
  writeFlags(writes: FlagWrite[], now: number): Promise<FlagResult[]>;
  /**
   * Empties everything of ours on at most 100 records, one result a record. A record that carries nothing of ours, or
   * that the vendor no longer has, is as good as emptied. Throws ConnectorError.
   */
  clearFlags(recordIds: string[]): Promise<FlagResult[]>;
}

/** A webhook that was verified, reduced to what has to be looked at again. */
export interface CrmWebhookEvent {
  accountId: string;
  /** Hash of what makes this event itself; a redelivery has the same, a different event never does. */
  key: string;
  kind: RecordKind;
  action: 'changed' | 'removed' | 'erased' | 'restored' | 'merged' | 'unknown';
  recordId: string;
  /** For `merged`: the ids that stopped existing. */
  mergedIds: string[];
  occurredAt: number;
}
