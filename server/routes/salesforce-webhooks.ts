import { Hono } from 'hono';
import { refuse } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { readRawBody } from './raw-body.ts';

/** Salesforce's Outbound Messages: acknowledged once they are stored; the records are read again afterwards. */
export const salesforceWebhooks = new Hono<AppEnv>().post('/:secret', async (c) => {
  const { services } = c.var;
  const [accountId = '', secret = ''] = split(c.req.param('secret'));
  const connectionId = `salesforce-${accountId}`;
  if ((await services.directory.ownerOf(connectionId)) === null) return problemResponse(unknown);
  const { wakeUp } = services.connection(connectionId);
  if (!(await wakeUp.admits(secret))) return problemResponse(unknown);
  const body = await readRawBody(c.req.raw);
  if (!body.ok) return problemResponse(body.problem);
  const { ACKNOWLEDGEMENT, parseOutboundMessage } = await import('#connectors/salesforce/webhook.ts');
  const message = await parseOutboundMessage(body.value);
  if (!message.ok) return problemResponse(message.problem);
  const { organizationId, events } = message.value;
  const received = await services.connection(connectionId).wakeUp.receive(organizationId, events);
  if (!received.ok) return problemResponse(received.problem);
  return c.body(ACKNOWLEDGEMENT, 200, { 'content-type': 'text/xml; charset=utf-8' });
});

/** `<18 characters of the org>-<secret>`; the secret may hold hyphens of its own. */
function split(path: string): string[] {
  const match = /^([A-Za-z0-9]{18})-(.{20,100})$/.exec(path);
  return match === null ? [] : match.slice(1);
}

const { problem: unknown } = refuse(
  'not_found',
  'There is no such address.',
  'Copy the address from the page of connections.',
);
