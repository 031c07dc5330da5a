import * as z from 'zod';
import { faultSchema } from '../fault-schema.ts';

const ratio = z.number().min(0).max(1);
const ms = z.number().int().min(0);

/** Any subset of the knobs, as the control interface takes it. */
export const knobsSchema = z
  .strictObject({
    latencyMs: ms,
    callsPerTenSeconds: z.number().int().min(0),
    searchesPerSecond: z.number().int().min(0),
    searchLagMs: ms,
    searchLagJitterMs: ms,
    modifiedTieMs: z.number().int().min(1),
    listCursor: z.enum(['id', 'opaque']),
    rejectedContacts: z.array(z.coerce.string()),
    batchFailure: z.enum(['row', 'whole']),
    mergeGivesNewId: z.boolean(),
    webhookForm: z.enum(['legacy', 'generic']),
    webhookProperties: z.array(z.string()).nullable(),
    webhooksDropped: ratio,
    webhooksDuplicated: ratio,
    webhooksReordered: ratio,
    webhookLateMs: ms,
    webhookRetryMs: ms,
    faults: z.array(faultSchema),
  })
  .partial();
