import type { Hono } from 'hono';
import * as z from 'zod';
import { jsonBody, type Sandbox } from '../api.ts';
import { knobsSchema } from '../knobs-schema.ts';
import { parseId } from '../org/id.ts';
import { notFound, refusal } from '../refusal.ts';
import { OBJECTS } from '../schema/schema.ts';

const targetSchema = z.strictObject({ url: z.url().nullable() });
const cardSchema = z.strictObject({ url: z.url(), token: z.string().min(1), secret: z.string().min(1) });
const fieldSchema = z.strictObject({ hidden: z.boolean() });
const userSchema = z.strictObject({ frozen: z.boolean() });
const done = (): Response => new Response(null, { status: 204 });

/** The sandbox's own JSON interface: what it saw, and how it behaves. */
export function controlRoutes(router: Hono, sandbox: Sandbox): void {
  const { org, admin, knobs, calls, outbound, grants } = sandbox;

  router.get('/__sandbox/state', () =>
    Response.json({
      orgId: org.id,
      connections: grants.live,
      counts: Object.fromEntries(OBJECTS.map((object) => [object, org.table(object).size])),
      webhookUrl: outbound.target.url,
      usage: sandbox.usage.used,
      ...calls.summary(),
      writes: calls.writes().length,
      deliveries: outbound.deliveries.length,
    }),
  );

  router.get('/__sandbox/calls', () => Response.json({ ...calls.summary(), items: calls.calls() }));
  router.get('/__sandbox/writes', () => Response.json({ items: calls.writes() }));
  router.get('/__sandbox/deliveries', () => Response.json({ items: outbound.deliveries }));
  router.get('/__sandbox/knobs', () => Response.json(knobs));

  router.patch('/__sandbox/knobs', async (context) => {
    const body = knobsSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return refusal(400, 'INVALID_KNOB', z.prettifyError(body.error));
    Object.assign(knobs, body.data);
    return Response.json(knobs);
  });

  router.patch('/__sandbox/webhooks', async (context) => {
    const body = targetSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return refusal(400, 'INVALID_URL', z.prettifyError(body.error));
    outbound.target.url = body.data.url;
    return Response.json(body.data);
  });

  router.put('/__sandbox/card', async (context) => {
    const body = cardSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return refusal(400, 'INVALID_CARD', z.prettifyError(body.error));
    sandbox.card = body.data;
    return done();
  });

  router.post('/__sandbox/webhooks/settle', async () => {
    await outbound.settled();
    return Response.json({ deliveries: outbound.deliveries.length });
  });

  router.post('/__sandbox/tokens/expire', () => {
    grants.endSessions();
    return done();
  });

  router.post('/__sandbox/tokens/revoke', () => {
    grants.revokeAll();
    return done();
  });

  router.post('/__sandbox/queries/expire', () => {
    sandbox.cursors.clear();
    return done();
  });

  router.patch('/__sandbox/users/:id', async (context) => {
    const id = parseId(context.req.param('id'));
    const body = userSchema.safeParse(await jsonBody(context.req.raw));
    if (!id || !org.get('User', id) || !body.success) return notFound();
    admin.freezeUser(id, body.data.frozen);
    return done();
  });

  router.patch('/__sandbox/fields/:object/:field', async (context) => {
    const object = OBJECTS.find((one) => one === context.req.param('object'));
    const field = object && org.schema.anyField(object, context.req.param('field'));
    const body = fieldSchema.safeParse(await jsonBody(context.req.raw));
    if (!object || !field || !body.success) return notFound();
    if (body.data.hidden) admin.hideField(object, field.name);
    else admin.showField(object, field.name);
    return done();
  });

  router.post('/__sandbox/reset', () => {
    Object.assign(knobs, structuredClone(sandbox.knobsAtRest));
    calls.clear();
    sandbox.usage.clear();
    sandbox.cursors.clear();
    sandbox.jobs.clear();
    outbound.deliveries.length = 0;
    org.reset();
    return done();
  });
}
