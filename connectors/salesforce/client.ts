import type { ApiUsage, Spend } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import type { ZodType } from 'zod';
import * as answers from './answers.ts';
import type { ObjectDescription, UpsertRow } from './answers.ts';
import { refusalError, unreachableError } from './errors.ts';
import { createRepeater, type Wait } from './repeat.ts';
import { SdkConnection } from './sdk.ts';
import { createTransport, type Proxy, type Transport } from './transport.ts';

export type { ObjectDescription, UpsertRow };

export interface ClientOptions {
  /** The org's own origin, `instance_url` of the token answer. */
  apiUrl: string;
  /** As in `67.0`. */
  apiVersion?: string | undefined;
  accessToken: () => Promise<string>;
  /** Told of a token that Salesforce no longer takes, so that the next one asked for is fresh. */
  refused: (token: string) => void;
  spend: Spend;
  onUsage: (usage: ApiUsage) => void;
  proxy?: Proxy | undefined;
  fetch?: typeof fetch | undefined;
  now: () => number;
  wait: Wait;
}

export interface Organization {
  /** In its 18-character form. */
  id: string;
  name: string;
  timeZone: string | null;
  isSandbox: boolean;
}

export interface QueryPage {
  records: Record<string, unknown>[];
  /** How many rows the whole query has. */
  total: number;
  /** Path of the page after this one; null where this is the last. */
  next: string | null;
}

export interface QueryOptions {
  /** Also rows in the recycle bin, merged away or archived. */
  deleted?: boolean | undefined;
}

/** Bulk API 2.0 query jobs. */
export interface BulkQuery {
  /** Starts a job and gives its id. */
  create(soql: string, options?: QueryOptions): Promise<string>;
  /** `state`: UploadComplete, InProgress, Aborted, JobComplete or Failed; `problem` says why it failed. */
  status(jobId: string): Promise<{ state: string; processed: number; problem: string | null }>;
  /** One page of results as CSV with a header line; `locator` of the answer is null where it is the last. */
  results(
    jobId: string,
    locator: string | null,
    maxRecords: number,
  ): Promise<{ csv: string; locator: string | null }>;
  abort(jobId: string): Promise<void>;
}

/** One method an endpoint, all through jsforce's Connection. Every method throws ConnectorError and nothing else. */
export interface SalesforceClient {
  organization(): Promise<Organization>;
  /** What this user may see of an object; null where the object is not there for them. */
  describe(type: string): Promise<ObjectDescription | null>;
  /** All pages of 2,000. Where the place is lost (`INVALID_QUERY_LOCATOR`) it throws: start again from your cursor. */
  query(soql: string, options?: QueryOptions): AsyncGenerator<QueryPage>;
  /** The first page of a query, or the page at a `next`. SOQL travels in the URL: at most about 15,000 characters. */
  queryPage(soqlOrNextUrl: string, options?: QueryOptions): Promise<QueryPage>;
  bulkQuery: BulkQuery;
  /** Creates or updates at most 200 records; an outcome for each row, in order. Sending it twice changes nothing. */
  upsert(type: string, externalIdField: string, rows: Record<string, unknown>[]): Promise<UpsertRow[]>;
  /** At most 2,000 records by id, in the order of the ids; null for one that is gone or hidden. */
  collection(type: string, ids: string[], fields: string[]): Promise<(Record<string, unknown> | null)[]>;
  limits(): Promise<ApiUsage>;
  /** Salesforce's clock minus ours in milliseconds, by the Date of the last answer; 0 before there is one. */
  clockOffset(): number;
}

/** Salesforce's API version we are written for; an org on an older release has it refused and is told so. */
export const API_VERSION = '67.0';
const ORGANIZATION = 'SELECT Id, Name, TimeZoneSidKey, IsSandbox FROM Organization';
const PAGE = { 'Sforce-Query-Options': 'batchSize=2000' };
const WRITING = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true', 'Sforce-Auto-Assign': 'FALSE' };

