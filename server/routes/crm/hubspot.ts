import { Hono } from 'hono';
import type { Card } from '#core/card/card.ts';
import type { Result } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import type { CardRecord } from '#server/workspace/card/records.ts';
import type { CardViewer } from '#server/workspace/card/viewer.ts';
import { cardResponse } from './answer.ts';
import { readCardAction, readCardBody, readCardRecord } from './card-bodies.ts';
import { doorOf, type Door } from './door.ts';
import { hubspotCaller, type HubspotCaller } from './hubspot-request.ts';
import { hubspotWorkflows } from './hubspot-workflows.ts';

/** The card on HubSpot's records. */
export const hubspotCards = new Hono<AppEnv>()
  .get('/card', async (c) => {
    const { services } = c.var;
    const caller = await hubspotCaller(c.req.raw, '', services.config);
    if (!caller.ok) return problemResponse(caller.problem);
    const door = await doorOf(services, 'hubspot', caller.value.portalId);
    if (!door.ok) return problemResponse(door.problem);
    const record = readCardRecord(caller.value.query, hubspotId);
    if (!record.ok) return problemResponse(record.problem);
    return cardResponse(await showOnce(services, door.value, caller.value, record.value));
  })
  .post('/actions/:action', async (c) => {
    const { services } = c.var;
    const body = await readCardBody(c.req.raw);
    if (!body.ok) return problemResponse(body.problem);
    const caller = await hubspotCaller(c.req.raw, body.value, services.config);
    if (!caller.ok) return problemResponse(caller.problem);
    const door = await doorOf(services, 'hubspot', caller.value.portalId);
    if (!door.ok) return problemResponse(door.problem);
    const action = readCardAction(c.req.param('action'), body.value, hubspotId);
    if (!action.ok) return problemResponse(action.problem);
    // A press repeated is known by its own key, whoever repeats it.
    const admitted = await door.value.connection.card.admit(null);
    if (!admitted.ok) return problemResponse(admitted.problem);
    const { card } = services.workspace(admitted.value.workspaceId);
    return cardResponse(await card.act(viewerOf(door.value, caller.value), action.value));
  })
  .route('/workflow-actions', hubspotWorkflows);

/** HubSpot repeats a call once that we failed, with the same signature: only one that was answered is spent. */
async function showOnce(
  services: Services,
  door: Door,
  caller: HubspotCaller,
  record: CardRecord,
): Promise<Result<Card>> {
  const { connection } = door;
  const admitted = await connection.card.admit(caller.requestId);
  if (!admitted.ok) return admitted;
  let answered = false;
  try {
    const card = await services
      .workspace(admitted.value.workspaceId)
      .card.show(viewerOf(door, caller), record);
    answered = card.ok;
    return card;
  } finally {
    if (!answered) await connection.card.forget(caller.requestId);
  }
}

function viewerOf({ connectionId }: Door, { portalId, userId, email }: HubspotCaller): CardViewer {
  return { connection: connectionId, vendor: 'hubspot', account: portalId, userId, email };
}

/** HubSpot counts its records. */
export function hubspotId(id: string): string | null {
  return /^[1-9]\d{0,19}$/.test(id) ? id : null;
}
