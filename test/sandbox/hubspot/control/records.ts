import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { actProperties, isAct } from '../act.ts';
import { jsonBody, type Sandbox } from '../api.ts';
import type { Actor } from '../portal.ts';
import { PROPERTY_TYPES } from '../properties.ts';
import { parseObjectType, type CrmRecord, type ObjectType } from '../record.ts';
import { notFound, validationError } from '../refusal.ts';
import { shownProperties, toWire } from '../wire.ts';
import { propertiesSchema } from '../write.ts';

/** A person working in the portal. */
export const USER: Actor = { source: 'CRM_UI', sourceId: 'userId:7700001' };

const actSchema = z.object({
  act: z.string().refine(isAct),
  at: z.number().int().optional(),
  score: z.number().nullable().default(null),
});
const mergeSchema = z.object({ primary: z.coerce.number(), other: z.coerce.number() });
const definitionSchema = z.object({ type: z.enum(PROPERTY_TYPES), fieldType: z.string().optional() });

/** Edits as a person in the portal would make them; nothing here is checked or limited as the API is. */
export function recordControl(router: Hono, sandbox: Sandbox): void {
  const { portal } = sandbox;
  const base = '/__sandbox/records/:type';

  router.get(`${base}/:id`, (context) =>
    withRecord(sandbox, context, (type, record) => Response.json(everything(sandbox, type, record))),
  );

  router.post(base, async (context) => {
    const type = parseObjectType(context.req.param('type'));
    const body = propertiesSchema.safeParse(await jsonBody(context.req.raw));
    if (!type || !body.success) return validationError('Name a record type and its properties.');
    return Response.json(everything(sandbox, type, portal.create(type, body.data, USER)), { status: 201 });
  });

  router.patch(`${base}/:id`, async (context) => {
    const body = propertiesSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return validationError(body.error.message);
    return withRecord(sandbox, context, (type, record) =>
      Response.json(everything(sandbox, type, portal.update(type, record, body.data, USER))),
    );
  });

  router.post(`${base}/:id/acts`, async (context) => {
    const body = actSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return validationError(body.error.message);
    const changes = actProperties(body.data.act, body.data.at ?? sandbox.now(), body.data.score);
    return withRecord(sandbox, context, (type, record) =>
      Response.json(everything(sandbox, type, portal.update(type, record, changes, USER))),
    );
  });

  router.delete(`${base}/:id`, (context) =>
    withRecord(sandbox, context, (type, record) => {
      portal.archive(type, record, USER);
      return new Response(null, { status: 204 });
    }),
  );

  router.post(`${base}/:id/restore`, (context) =>
    withRecord(sandbox, context, (type, record) => {
      portal.restore(type, record, USER);
      return new Response(null, { status: 204 });
    }),
  );

  router.post(`${base}/:id/erase`, (context) =>
    withRecord(sandbox, context, (type, record) => {
      portal.erase(type, record, USER);
      return new Response(null, { status: 204 });
    }),
  );

  router.post(`${base}/merge`, async (context) => {
    const type = parseObjectType(context.req.param('type'));
    const body = mergeSchema.safeParse(await jsonBody(context.req.raw));
    if (!type || !body.success) return validationError('Name the primary and the other record.');
    const [primary, other] = [portal.find(type, body.data.primary), portal.find(type, body.data.other)];
    if (!primary || !other || primary.id === other.id) return notFound();
    return Response.json(everything(sandbox, type, portal.merge(type, primary, other, USER)));
  });
}

/** Changing and deleting property definitions, as an administrator of the portal would. */
export function definitionControl(router: Hono, sandbox: Sandbox): void {
  const registry = sandbox.portal.properties;
  const path = '/__sandbox/properties/:type/:name';

  router.patch(path, async (context) => {
    const type = parseObjectType(context.req.param('type'));
    const known = type && registry.get(type, context.req.param('name'));
    if (!type || !known) return notFound();
    const body = definitionSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return validationError(body.error.message);
    const changed = { ...known, type: body.data.type, fieldType: body.data.fieldType ?? known.fieldType };
    registry.define(type, changed);
    return Response.json(changed);
  });

  router.delete(path, (context) => {
    const type = parseObjectType(context.req.param('type'));
    const removed = type !== null && registry.remove(type, context.req.param('name'));
    return removed ? new Response(null, { status: 204 }) : notFound();
  });
}

function withRecord(
  sandbox: Sandbox,
  context: Context,
  act: (type: ObjectType, record: CrmRecord) => Response,
): Response {
  const type = parseObjectType(context.req.param('type') ?? '');
  const record = type && sandbox.portal.find(type, Number(context.req.param('id')));
  return type && record ? act(type, record) : notFound();
}

function everything(sandbox: Sandbox, type: ObjectType, record: CrmRecord): unknown {
  const shown = shownProperties(sandbox.portal, type, Object.keys(record.properties));
  return toWire(sandbox.portal, type, record, shown, ['contacts', 'companies', 'deals']);
}
