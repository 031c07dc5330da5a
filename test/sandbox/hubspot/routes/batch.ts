import type { Hono } from 'hono';
import * as z from 'zod';
import { appActor, jsonBody, missingScope, type ApiEnv, type Sandbox } from '../api.ts';
import { parseObjectType, type CrmRecord, type ObjectType } from '../record.ts';
import { notFound, refusal, validationError } from '../refusal.ts';
import { shownProperties, toWire, type WireRecord } from '../wire.ts';
import { check, propertiesSchema, write, type WriteRefusal } from '../write.ts';

const MAX_INPUTS = 100;
const id = z.coerce.string();
const readSchema = z.object({
  inputs: z.array(z.object({ id })),
  properties: z.array(z.string()).default([]),
  idProperty: z.string().optional(),
});
const writeSchema = z.object({
  inputs: z.array(
    z.object({
      id: id.optional(),
      idProperty: z.string().optional(),
      objectWriteTraceId: z.string().optional(),
      properties: propertiesSchema.default({}),
    }),
  ),
});
type Input = z.infer<typeof writeSchema>['inputs'][number];
type Verb = 'create' | 'update' | 'upsert';

/** The batch endpoints, one hundred inputs at most. */
export function batchRoutes(api: Hono<ApiEnv>, sandbox: Sandbox): void {
  api.post('/crm/objects/:version/:type/batch/:verb', async (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    const verb = context.req.param('verb');
    const scope = `crm.objects.${type}.${verb === 'read' ? 'read' : 'write'}`;
    const refused = missingScope(context, scope);
    if (refused) return refused;
    const body = await jsonBody(context.req.raw);
    if (verb === 'read') return batchRead(sandbox, type, body);
    if (verb === 'archive') return batchArchive(sandbox, type, body);
    if (verb === 'create' || verb === 'update' || verb === 'upsert')
      return batchWrite(sandbox, type, verb, body);
    return notFound();
  });
}

function batchRead(sandbox: Sandbox, type: ObjectType, body: unknown): Response {
  const parsed = readSchema.safeParse(body);
  if (!parsed.success) return validationError(`Invalid input JSON: ${parsed.error.message}`);
  const { inputs, properties, idProperty } = parsed.data;
  const refused = refuseInputs(inputs.map((input) => input.id));
  if (refused) return refused;
  const shown = shownProperties(sandbox.portal, type, properties);
  const found = new Map<number, WireRecord>();
  const missing: string[] = [];
  for (const input of inputs) {
    const record = lookUp(sandbox, type, input.id, idProperty);
    if (record && record.archivedAt === null)
      found.set(record.id, toWire(sandbox.portal, type, record, shown));
    else missing.push(input.id);
  }
  const errors = missing.length === 0 ? [] : [rowError(notFoundRow(type), { ids: missing })];
  return batchAnswer(sandbox, [...found.values()], errors, missing.length);
}

function batchArchive(sandbox: Sandbox, type: ObjectType, body: unknown): Response {
  const parsed = readSchema.safeParse(body);
  if (!parsed.success) return validationError(`Invalid input JSON: ${parsed.error.message}`);
  for (const input of parsed.data.inputs) {
    const record = lookUp(sandbox, type, input.id, undefined);
    if (record && record.archivedAt === null) sandbox.portal.archive(type, record, appActor(sandbox));
  }
  return new Response(null, { status: 204 });
}

/** With the `whole` knob one bad row refuses the batch, unsaid which; else each row stands for itself. */
function batchWrite(sandbox: Sandbox, type: ObjectType, verb: Verb, body: unknown): Response {
  const parsed = writeSchema.safeParse(body);
  if (!parsed.success) return validationError(`Invalid input JSON: ${parsed.error.message}`);
  const { inputs } = parsed.data;
  const refused = refuseInputs(inputs.flatMap((input) => input.id ?? []));
  if (refused) return refused;
  if (inputs.length > MAX_INPUTS) return tooMany();
  const untraced = verb === 'create' && inputs.some((input) => input.objectWriteTraceId === undefined);
  const whole = sandbox.knobs.batchFailure === 'whole' || untraced;
  const bad = whole
    ? inputs.map((input) => rehearse(sandbox, type, verb, input)).find((one) => one !== null)
    : null;
  if (bad) return refusal(bad.status, bad.category, bad.message);
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of inputs) {
    const known = verb === 'create' ? null : lookUp(sandbox, type, input.id ?? '', input.idProperty);
    const written = storeRow(sandbox, type, verb, known, input);
    if ('category' in written) errors.push(rowError(written, rowContext(input)));
    else results.push(wireRow(sandbox, type, verb, known, written, input));
  }
  return batchAnswer(sandbox, results, errors, errors.length, verb === 'create' ? 201 : 200);
}

