import type { CrmBatch, CrmVendor, RecordKind } from '#core/crm/crm.ts';
import type { FlagWrite } from '#core/crm/flag.ts';
import type { Problem, Result } from '#core/problem.ts';

export type { RecordKind };

/** Tokens as the vendor issued them; `expiresAt` is epoch milliseconds. */
export interface TokenSet {
  accessToken: string;
  refreshToken: string;
  expiresAt: number;
  scopes: string[];
}

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
  /** Creates our property group and properties where missing; compares them where present. */
  prepareFlags(): Promise<Result<{ created: string[] }>>;
  /** Writes at most 100 flags, one result per record. */
  writeFlags(writes: FlagWrite[], now: number): Promise<FlagResult[]>;
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
