import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { cardResponse } from './answer.ts';
import { fromJson, readCardBody, typedNote, unreadable } from './card-bodies.ts';
import { doorOf } from './door.ts';
import { verifyHubspotServer } from './hubspot-request.ts';

const id = z
  .union([z.number().int(), z.string()])
  .transform(String)
  .refine((text) => /^[1-9]\d{0,19}$/.test(text));

const execution = z.object({
  /** The same in every retry of one step of one enrolment. */
  callbackId: z.string().regex(/^[\x21-\x7e]{1,100}$/),
  origin: z.object({ portalId: id }),
  object: z.object({ objectId: id, objectType: z.enum(['CONTACT', '0-1']) }),
  inputFields: z.object({ note: typedNote.nullish() }).nullish(),
});

/**
 * Steps of ours in HubSpot's workflows. A contact we cannot nominate ends the step, not the workflow: HubSpot goes on
 * with the next one (`FAIL_CONTINUE`).
 */
export const hubspotWorkflows = new Hono<AppEnv>().post('/nominate', async (c) => {
  const { services } = c.var;
  const body = await readCardBody(c.req.raw);
  if (!body.ok) return problemResponse(body.problem);
  const verified = await verifyHubspotServer(c.req.raw, body.value, services.config);
  if (!verified.ok) return problemResponse(verified.problem);
  const parsed = execution.safeParse(fromJson(body.value));
  if (!parsed.success) return problemResponse(unreadable(parsed.error));
  const { callbackId, origin, object, inputFields } = parsed.data;
  const door = await doorOf(services, 'hubspot', origin.portalId);
  if (!door.ok) return problemResponse(door.problem);
  const admitted = await door.value.connection.card.admit(null);
  if (!admitted.ok) return problemResponse(admitted.problem);
  const done = await services.workspace(admitted.value.workspaceId).card.act(
    {
      connection: door.value.connectionId,
      vendor: 'hubspot',
      account: origin.portalId,
      userId: 'workflow',
      email: null,
    },
    {
      name: 'nominate',
      record: { kind: 'contact', id: object.objectId },
      contactId: object.objectId,
      idempotencyKey: callbackId,
      note: inputFields?.note ?? null,
    },
  );
  const outputFields = done.ok
    ? { hs_execution_state: 'SUCCESS', message: done.value.done }
    : { hs_execution_state: 'FAIL_CONTINUE', message: done.problem.message };
  return cardResponse({ ok: true, value: { outputFields } });
});
