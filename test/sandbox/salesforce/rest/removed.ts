import type { Hono } from 'hono';
import type { ApiEnv, Sandbox } from '../api.ts';
import { idOf, toMoment } from '../org/row.ts';
import { notFound, refusal } from '../refusal.ts';

const DAY_MS = 86_400_000;

/** Ids that changed or went in a stretch of time: hard deletes show nowhere else. */
export function removedRoutes(api: Hono<ApiEnv>, sandbox: Sandbox): void {
  const { org } = sandbox;
  for (const what of ['deleted', 'updated'] as const) {
    api.get(`/services/data/:version/sobjects/:object/${what}`, (context) => {
      const object = org.schema.object(context.req.param('object'));
      if (!object) return notFound();
      const start = Date.parse(context.req.query('start') ?? '');
      const end = Date.parse(context.req.query('end') ?? '');
      if (Number.isNaN(start) || Number.isNaN(end) || end <= start)
        return refusal(400, 'INVALID_REPLICATION_DATE', 'startDate should be before endDate');
      if (start < sandbox.now() - 30 * DAY_MS)
        return refusal(400, 'INVALID_REPLICATION_DATE', 'startDate cannot be more than 30 days ago');
      const covered = { latestDateCovered: toMoment(Math.min(end, sandbox.now())) };
      if (what === 'updated') {
        const rows = org.table(object).between(toMoment(start), toMoment(end));
        return Response.json({ ids: rows.filter((row) => row['IsDeleted'] !== true).map(idOf), ...covered });
      }
      const gone = org.removed.filter((one) => one.object === object && one.at >= start && one.at <= end);
      return Response.json({
        deletedRecords: gone.map((one) => ({ id: one.id, deletedDate: toMoment(one.at) })),
        earliestDateAvailable: toMoment(sandbox.now() - 15 * DAY_MS),
        ...covered,
      });
    });
  }
}