/** A client of one org. */
export function createClient(options: ClientOptions): SalesforceClient {
  const { call, clockOffset, transport } = createCaller(options);
  const sdk = new SdkConnection(options.apiUrl, options.apiVersion ?? API_VERSION, transport);
  const ask = (soqlOrNextUrl: string, { deleted }: QueryOptions = {}) =>
    sdk.request({
      method: 'GET',
      url: soqlOrNextUrl.startsWith('/')
        ? soqlOrNextUrl
        : `/${deleted ? 'queryAll' : 'query'}?q=${encodeURIComponent(soqlOrNextUrl)}`,
      headers: PAGE,
    });
  const queryPage: SalesforceClient['queryPage'] = (soqlOrNextUrl, query) =>
    call(answers.queryAnswer, () => ask(soqlOrNextUrl, query));

  return {
    clockOffset,
    queryPage,

    query: async function* (soql, query) {
      for (let at: string | null = soql; at !== null;) {
        const page: QueryPage = await queryPage(at, query);
        yield page;
        at = page.next;
      }
    },

    organization: () => call(answers.organizationAnswer, () => ask(ORGANIZATION)),

    describe: (type) =>
      unlessAbsent(
        call(answers.objectDescription, () => sdk.request(`/sobjects/${encodeURIComponent(type)}/describe`)),
      ),

    bulkQuery: createBulkQuery(call, sdk),

    upsert: async (type, externalIdField, rows) =>
      rows.length === 0
        ? []
        : call(answers.upsertAnswer(rows.length), () =>
            sdk.upsert(type, rows, externalIdField, { headers: WRITING }),
          ),

    collection: async (type, ids, fields) =>
      ids.length === 0
        ? []
        : call(answers.collectionAnswer(ids.length), () => sdk.retrieve(type, ids, { fields })),

    limits: () => call(answers.limitsAnswer, () => sdk.limits()),
  };
}

type Call = <T>(shape: ZodType<T>, send: () => Promise<unknown>) => Promise<T>;

/** Paces, repeats and checks: the way every call of the client goes. */
function createCaller({ now, wait, spend, refused, ...options }: ClientOptions): {
  call: Call;
  clockOffset: () => number;
  transport: Transport;
} {
  let clockOffset = 0;
  const transport = createTransport({
    ...options,
    origin: options.apiUrl,
    refusal: refusalError,
    tokenRefused: refused,
    onDate: (vendorTime) => {
      clockOffset = vendorTime - now();
    },
  });
  const repeat = createRepeater(wait);
  return {
    transport,
    clockOffset: () => clockOffset,
    call: (shape, send) => repeat(() => spend('call', () => checked(shape, send))),
  };
}

async function checked<T>(shape: ZodType<T>, send: () => Promise<unknown>): Promise<T> {
  try {
    return shape.parse(await send());
  } catch (cause) {
    if (cause instanceof ConnectorError) throw cause;
    throw unreachableError(cause); // 2xx with half a body or somebody else's page: as good as no answer
  }
}

/**
 * By hand, one page after another: jsforce's own reader of bulk results ends in an error when there is more than one.
 * A job started twice because its answer was lost runs to its end unread, which costs nothing but itself.
 */
function createBulkQuery(call: Call, sdk: SdkConnection): BulkQuery {
  const path = (jobId: string) => `/jobs/query/${encodeURIComponent(jobId)}`;
  return {
    create: async (query, { deleted } = {}) => {
      const job = { operation: deleted ? 'queryAll' : 'query', query, lineEnding: 'LF' };
      return (await call(answers.createdJob, () => sdk.requestPost('/jobs/query', job))).id;
    },

    status: (jobId) => call(answers.jobStatus, () => sdk.request(path(jobId))),

    results: (jobId, locator, maxRecords) => {
      const from = locator === null ? '' : `&locator=${encodeURIComponent(locator)}`;
      return call(answers.resultsPage, () =>
        sdk.text(`${path(jobId)}/results?maxRecords=${maxRecords}${from}`, 'text/csv'),
      );
    },

    abort: async (jobId) => {
      await call(answers.jobStatus, () => sdk.requestPatch(path(jobId), { state: 'Aborted' }));
    },
  };
}

async function unlessAbsent<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ConnectorError && error.problem.code === 'not_found') return null;
    throw error;
  }
}
