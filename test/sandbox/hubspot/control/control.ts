import type { Hono } from 'hono';
import * as z from 'zod';
import { jsonBody, type Sandbox } from '../api.ts';
import { knobsSchema } from '../knobs-schema.ts';
import { validationError } from '../refusal.ts';

const webhooksSchema = z.strictObject({ url: z.url().nullable(), clientSecret: z.string().min(1) }).partial();

/** The sandbox's own JSON interface: what it saw, and how it behaves. */
export function controlRoutes(router: Hono, sandbox: Sandbox): void {
  const { portal, knobs, calls, webhooks } = sandbox;

  router.get('/__sandbox/state', () =>
    Response.json({
      portalId: portal.id,
      install: sandbox.install,
      counts: portal.counts(),
      webhookUrl: webhooks.target.url,
      ...calls.summary(),
      writes: calls.writes().length,
      deliveries: webhooks.deliveries.length,
    }),
  );

  router.get('/__sandbox/calls', () => Response.json(calls.summary()));
  router.get('/__sandbox/writes', () => Response.json({ items: calls.writes() }));
  router.get('/__sandbox/deliveries', () => Response.json({ items: webhooks.deliveries }));
  router.get('/__sandbox/knobs', () => Response.json(knobs));

  router.patch('/__sandbox/knobs', async (context) => {
    const body = knobsSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return validationError(body.error.message);
    Object.assign(knobs, body.data);
    return Response.json(knobs);
  });

  router.patch('/__sandbox/webhooks', async (context) => {
    const body = webhooksSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return validationError(body.error.message);
    Object.assign(webhooks.target, body.data);
    return Response.json({ url: webhooks.target.url });
  });

  router.post('/__sandbox/webhooks/settle', async () => {
    await webhooks.settled();
    return Response.json({ deliveries: webhooks.deliveries.length });
  });

  router.post('/__sandbox/tokens/expire', () => {
    sandbox.tokens.expireAll();
    return new Response(null, { status: 204 });
  });

  router.post('/__sandbox/tokens/revoke', () => {
    sandbox.tokens.endAll();
    sandbox.install = null;
    return new Response(null, { status: 204 });
  });

  router.post('/__sandbox/reset', () => {
    Object.assign(knobs, sandbox.knobsAtRest);
    calls.clear();
    webhooks.deliveries.length = 0;
    portal.reset();
    return new Response(null, { status: 204 });
  });
}
