import * as z from 'zod';
import { faultSchema } from '../fault-schema.ts';
import { isObjectName } from './schema/schema.ts';

const ratio = z.number().min(0).max(1);
const ms = z.number().int().min(0);
const count = z.number().int().min(0);

/** Any subset of the knobs, as the control interface takes it. */
export const knobsSchema = z
  .strictObject({
    latencyMs: ms,
    dailyCalls: count,
    callsByOthers: count,
    sessionMs: ms,
    sessionsLost: ratio,
    rotatesRefreshTokens: z.boolean(),
    refreshIdleDays: count,
    commitLagMs: ms,
    commitLagJitterMs: ms,
    personAccounts: z.boolean(),
    multiCurrency: z.boolean(),
    packageInstalled: z.boolean(),
    queryBatchSize: z.number().int().min(1).max(2000),
    subqueryRows: z.number().int().min(1),
    locatorMs: ms,
    bulkSteps: count,
    bulkPageRows: z.number().int().min(1),
    rowsLocked: ratio,
    outboundObjects: z.array(z.string().refine(isObjectName)),
    outboundDropped: ratio,
    outboundDuplicated: ratio,
    outboundReordered: ratio,
    outboundLateMs: ms,
    outboundRetryMs: ms,
    faults: z.array(faultSchema),
  })
  .partial();
