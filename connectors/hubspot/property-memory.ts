import { ConnectorError } from '#connectors/shared/connector-error.ts';
import * as z from 'zod';
import type { HubspotClient } from './client.ts';
import { unusableProperties } from './inspection.ts';
import type { PropertyDefinition } from './schema.ts';

/** Keeps which properties cannot be used between uses, for to ask is a call. Absent, each use asks anew. */
export interface PropertyMemory {
  load(): string | null;
  save(text: string | null): void;
}

const FRESH_MS = 3_600_000;
const kept = z
  .object({ at: z.number(), unusable: z.array(z.string()) })
  .nullable()
  .catch(null);

/** What was found within the last hour, else what is found now; nothing where HubSpot will not say. Throws ConnectorError. */
export async function recallUnusable(
  client: HubspotClient,
  memory: PropertyMemory | undefined,
  now: () => number,
): Promise<ReadonlySet<string>> {
  const known = kept.parse(JSON.parse(memory?.load() ?? 'null'));
  if (known !== null && now() - known.at < FRESH_MS && known.at <= now()) return new Set(known.unusable);
  try {
    return rememberUnusable((await client.contactProperties()).results, memory, now);
  } catch (error) {
    if (error instanceof ConnectorError && error.problem.code === 'scope_missing') return new Set();
    throw error;
  }
}

/** Keeps what these definitions say for the next use. */
export function rememberUnusable(
  definitions: PropertyDefinition[],
  memory: PropertyMemory | undefined,
  now: () => number,
): ReadonlySet<string> {
  const unusable = unusableProperties(definitions);
  memory?.save(JSON.stringify({ at: now(), unusable: [...unusable] }));
  return unusable;
}
