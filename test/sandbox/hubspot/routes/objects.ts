import type { Hono } from 'hono';
import { appActor, missingScope, type ApiEnv, type Sandbox } from '../api.ts';
import { parseCursor, toCursor } from '../cursor.ts';
import { parseObjectType, type ObjectType } from '../record.ts';
import { notFound, validationError } from '../refusal.ts';
import { search, searchSchema } from '../search.ts';
import { listOf, shownProperties, toWire } from '../wire.ts';
import { jsonBody } from '../api.ts';
import { writeOne } from '../write.ts';

const BASE = '/crm/objects/:version/:type';

/** Lists, single records and search. */
export function objectRoutes(api: Hono<ApiEnv>, sandbox: Sandbox): void {
  const { portal } = sandbox;

  api.get(BASE, (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    const refused = missingScope(context, `crm.objects.${type}.read`);
    return refused ?? listPage(sandbox, type, new URL(context.req.url).searchParams);
  });

  api.post(`${BASE}/search`, async (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    const refused = missingScope(context, `crm.objects.${type}.read`);
    if (refused) return refused;
    const body = searchSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return validationError(`Invalid input JSON: ${body.error.message}`);
    const result = search(portal, type, body.data, sandbox.now());
    if (typeof result === 'string') return validationError(result);
    const shown = shownProperties(portal, type, body.data.properties);
    return Response.json({
      total: result.total,
      results: result.records.map((record) => toWire(portal, type, record, shown)),
      ...(result.next === null ? {} : { paging: { next: { after: String(result.next) } } }),
    });
  });

  api.post(BASE, async (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    return (
      missingScope(context, `crm.objects.${type}.write`) ??
      writeOne(sandbox, type, null, await jsonBody(context.req.raw))
    );
  });

  api.get(`${BASE}/:id`, (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    const refused = missingScope(context, `crm.objects.${type}.read`);
    if (refused) return refused;
    const record = portal.find(type, Number(context.req.param('id')));
    const wantsArchived = context.req.query('archived') === 'true';
    if (!record || (record.archivedAt !== null) !== wantsArchived) return notFound();
    const shown = shownProperties(portal, type, listOf(context.req.queries('properties')));
    return Response.json(toWire(portal, type, record, shown, listOf(context.req.queries('associations'))));
  });

  api.patch(`${BASE}/:id`, async (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    const refused = missingScope(context, `crm.objects.${type}.write`);
    return refused ?? writeOne(sandbox, type, context.req.param('id'), await jsonBody(context.req.raw));
  });

  api.delete(`${BASE}/:id`, (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    const refused = missingScope(context, `crm.objects.${type}.write`);
    if (refused) return refused;
    const record = portal.find(type, Number(context.req.param('id')));
    if (record && record.archivedAt === null) portal.archive(type, record, appActor(sandbox));
    return new Response(null, { status: 204 });
  });
}

/** One page in id order. The cursor names the first record of the next page. */
function listPage(sandbox: Sandbox, type: ObjectType, query: URLSearchParams): Response {
  const { portal, knobs } = sandbox;
  const limit = Number(query.get('limit') ?? 10);
  const most = query.has('propertiesWithHistory') ? 50 : 100;
  if (!Number.isInteger(limit) || limit < 1 || limit > most)
    return validationError(`limit must be from 1 to ${most}.`);
  const from = parseCursor(query.get('after'), knobs.listCursor);
  if (from === null) return validationError('The paging cursor is not valid.');
  const table = portal.tables[type];
  const shown = shownProperties(portal, type, listOf(query.getAll('properties')));
  const associated = listOf(query.getAll('associations'));
  const { records, next } =
    query.get('archived') === 'true' ? table.archivedPage(from, limit) : table.page(from, limit);
  const after = next === null ? null : toCursor(next, knobs.listCursor);
  return Response.json({
    results: records.map((record) => toWire(portal, type, record, shown, associated)),
    ...(after === null
      ? {}
      : {
          paging: {
            next: { after, link: `https://api.hubapi.com/crm/objects/2026-09/${type}?after=${after}` },
          },
        }),
  });
}
