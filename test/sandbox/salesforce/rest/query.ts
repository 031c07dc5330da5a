import type { Context, Hono } from 'hono';
import type { ApiEnv, Sandbox } from '../api.ts';
import { parseId } from '../org/id.ts';
import { idOf, isDeleted, type Row } from '../org/row.ts';
import { refusal } from '../refusal.ts';
import { SoqlError } from '../soql/error.ts';
import { runSoql } from '../soql/run.ts';
import { shapeOf, shapeRow, type Shape, type Wire } from '../soql/shape.ts';
import type { QueryCursor } from './cursors.ts';

const LEAST_BATCH = 200;
const LONGEST_URL = 16_384;

/** `query`, `queryAll`, and going on with either. */
export function queryRoutes(api: Hono<ApiEnv>, sandbox: Sandbox): void {
  for (const verb of ['query', 'queryAll'] as const) {
    const base = `/services/data/:version/${verb}`;
    api.get(base, (context) => {
      if (context.req.url.length > LONGEST_URL)
        return refusal(414, 'URI_TOO_LONG', 'The length of the URI exceeds the limit of 16,384 bytes');
      const soql = context.req.query('q');
      if (soql === undefined) return refusal(400, 'MALFORMED_QUERY', 'A query string has to be specified');
      return soqlAnswer(() => first(sandbox, context, soql, verb === 'queryAll'));
    });
    api.get(`${base}/:locator`, (context) => next(sandbox, context, context.req.param('locator')));
  }
}

/** The answer, or the refusal a query ran into. */
export function soqlAnswer(answer: () => Response): Response {
  try {
    return answer();
  } catch (error) {
    if (error instanceof SoqlError) return refusal(400, error.code, error.message);
    throw error;
  }
}

function first(sandbox: Sandbox, context: Context<ApiEnv>, soql: string, bin: boolean): Response {
  const found = runSoql({ org: sandbox.org, bin }, soql);
  if (found.columns === null) return Response.json({ totalSize: found.rows.length, done: true, records: [] });
  const batchSize = batchSizeOf(sandbox, context.req.header('sforce-query-options') ?? '');
  const query = {
    userId: context.get('session').userId,
    ids: found.rows.map(idOf),
    shape: shapeOf(found.object, found.columns, found.children),
    bin,
    batchSize,
    nested: false,
  };
  const cursor =
    found.rows.length > batchSize ? sandbox.cursors.open(query) : { ...query, id: '', openedAt: 0 };
  return pageAnswer(sandbox, context, cursor, 0);
}

function next(sandbox: Sandbox, context: Context<ApiEnv>, locator: string): Response {
  const [id = '', from = ''] = locator.split('-');
  const cursor = sandbox.cursors.get(parseId(id) ?? '');
  if (!cursor || !/^\d+$/.test(from) || Number(from) >= cursor.ids.length)
    return refusal(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  return pageAnswer(sandbox, context, cursor, Number(from));
}

/** One page. Rows deleted since the query began are left out; the total stays what it was. */
function pageAnswer(sandbox: Sandbox, context: Context, cursor: QueryCursor, from: number): Response {
  const { org } = sandbox;
  const { ids, shape, bin, batchSize } = cursor;
  const base = `/services/data/${context.req.param('version')}`;
  const wire: Wire = {
    org,
    bin,
    base,
    related: (rows, inner) => relatedAnswer(sandbox, wire, cursor, rows, inner),
  };
  const table = org.table(shape.object);
  const records = ids.slice(from, from + batchSize).flatMap((id) => {
    const row = table.get(id);
    return row && (bin || !isDeleted(row)) ? [shapeRow(wire, row, shape)] : [];
  });
  return Response.json({ totalSize: ids.length, ...going(wire, cursor, from + batchSize), records });
}

/** Whether there is more, and where. */
function going(wire: Wire, { id, ids }: QueryCursor, to: number): { done: boolean; nextRecordsUrl?: string } {
  if (to >= ids.length) return { done: true };
  return { done: false, nextRecordsUrl: `${wire.base}/${wire.bin ? 'queryAll' : 'query'}/${id}-${to}` };
}

/** The related rows of one record: null for none, the first of them where there are many. */
function relatedAnswer(sandbox: Sandbox, wire: Wire, of: QueryCursor, rows: Row[], shape: Shape): unknown {
  if (rows.length === 0) return null;
  const batchSize = sandbox.knobs.subqueryRows;
  const query = { ...of, ids: rows.map(idOf), shape, batchSize, nested: true };
  const cursor = rows.length > batchSize ? sandbox.cursors.open(query) : query;
  const records = rows.slice(0, batchSize).map((row) => shapeRow(wire, row, shape));
  return { totalSize: rows.length, ...going(wire, cursor, batchSize), records };
}

/** What the caller asks for within what the org gives. */
function batchSizeOf(sandbox: Sandbox, options: string): number {
  const asked = Number(/batchSize\s*=\s*(\d+)/i.exec(options)?.[1] ?? sandbox.knobs.queryBatchSize);
  return Math.min(
    Math.max(asked, Math.min(LEAST_BATCH, sandbox.knobs.queryBatchSize)),
    sandbox.knobs.queryBatchSize,
  );
}
