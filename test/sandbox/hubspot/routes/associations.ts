import type { Hono } from 'hono';
import * as z from 'zod';
import { appActor, jsonBody, missingScope, type ApiEnv, type Sandbox } from '../api.ts';
import { associationTypes } from '../associations.ts';
import { parseObjectType, type ObjectType } from '../record.ts';
import { notFound, validationError } from '../refusal.ts';

const id = z.coerce.string();
const readSchema = z.object({ inputs: z.array(z.object({ id })).max(1000) });
const pairSchema = z.object({ from: z.object({ id }), to: z.object({ id }) });
const createSchema = z.object({
  inputs: z
    .array(pairSchema.extend({ types: z.array(z.object({ associationTypeId: z.number() })).default([]) }))
    .max(2000),
});
const PRIMARY_TYPE_IDS = new Set([1, 2, 5, 6]);

/** Associations in the version 4 shape: read a thousand at once, connect two thousand. */
export function associationRoutes(api: Hono<ApiEnv>, sandbox: Sandbox): void {
  const base = '/crm/associations/:version/:from/:to/batch';

  api.post(`${base}/read`, async (context) => {
    const ends = parseEnds(context.req.param('from'), context.req.param('to'));
    if (!ends) return notFound('Unable to infer object type');
    const refused = missingScope(context, `crm.objects.${ends.from}.read`);
    if (refused) return refused;
    const body = readSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return validationError(`Invalid input JSON: ${body.error.message}`);
    return readLinks(
      sandbox,
      ends.from,
      ends.to,
      body.data.inputs.map((input) => input.id),
    );
  });

  api.post(`${base}/create`, async (context) => {
    const ends = parseEnds(context.req.param('from'), context.req.param('to'));
    if (!ends) return notFound('Unable to infer object type');
    const refused = missingScope(context, `crm.objects.${ends.from}.write`);
    if (refused) return refused;
    const body = createSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return validationError(`Invalid input JSON: ${body.error.message}`);
    for (const { from, to, types } of body.data.inputs) {
      const primary = types.some((type) => PRIMARY_TYPE_IDS.has(type.associationTypeId));
      connect(sandbox, ends, Number(from.id), Number(to.id), primary);
    }
    return Response.json({ status: 'COMPLETE', results: body.data.inputs }, { status: 201 });
  });
}

/** A new primary company of a contact shows in the contact's own property, and so as a change to it. */
function connect(
  sandbox: Sandbox,
  ends: { from: ObjectType; to: ObjectType },
  from: number,
  to: number,
  primary: boolean,
): void {
  const { portal } = sandbox;
  const contact = portal.tables.contacts.get(from);
  if (primary && ends.from === 'contacts' && ends.to === 'companies' && contact)
    portal.update('contacts', contact, { associatedcompanyid: String(to) }, appActor(sandbox));
  portal.associations.connect(ends.from, from, ends.to, to, primary);
}

function parseEnds(from: string, to: string): { from: ObjectType; to: ObjectType } | null {
  const ends = { from: parseObjectType(from), to: parseObjectType(to) };
  return ends.from && ends.to ? { from: ends.from, to: ends.to } : null;
}

/** Records without any association come back as errors beside the others, with status 207, as HubSpot does. */
function readLinks(sandbox: Sandbox, from: ObjectType, to: ObjectType, ids: string[]): Response {
  const results: unknown[] = [];
  const none: string[] = [];
  for (const one of new Set(ids)) {
    const links = sandbox.portal.linked(from, Number(one), to);
    if (links.length === 0) none.push(one);
    else
      results.push({
        from: { id: one },
        to: links.map((link) => ({
          toObjectId: link.to,
          associationTypes: associationTypes(from, to, link),
        })),
      });
  }
  const at = new Date(sandbox.now()).toISOString();
  const answer = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  if (none.length === 0) return Response.json(answer);
  const errors = none.map((one) => ({
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${to} is associated with ${from} ${one}.`,
    context: { fromObjectId: [one], fromObjectType: [from], toObjectType: [to] },
  }));
  return Response.json({ ...answer, numErrors: errors.length, errors }, { status: 207 });
}
