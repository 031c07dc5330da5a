import type { Hono } from 'hono';
import * as z from 'zod';
import { appActor, jsonBody, missingScope, type ApiEnv, type Sandbox } from '../api.ts';
import { parseObjectType } from '../record.ts';
import { notFound, validationError } from '../refusal.ts';
import { shownProperties, toWire } from '../wire.ts';

const objectId = z.coerce.string();
const mergeSchema = z.object({ primaryObjectId: objectId, objectIdToMerge: objectId });
const eraseSchema = z.object({ objectId, idProperty: z.string().optional() });

/** Account details, uninstalling, merging and privacy deletion. */
export function accountRoutes(api: Hono<ApiEnv>, sandbox: Sandbox): void {
  const { portal } = sandbox;

  api.get('/account-info/:version/details', () =>
    Response.json({
      portalId: portal.id,
      accountType: 'STANDARD',
      timeZone: sandbox.timeZone,
      companyCurrency: 'USD',
      additionalCurrencies: ['EUR', 'GBP'],
      utcOffset: '-05:00',
      utcOffsetMilliseconds: -18_000_000,
      uiDomain: sandbox.uiDomain,
      dataHostingLocation: 'na1',
    }),
  );

  api.delete('/appinstalls/:version/external-install', (context) => {
    sandbox.tokens.endGrant(context.get('claims').grant);
    sandbox.install = null;
    return new Response(null, { status: 204 });
  });

  api.post('/crm/objects/:version/:type/merge', async (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    const refused = missingScope(context, `crm.objects.${type}.write`);
    if (refused) return refused;
    const body = mergeSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return validationError(`Invalid input JSON: ${body.error.message}`);
    const primary = portal.find(type, Number(body.data.primaryObjectId));
    const other = portal.find(type, Number(body.data.objectIdToMerge));
    if (!primary || !other) return notFound();
    if (primary.id === other.id) return validationError('A record cannot be merged with itself.');
    const survivor = portal.merge(type, primary, other, appActor(sandbox));
    return Response.json(toWire(portal, type, survivor, shownProperties(portal, type, [])));
  });

  api.post('/crm/objects/:version/:type/gdpr-delete', async (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    const refused = missingScope(context, `crm.objects.${type}.write`);
    if (refused) return refused;
    const body = eraseSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return validationError(`Invalid input JSON: ${body.error.message}`);
    const { objectId: value, idProperty } = body.data;
    const record = portal.find(type, idProperty === 'email' ? (portal.idByEmail(value) ?? 0) : Number(value));
    if (record) portal.erase(type, record, appActor(sandbox));
    return new Response(null, { status: 204 });
  });
}
