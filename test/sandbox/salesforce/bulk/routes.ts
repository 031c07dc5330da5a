import type { Hono } from 'hono';
import * as z from 'zod';
import { API_VERSION, jsonBody, type ApiEnv, type Sandbox } from '../api.ts';
import { parseId } from '../org/id.ts';
import { toMoment } from '../org/row.ts';
import { notFound, refusal } from '../refusal.ts';
import { soqlAnswer } from '../rest/query.ts';
import { runSoql } from '../soql/run.ts';
import { flatRow } from '../soql/shape.ts';
import { csvLine } from './csv.ts';
import type { BulkJob } from './jobs.ts';

const BASE = '/services/data/:version/jobs/query';
const createSchema = z.object({
  operation: z.enum(['query', 'queryAll']),
  query: z.string(),
  contentType: z.literal('CSV').default('CSV'),
  lineEnding: z.literal('LF').default('LF'),
  columnDelimiter: z.literal('COMMA').default('COMMA'),
});
const changeSchema = z.object({ state: z.literal('Aborted') });

/** Query jobs of Bulk API 2.0. */
export function bulkRoutes(api: Hono<ApiEnv>, sandbox: Sandbox): void {
  const { jobs } = sandbox;
  const find = (id: string): BulkJob | null => jobs.get(parseId(id) ?? '');

  api.post(BASE, async (context) => {
    const body = createSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return refusal(400, 'INVALIDJOB', z.prettifyError(body.error));
    const { operation, query } = body.data;
    return soqlAnswer(() => {
      const found = runSoql({ org: sandbox.org, bin: operation === 'queryAll' }, query);
      if (found.columns === null)
        return refusal(400, 'API_ERROR', 'Aggregate Relationships not supported in Bulk Query');
      if (found.children.length > 0)
        return refusal(400, 'API_ERROR', 'Nested queries are not supported in Bulk Query');
      const { userId } = context.get('session');
      return Response.json(jobInfo(jobs.add({ operation, soql: query, found, userId })));
    });
  });

  api.get(`${BASE}/:id`, (context) => {
    const job = find(context.req.param('id'));
    if (!job) return notFound();
    jobs.step(job);
    return Response.json({
      ...jobInfo(job),
      jobType: 'V2Query',
      isPkChunkingSupported: true,
      retries: 0,
      totalProcessingTime: 100,
      numberRecordsProcessed: job.state === 'JobComplete' ? job.found.rows.length : 0,
    });
  });

  api.get(`${BASE}/:id/results`, (context) => {
    const job = find(context.req.param('id'));
    if (!job) return notFound();
    if (job.state !== 'JobComplete') return wrongState('Results are there once the job is complete');
    return results(sandbox, job, context.req.query('locator') ?? '', context.req.query('maxRecords') ?? '');
  });

  api.patch(`${BASE}/:id`, async (context) => {
    const job = find(context.req.param('id'));
    if (!job) return notFound();
    if (!changeSchema.safeParse(await jsonBody(context.req.raw)).success)
      return refusal(400, 'INVALIDJOBSTATE', 'A job can only be aborted');
    if (job.state === 'JobComplete' || job.state === 'Failed')
      return wrongState('Aborting already Completed Job not allowed');
    job.state = 'Aborted';
    return Response.json(jobInfo(job));
  });

  api.delete(`${BASE}/:id`, (context) => {
    const job = find(context.req.param('id'));
    if (!job) return notFound();
    if (job.state === 'UploadComplete' || job.state === 'InProgress')
      return wrongState('A job must be complete, aborted or failed to be deleted');
    jobs.remove(job.id);
    return new Response(null, { status: 204 });
  });
}

function wrongState(message: string): Response {
  return refusal(400, 'INVALIDJOBSTATE', message);
}

function jobInfo(job: BulkJob): Record<string, unknown> {
  return {
    id: job.id,
    operation: job.operation,
    object: job.found.object,
    createdById: job.userId,
    createdDate: toMoment(job.createdAt),
    systemModstamp: toMoment(job.createdAt),
    state: job.state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(API_VERSION),
    lineEnding: 'LF',
    columnDelimiter: 'COMMA',
  };
}

/** One page of a done job. The locator of the next is in a header, the word `null` at the end. */
function results(sandbox: Sandbox, job: BulkJob, locator: string, maxRecords: string): Response {
  const { rows, columns } = job.found;
  const from = locator === '' ? 0 : Number(Buffer.from(locator, 'base64url').toString() || Number.NaN);
  if (!Number.isInteger(from) || from < 0 || from >= Math.max(1, rows.length))
    return refusal(400, 'INVALID_LOCATOR', 'Invalid locator');
  const most = Math.max(
    1,
    Math.min(Number(maxRecords) || sandbox.knobs.bulkPageRows, sandbox.knobs.bulkPageRows),
  );
  const to = Math.min(rows.length, from + most);
  const sight = { org: sandbox.org, bin: true };
  const shown = columns ?? [];
  const lines = [csvLine(shown.map((column) => column.names.join('.')))];
  for (const row of rows.slice(from, to)) lines.push(csvLine(flatRow(sight, row, shown)));
  return new Response(lines.join(''), {
    headers: {
      'content-type': 'text/csv',
      'sforce-locator': to < rows.length ? Buffer.from(String(to)).toString('base64url') : 'null',
      'sforce-numberofrecords': String(lines.length - 1),
    },
  });
}
