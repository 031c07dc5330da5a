import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { jsonBody, type ApiEnv, type Sandbox } from '../api.ts';
import { parseId } from '../org/id.ts';
import { isDeleted } from '../org/row.ts';
import { notFound, refusal } from '../refusal.ts';
import type { ObjectName } from '../schema/schema.ts';
import type { Resolved } from '../soql/resolve.ts';
import { shapeOf, shapeRow } from '../soql/shape.ts';
import { checkRow, recordSchema, writeRow, type RowResult, type UpsertTarget } from './upsert.ts';

const BASE = '/services/data/:version/composite/sobjects/:object';
const MOST_ROWS = 200;
const MOST_IDS = 2000;

const retrieveSchema = z.object({ ids: z.array(z.string()), fields: z.array(z.string()).min(1) });
const upsertSchema = z.object({ allOrNone: z.boolean().default(false), records: z.array(recordSchema) });

/** Many records of one object in one call: read by id, written by an external id. */
export function collectionRoutes(api: Hono<ApiEnv>, sandbox: Sandbox): void {
  const { schema } = sandbox.org;

  api.post(BASE, async (context) => {
    const object = schema.object(context.req.param('object'));
    if (!object) return notFound();
    const body = retrieveSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return refusal(400, 'JSON_PARSER_ERROR', 'ids and fields are required');
    return retrieve(sandbox, context, object, body.data.ids, body.data.fields);
  });

  api.get(BASE, (context) => {
    const object = schema.object(context.req.param('object'));
    if (!object) return notFound();
    const list = (name: string): string[] => (context.req.query(name) ?? '').split(',').filter(Boolean);
    return retrieve(sandbox, context, object, list('ids'), list('fields'));
  });

  api.patch(`${BASE}/:key`, async (context) => {
    const object = schema.object(context.req.param('object'));
    const key = object && schema.field(object, context.req.param('key'));
    if (!object || !key) return notFound();
    if (!key.externalId && key.type !== 'id')
      return refusal(
        400,
        'INVALID_FIELD',
        `Field name provided, ${key.name} is not an External ID for ${object}`,
      );
    const body = upsertSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return refusal(400, 'JSON_PARSER_ERROR', z.prettifyError(body.error));
    if (body.data.records.length > MOST_ROWS)
      return refusal(
        400,
        'EXCEEDED_ID_LIMIT',
        `record limit reached. cannot submit more than ${MOST_ROWS} records into this call`,
      );
    const target = { object, key, userId: context.get('session').userId };
    return Response.json(upsert(sandbox, target, body.data));
  });
}

/** Records in the order of their ids, null for each that is not there. */
function retrieve(
  sandbox: Sandbox,
  context: Context,
  object: ObjectName,
  ids: string[],
  names: string[],
): Response {
  const { org } = sandbox;
  if (ids.length > MOST_IDS)
    return refusal(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${MOST_IDS} records into this call`,
    );
  const columns: Resolved[] = [];
  for (const name of names) {
    const field = org.schema.field(object, name);
    if (!field) return refusal(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`);
    columns.push({ steps: [], field, names: [field.name] });
  }
  const shape = shapeOf(object, columns);
  const malformed = ids.find((id) => parseId(id) === null);
  if (malformed !== undefined) return refusal(400, 'MALFORMED_ID', `malformed id ${malformed}`);
  const wire = {
    org,
    bin: false,
    base: `/services/data/${context.req.param('version')}`,
    related: () => null,
  };
  return Response.json(
    ids.map((id) => {
      const row = org.get(object, parseId(id) ?? '');
      return row && !isDeleted(row) ? shapeRow(wire, row, shape) : null;
    }),
  );
}

/** One result a row, in their order. With `allOrNone` one bad row takes the others along. */
function upsert(sandbox: Sandbox, target: UpsertTarget, body: z.infer<typeof upsertSchema>): RowResult[] {
  const keys = new Map<string, number>();
  for (const record of body.records) {
    const given = record[target.key.name];
    const key = typeof given === 'string' ? given.toLowerCase() : '';
    keys.set(key, (keys.get(key) ?? 0) + 1);
  }
  const checked = body.records.map((record) => checkRow(sandbox, target, record, keys));
  const isRolledBack = body.allOrNone && checked.some((one) => 'statusCode' in one);
  return checked.map((one): RowResult => {
    if ('statusCode' in one) return { success: false, errors: [one] };
    if (!isRolledBack) return writeRow(sandbox, target, one);
    const why = {
      statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      message:
        'Record rolled back because not all records were valid and the request was using AllOrNone header',
      fields: [],
    };
    return { success: false, errors: [why] };
  });
}
