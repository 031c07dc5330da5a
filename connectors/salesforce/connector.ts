import type { CrmConnector, SyncStep } from '#connectors/connector.ts';
import { joinBatches, type CrmBatch, type RecordKind } from '#core/crm/crm.ts';
import { ok } from '#core/problem.ts';
import { asResult } from '#connectors/shared/as-result.ts';
import { createClient, type ClientOptions, type SalesforceClient } from './client.ts';
import { ownedNames } from './flag-fields.ts';
import { inspectSchema } from './inspection.ts';
import type { ReadingContext } from './reading-context.ts';
import { lightningHost } from './lightning-host.ts';
import { BATCH_SIZE, readBatch } from './record-batch.ts';
import type { Schema } from './schema.ts';
import { forgetIfRefused, lookAgain, recallSchema, type SchemaMemory } from './schema-memory.ts';
import { backfill, backfilled } from './sync/backfill.ts';
import { countRows } from './sync/lists.ts';
import { poll } from './sync/poll.ts';
import {
  clearFlags,
  findProfile,
  prepareFlags,
  readFlags,
  writeFlags,
  type WritingContext,
} from './write-back.ts';

export interface ConnectorOptions extends ClientOptions {
  /** Host of Salesforce's interface for this org, with or without a scheme. */
  uiHost: string;
  /** In its 18-character form. */
  orgId: string;
  /** More rows than this of an object are read by a bulk job. */
  bulkAbove?: number | undefined;
  memory?: SchemaMemory | undefined;
}

/** Ten pages: below, a job takes longer to begin than the pages take to read. */
const BULK_ABOVE = 20_000;

/** One Salesforce org, as the contract in connectors/connector.ts has it. */
export function createConnector(options: ConnectorOptions): CrmConnector {
  const client = createClient(options);
  const { memory, now } = options;
  const reading = once(async () => createReading(client, options, await recallSchema(client, memory, now)));
  const noting = <T>(call: () => Promise<T>): Promise<T> =>
    call().catch((error: unknown) => {
      forgetIfRefused(memory, error);
      throw error;
    });
  const writing: WritingContext = { client, profile: once(() => findProfile(client)), wait: options.wait };
  return {
    vendor: 'salesforce',

    account: () =>
      asResult(async () => {
        const { id, name, timeZone } = await client.organization();
        return ok({ id, name, uiHost: lightningHost(options.apiUrl), timeZone });
      }),

    inspect: (seen) => asResult(async () => ok(inspectSchema(await lookAgain(client, memory, now), seen))),

    count: () => asResult(async () => ok(await noting(async () => countRecords(await reading())))),

    backfill: async function* (cursor) {
      yield* notingSteps(memory, backfill(await reading(), cursor));
    },

    poll: async function* (cursor, at) {
      yield* notingSteps(memory, poll(await reading(), cursor, at));
    },

    read: (kind, ids) => noting(() => readAll(reading, kind, [...new Set(ids)])),

    prepareFlags: () => asResult(() => prepareFlags(writing)),

    readFlags: (recordIds) => readFlags(writing, recordIds),

    ownedNames,

    writeFlags: (writes, at) => writeFlags(writing, writes, at),

    clearFlags: (recordIds) => clearFlags(writing, recordIds),
  };
}

function createReading(client: SalesforceClient, options: ConnectorOptions, schema: Schema): ReadingContext {
  const { orgId, uiHost, now, wait, bulkAbove = BULK_ABOVE } = options;
  const orgCurrency = once(() => askCurrency(client));
  return { client, mapping: { orgId, uiHost, schema, now }, orgCurrency, bulkAbove, now, wait };
}

async function* notingSteps(
  memory: SchemaMemory | undefined,
  steps: AsyncIterable<SyncStep>,
): AsyncGenerator<SyncStep> {
  try {
    yield* steps;
  } catch (error) {
    forgetIfRefused(memory, error);
    throw error;
  }
}

/** The org's one currency; null where it does not tell. */
async function askCurrency(client: SalesforceClient): Promise<string | null> {
  const field = 'DefaultCurrencyIsoCode';
  const organization = await client.describe('Organization');
  if (organization?.fields.some(({ name }) => name === field) !== true) return null;
  const { records } = await client.queryPage(`SELECT ${field} FROM Organization`);
  const code = records[0]?.[field];
  return typeof code === 'string' ? code : null;
}

/** Keeps the first answer; a failure is asked again. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = null;
      throw error;
    });
    return asked;
  };
}

async function countRecords(context: ReadingContext): Promise<number> {
  const objects = backfilled(context).filter((object) => object !== 'User');
  const counts = await Promise.all(objects.map((object) => countRows(context, object, null)));
  return counts.reduce((sum, total) => sum + total, 0);
}

async function readAll(
  reading: () => Promise<ReadingContext>,
  kind: RecordKind,
  ids: string[],
): Promise<CrmBatch> {
  const parts: CrmBatch[] = [];
  for (let at = 0; at < ids.length; at += BATCH_SIZE) {
    parts.push(await readBatch(await reading(), kind, ids.slice(at, at + BATCH_SIZE)));
  }
  return joinBatches(parts);
}
