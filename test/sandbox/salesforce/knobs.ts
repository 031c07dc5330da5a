import type { Fault } from '../faults.ts';
import type { ObjectName } from './schema/schema.ts';

/** Everything about this org that can be made to misbehave, or to behave as another org would. */
export interface Knobs {
  /** Added to every API answer. */
  latencyMs: number;
  /** API calls the whole org may make in a day, and how many other apps have made already. */
  dailyCalls: number;
  callsByOthers: number;
  /** How long an access token lives. */
  sessionMs: number;
  /** Share of calls that find their session ended. */
  sessionsLost: number;
  /** Whether a refresh token is spent by using it, as for partner apps since May 2026. */
  rotatesRefreshTokens: boolean;
  /** How long a refresh token may lie unused. */
  refreshIdleDays: number;
  /** How long a change made in the org stays unseen after its SystemModstamp, and by how much that varies. */
  commitLagMs: number;
  commitLagJitterMs: number;
  personAccounts: boolean;
  multiCurrency: boolean;
  packageInstalled: boolean;
  /** Most rows of a page; a caller may ask for fewer, down to 200. */
  queryBatchSize: number;
  /** Most related rows listed beside a record before they have pages of their own. */
  subqueryRows: number;
  /** How long a query can be gone on with. */
  locatorMs: number;
  /** How often a bulk job is asked after before it is done. */
  bulkSteps: number;
  /** Most rows of a page of bulk results. */
  bulkPageRows: number;
  /** Share of rows that another transaction holds when they are to be written. */
  rowsLocked: number;
  /** Objects whose changes are announced. */
  outboundObjects: ObjectName[];
  /** Shares of notifications lost, sent twice, and sent late, behind ones that happened after them. */
  outboundDropped: number;
  outboundDuplicated: number;
  outboundReordered: number;
  /** How late the late ones come. */
  outboundLateMs: number;
  /** Wait before the n-th retry of a message not acknowledged, times n. */
  outboundRetryMs: number;
  faults: Fault[];
}

/** An org on a good day, at Salesforce's published limits. */
export function defaultKnobs(): Knobs {
  return {
    latencyMs: 0,
    dailyCalls: 100_000,
    callsByOthers: 0,
    sessionMs: 7_200_000,
    sessionsLost: 0,
    rotatesRefreshTokens: true,
    refreshIdleDays: 30,
    commitLagMs: 0,
    commitLagJitterMs: 0,
    personAccounts: true,
    multiCurrency: true,
    packageInstalled: true,
    queryBatchSize: 2000,
    subqueryRows: 200,
    locatorMs: 172_800_000,
    bulkSteps: 1,
    bulkPageRows: 50_000,
    rowsLocked: 0,
    outboundObjects: [
      'Account',
      'Contact',
      'Lead',
      'Opportunity',
      'OpportunityContactRole',
      'CampaignMember',
      'Case',
    ],
    outboundDropped: 0,
    outboundDuplicated: 0,
    outboundReordered: 0,
    outboundLateMs: 1500,
    outboundRetryMs: 500,
    faults: [],
  };
}
