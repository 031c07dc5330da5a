import { ConnectorError } from '#connectors/shared/connector-error.ts';
import * as z from 'zod';
import type { SalesforceClient } from './client.ts';
import { describeSchema, OBJECT_NAMES, Schema } from './schema.ts';

/** Keeps what a user may see between uses, for to ask is a call an object. Absent, each use asks anew. */
export interface SchemaMemory {
  load(): string | null;
  save(text: string | null): void;
}

const FRESH_MS = 3_600_000;
const fields = z.array(z.object({ name: z.string(), type: z.string() }));
const keptSchema = z.object({ at: z.number(), objects: z.partialRecord(z.enum(OBJECT_NAMES), fields) });

/** What was seen within the last hour, else what is seen now. Throws ConnectorError. */
export async function recallSchema(
  client: SalesforceClient,
  memory: SchemaMemory | undefined,
  now: () => number,
): Promise<Schema> {
  const kept = parse(memory?.load() ?? null);
  if (kept !== null && now() - kept.at < FRESH_MS && kept.at <= now()) return kept.schema;
  return lookAgain(client, memory, now);
}

/** What is seen now, kept for the next use. Throws ConnectorError. */
export async function lookAgain(
  client: SalesforceClient,
  memory: SchemaMemory | undefined,
  now: () => number,
): Promise<Schema> {
  const schema = await describeSchema(client);
  memory?.save(JSON.stringify({ at: now(), objects: Object.fromEntries(schema.objects()) }));
  return schema;
}

/** Forgets what was kept once a query was refused by it: a field has been hidden since. */
export function forgetIfRefused(memory: SchemaMemory | undefined, error: unknown): void {
  if (error instanceof ConnectorError && error.problem.code === 'property_missing') memory?.save(null);
}

function parse(text: string | null): { at: number; schema: Schema } | null {
  if (text === null) return null;
  const { at, objects } = keptSchema.parse(JSON.parse(text));
  const known = OBJECT_NAMES.flatMap((object) => {
    const seen = objects[object];
    return seen === undefined ? [] : [[object, seen] as const];
  });
  return { at, schema: new Schema(new Map(known)) };
}
