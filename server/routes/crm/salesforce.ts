import { Hono, type Context } from 'hono';
import { to18 } from '#connectors/salesforce/org-id.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import type { CardViewer } from '#server/workspace/card/viewer.ts';
import { cardResponse } from './answer.ts';
import { readCardAction, readCardBody, readCardRecord } from './card-bodies.ts';
import { doorOf } from './door.ts';

/** The card on Salesforce's records, asked for by the Apex class of our package. */
export const salesforceCards = new Hono<AppEnv>()
  .get('/card', async (c) => {
    const asked = await ask(c, '');
    if (!asked.ok) return problemResponse(asked.problem);
    const record = readCardRecord(new URL(c.req.url).searchParams, to18);
    if (!record.ok) return problemResponse(record.problem);
    const { workspaceId, viewer } = asked.value;
    return cardResponse(await c.var.services.workspace(workspaceId).card.show(viewer, record.value));
  })
  .post('/actions/:action', async (c) => {
    const body = await readCardBody(c.req.raw);
    if (!body.ok) return problemResponse(body.problem);
    const asked = await ask(c, body.value);
    if (!asked.ok) return problemResponse(asked.problem);
    const action = readCardAction(c.req.param('action'), body.value, to18);
    if (!action.ok) return problemResponse(action.problem);
    const { workspaceId, viewer } = asked.value;
    return cardResponse(await c.var.services.workspace(workspaceId).card.act(viewer, action.value));
  });

const SIGNED = [
  'authorization',
  ...['org', 'user', 'timestamp', 'nonce', 'signature'].map((x) => `x-groundswell-${x}`),
];

const unsigned = refuse(
  'unauthorized',
  'This request is not signed by the Groundswell package of a Salesforce org.',
  'Open the card in Salesforce; if it stays so, ask your admin to set up the Groundswell credential again.',
);

/** The account and user of a signed request; the organisation it names only leads to the keys it is held against. */
async function ask(
  c: Context<AppEnv>,
  body: string,
): Promise<Result<{ workspaceId: string; viewer: CardViewer }>> {
  // Whoever signs nothing is not told which organisations are connected.
  if (SIGNED.some((name) => !c.req.header(name))) return unsigned;
  const org = to18(c.req.header('x-groundswell-org') ?? '') ?? '';
  const door = await doorOf(c.var.services, 'salesforce', org);
  if (!door.ok) return door;
  const { pathname, search } = new URL(c.req.url);
  const headers = SIGNED.map((name): [string, string] => [name, c.req.header(name) ?? '']);
  const request = { method: c.req.method, pathAndQuery: `${pathname}${search}`, body, headers };
  const admitted = await door.value.connection.card.verify(request);
  if (!admitted.ok) return admitted;
  const { workspaceId, userId } = admitted.value;
  const { connectionId } = door.value;
  return ok({
    workspaceId,
    viewer: { connection: connectionId, vendor: 'salesforce', account: org, userId, email: null },
  });
}
