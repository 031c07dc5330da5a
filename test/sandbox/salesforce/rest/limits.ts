import type { Hono } from 'hono';
import type { ApiEnv, Sandbox } from '../api.ts';

const BULK_JOBS = 10_000;

/** How much of the org's day is left. */
export function limitRoutes(api: Hono<ApiEnv>, sandbox: Sandbox): void {
  api.get('/services/data/:version/limits', () => {
    const { dailyCalls, callsByOthers } = sandbox.knobs;
    const left = (max: number, used: number) => ({ Max: max, Remaining: Math.max(0, max - used) });
    return Response.json({
      DailyApiRequests: left(dailyCalls, sandbox.usage.used + callsByOthers),
      DailyBulkApiBatches: left(15_000, 0),
      DailyBulkV2QueryJobs: left(BULK_JOBS, sandbox.jobs.made),
      DailyBulkV2QueryFileStorageMB: left(976_562, 0),
      DailyAsyncApexExecutions: left(250_000, 0),
      DailyWorkflowEmails: left(10_000, 0),
      DataStorageMB: left(10_240, 1024),
    });
  });
}
