import type { CrmConnector } from '#connectors/connector.ts';
import { asResult } from '#connectors/shared/as-result.ts';
import { joinBatches, type CrmBatch, type RecordKind } from '#core/crm/crm.ts';
import { ok } from '#core/problem.ts';
import { createClient, type ClientOptions, type HubspotClient } from './client.ts';
import { inspectProperties } from './inspection.ts';
import type { MappingContext } from './mapping.ts';
import { recallUnusable, rememberUnusable, type PropertyMemory } from './property-memory.ts';
import { BATCH_SIZE, readBatch } from './record-batch.ts';
import type { ReadingContext } from './reading-context.ts';
import { backfill } from './sync/backfill.ts';
import { poll } from './sync/poll.ts';
import { clearFlags, ownedNames, prepareFlags, readFlags, writeFlags } from './write-back.ts';

export interface ConnectorOptions extends ClientOptions {
  /** Host of HubSpot's interface for this account, with or without a scheme. */
  uiHost: string;
  portalId: string;
  memory?: PropertyMemory | undefined;
}

const KINDS: readonly RecordKind[] = ['contact', 'company', 'deal'];

/** One HubSpot account, as the contract in connectors/connector.ts has it. */
export function createConnector(options: ConnectorOptions): CrmConnector {
  const client = createClient(options);
  const reading = createReading(client, options);
  return {
    vendor: 'hubspot',

    account: () =>
      asResult(async () => {
        const { portalId, uiDomain, timeZone, companyName } = await client.account();
        return ok({ id: portalId, name: companyName ?? `HubSpot ${portalId}`, uiHost: uiDomain, timeZone });
      }),

    inspect: (seen) =>
      asResult(async () => {
        const { results } = await client.contactProperties();
        rememberUnusable(results, options.memory, options.now);
        return ok(inspectProperties(results, seen));
      }),

    count: () => asResult(async () => ok(await countRecords(client))),

    backfill: async function* (cursor) {
      yield* backfill(await reading(), cursor, options.now);
    },

    poll: async function* (cursor, now) {
      yield* poll(await reading(), cursor, now);
    },

    read: async (kind, ids) => readAll(await reading(), kind, [...new Set(ids)]),

    prepareFlags: () => asResult(() => prepareFlags(client)),

    readFlags: (recordIds) => readFlags(client, recordIds),

    ownedNames,

    writeFlags: (writes, now) => writeFlags(client, writes, now),

    clearFlags: (recordIds) => clearFlags(client, recordIds),
  };
}

/** Asks once a use, or once an hour, which properties can be read. */
function createReading(
  client: HubspotClient,
  { portalId, uiHost, memory, now }: ConnectorOptions,
): () => Promise<ReadingContext> {
  let asked: Promise<ReadingContext> | null = null;
  const ask = async (): Promise<ReadingContext> => {
    const unusable = await recallUnusable(client, memory, now);
    const mapping: MappingContext = { portalId, uiHost, unusable };
    return { client, mapping };
  };
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = null;
      throw error;
    });
    return asked;
  };
}

async function countRecords(client: HubspotClient): Promise<number> {
  const counts = KINDS.map(async (kind) => {
    const query = { filters: [], sort: 'hs_object_id', properties: ['hs_object_id'], limit: 1 };
    return (await client.search(kind, query)).total;
  });
  return (await Promise.all(counts)).reduce((sum, total) => sum + total, 0);
}

async function readAll(context: ReadingContext, kind: RecordKind, ids: string[]): Promise<CrmBatch> {
  const parts: CrmBatch[] = [];
  for (let at = 0; at < ids.length; at += BATCH_SIZE) {
    parts.push(await readBatch(context, kind, ids.slice(at, at + BATCH_SIZE)));
  }
  return joinBatches(parts);
}
