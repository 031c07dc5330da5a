import { Hono } from 'hono';
import type { CrmWebhookEvent } from '#connectors/connector.ts';
import { parseWebhook } from '#connectors/hubspot/webhook.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { verifyHubspotServer } from './crm/hubspot-request.ts';
import { readRawBody } from './raw-body.ts';
import type { Services } from '#server/services.ts';

/** HubSpot's webhooks: verified, stored, answered; the records are read again afterwards. */
export const hubspotWebhooks = new Hono<AppEnv>().post('/', async (c) => {
  const { services } = c.var;
  const body = await readRawBody(c.req.raw);
  if (!body.ok) return problemResponse(body.problem);
  const verified = await verifyHubspotServer(c.req.raw, body.value, services.config);
  if (!verified.ok) return problemResponse(verified.problem);
  const events = await parseWebhook(body.value);
  if (!events.ok) return problemResponse(events.problem);
  const byAccount = Map.groupBy(events.value, (event) => event.accountId);
  await Promise.all([...byAccount].map(([accountId, group]) => hand(services, accountId, group)));
  return c.body(null, 200);
});

async function hand(services: Services, accountId: string, events: CrmWebhookEvent[]): Promise<void> {
  const connectionId = `hubspot-${accountId}`;
  if ((await services.directory.ownerOf(connectionId)) === null) {
    await services.directory.countUnclaimed('hubspot', accountId, events.length, Date.now());
    return;
  }
  await services.connection(connectionId).inbox.receive(events);
}