function storeRow(
  sandbox: Sandbox,
  type: ObjectType,
  verb: Verb,
  known: CrmRecord | null,
  input: Input,
): CrmRecord | WriteRefusal {
  if (verb === 'update' && (!known || known.archivedAt !== null)) return notFoundRow(type);
  const key = verb === 'upsert' && input.idProperty ? { [input.idProperty]: input.id ?? '' } : {};
  return write(sandbox, type, known, { ...key, ...input.properties });
}

/** What would refuse this row, found without storing anything. */
function rehearse(sandbox: Sandbox, type: ObjectType, verb: Verb, input: Input): WriteRefusal | null {
  const known = verb === 'create' ? null : lookUp(sandbox, type, input.id ?? '', input.idProperty);
  if (verb === 'update' && (!known || known.archivedAt !== null)) return notFoundRow(type);
  const checked = check(sandbox, type, known, input.properties);
  return 'category' in checked ? checked : null;
}

function wireRow(
  sandbox: Sandbox,
  type: ObjectType,
  verb: Verb,
  known: CrmRecord | null,
  written: CrmRecord,
  input: Input,
): unknown {
  const shown = shownProperties(sandbox.portal, type, Object.keys(input.properties));
  const wire = toWire(sandbox.portal, type, written, shown);
  return {
    ...wire,
    ...(verb === 'upsert' ? { new: known === null } : {}),
    ...(input.objectWriteTraceId === undefined ? {} : { objectWriteTraceId: input.objectWriteTraceId }),
  };
}

function lookUp(
  sandbox: Sandbox,
  type: ObjectType,
  value: string,
  idProperty: string | undefined,
): CrmRecord | null {
  if (idProperty === undefined || idProperty === 'hs_object_id')
    return sandbox.portal.find(type, Number(value));
  const found = idProperty === 'email' ? sandbox.portal.idByEmail(value) : null;
  return found === null ? null : sandbox.portal.find(type, found);
}

function refuseInputs(ids: string[]): Response | null {
  if (ids.length > MAX_INPUTS) return tooMany();
  const twice = ids.filter((one, index) => ids.indexOf(one) !== index);
  return twice.length === 0
    ? null
    : validationError(`Duplicate IDs found in batch input: [${twice.join(', ')}]`);
}

function tooMany(): Response {
  return validationError(`Batch size is over the limit of ${MAX_INPUTS}.`);
}

function notFoundRow(type: ObjectType): WriteRefusal {
  return {
    status: 404,
    category: 'OBJECT_NOT_FOUND',
    message: `Could not get some ${type.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
  };
}

function rowContext(input: Input): Record<string, string[]> {
  return {
    ...(input.id === undefined ? {} : { ids: [input.id] }),
    ...(input.objectWriteTraceId === undefined ? {} : { objectWriteTraceId: [input.objectWriteTraceId] }),
  };
}

function rowError(row: WriteRefusal, context: Record<string, string[]>): unknown {
  return { status: 'error', category: row.category, message: row.message, errors: [], links: {}, context };
}

function batchAnswer(
  sandbox: Sandbox,
  results: unknown[],
  errors: unknown[],
  failed: number,
  status = 200,
): Response {
  const at = new Date(sandbox.now()).toISOString();
  const answer = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  if (errors.length === 0) return Response.json(answer, { status });
  return Response.json({ ...answer, numErrors: failed, errors }, { status: 207 });
}
