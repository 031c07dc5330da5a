import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { isAct } from '../../hubspot/act.ts';
import { jsonBody, type Sandbox } from '../api.ts';
import { parseId } from '../org/id.ts';
import { MERGEABLE } from '../org/merge.ts';
import { idOf, type Row } from '../org/row.ts';
import { notFound, refusal } from '../refusal.ts';
import { OBJECTS, type ObjectName } from '../schema/schema.ts';
import { actValues } from '../act.ts';

const valuesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const mergeSchema = z.strictObject({ master: z.string(), others: z.array(z.string()).min(1).max(2) });
const convertSchema = z.strictObject({ opportunityName: z.string().optional() });
const actSchema = z.object({
  act: z.string().refine(isAct),
  at: z.number().int().optional(),
  score: z.number().nullable().default(null),
});

const BASE = '/__sandbox/records/:object';

/** Edits as a person in the org would make them; nothing here is checked or limited as the API is. */
export function recordControl(router: Hono, sandbox: Sandbox): void {
  const { admin, org } = sandbox;

  router.get(`${BASE}/:id`, (context) => withRecord(sandbox, context, (_, row) => Response.json(row)));

  router.post(BASE, async (context) => {
    const object = objectOf(context);
    const body = valuesSchema.safeParse(await jsonBody(context.req.raw));
    if (!object || !body.success) return refusal(400, 'INVALID_RECORD', 'Name an object and its values.');
    return Response.json({ Id: admin.create(object, body.data) }, { status: 201 });
  });

  router.patch(`${BASE}/:id`, async (context) => {
    const body = valuesSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return refusal(400, 'INVALID_RECORD', z.prettifyError(body.error));
    return withRecord(sandbox, context, (object, row) => {
      admin.update(object, idOf(row), body.data);
      return Response.json(org.must(object, idOf(row)));
    });
  });

  router.post(`${BASE}/:id/acts`, async (context) => {
    const body = actSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return refusal(400, 'INVALID_ACT', z.prettifyError(body.error));
    return withRecord(sandbox, context, (object, row) => {
      const values = actValues(body.data.act, body.data.at ?? sandbox.now(), body.data.score);
      admin.update(object, idOf(row), values);
      return Response.json(org.must(object, idOf(row)));
    });
  });

  router.delete(`${BASE}/:id`, (context) =>
    withRecord(sandbox, context, (object, row) => {
      admin.remove(object, idOf(row));
      return new Response(null, { status: 204 });
    }),
  );

  for (const [deed, act] of [
    ['restore', (object: ObjectName, id: string) => admin.undelete(object, id)],
    ['erase', (object: ObjectName, id: string) => admin.hardDelete(object, id)],
  ] as const) {
    router.post(`${BASE}/:id/${deed}`, (context) =>
      withRecord(sandbox, context, (object, row) => {
        act(object, idOf(row));
        return new Response(null, { status: 204 });
      }),
    );
  }

  router.post(`${BASE}/:id/convert`, async (context) => {
    const body = convertSchema.safeParse((await jsonBody(context.req.raw)) ?? {});
    const { opportunityName } = body.success ? body.data : {};
    return withRecord(sandbox, context, (object, row) =>
      object === 'Lead'
        ? Response.json(
            admin.convertLead(idOf(row), opportunityName === undefined ? {} : { opportunityName }),
          )
        : notFound(),
    );
  });

  router.post(`${BASE}/merge`, async (context) => {
    const object = MERGEABLE.find((one) => one === context.req.param('object'));
    const body = mergeSchema.safeParse(await jsonBody(context.req.raw));
    if (!object || !body.success) return refusal(400, 'INVALID_MERGE', 'Name the master and the others.');
    const { master, others } = body.data;
    if ([master, ...others].some((id) => !org.get(object, id))) return notFound();
    admin.merge(object, master, ...others);
    return Response.json(org.must(object, master));
  });
}

function objectOf(context: Context): ObjectName | null {
  return OBJECTS.find((one) => one === context.req.param('object')) ?? null;
}

function withRecord(
  sandbox: Sandbox,
  context: Context,
  act: (object: ObjectName, row: Row) => Response,
): Response {
  const object = objectOf(context);
  const row = object && sandbox.org.get(object, parseId(context.req.param('id') ?? '') ?? '');
  return object && row ? act(object, row) : notFound();
}
