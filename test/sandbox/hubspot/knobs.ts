import type { Fault } from '../faults.ts';

/** Everything about this portal that can be made to misbehave, or to behave as another portal would. */
export interface Knobs {
  /** Added to every API answer. */
  latencyMs: number;
  /** Calls an app may make in any ten seconds. */
  callsPerTenSeconds: number;
  searchesPerSecond: number;
  /** How far search trails the records, and by how much that varies from change to change. */
  searchLagMs: number;
  searchLagJitterMs: number;
  /** Modification times are rounded down to this many milliseconds, so that many records share one. */
  modifiedTieMs: number;
  /** `opaque` cursors are refused unless the portal gave them out; `id` cursors may be made up. */
  listCursor: 'id' | 'opaque';
  /** Contacts that refuse every write, as a portal's own validation rules would. */
  rejectedContacts: string[];
  /** Whether one bad row fails alone (207) or takes its batch along (400). */
  batchFailure: 'row' | 'whole';
  mergeGivesNewId: boolean;
  /** Wire form of webhooks: `contact.creation`, or `object.creation` with an object type id. */
  webhookForm: 'legacy' | 'generic';
  /** Properties whose changes are announced; null for all. */
  webhookProperties: string[] | null;
  /** Shares of webhooks lost, sent twice, and sent late, behind ones that happened after them. */
  webhooksDropped: number;
  webhooksDuplicated: number;
  webhooksReordered: number;
  /** How late the late ones come. */
  webhookLateMs: number;
  /** Wait before the n-th retry of a refused delivery, times n. */
  webhookRetryMs: number;
  faults: Fault[];
}

/** A portal on a good day, at HubSpot's published limits for marketplace apps. */
export function defaultKnobs(): Knobs {
  return {
    latencyMs: 0,
    callsPerTenSeconds: 110,
    searchesPerSecond: 5,
    searchLagMs: 0,
    searchLagJitterMs: 0,
    modifiedTieMs: 1,
    listCursor: 'id',
    rejectedContacts: [],
    batchFailure: 'row',
    mergeGivesNewId: false,
    webhookForm: 'legacy',
    webhookProperties: null,
    webhooksDropped: 0,
    webhooksDuplicated: 0,
    webhooksReordered: 0,
    webhookLateMs: 1500,
    webhookRetryMs: 500,
    faults: [],
  };
}
