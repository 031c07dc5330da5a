import type { Hono } from 'hono';
import * as z from 'zod';
import { jsonBody, missingScope, type ApiEnv, type Sandbox } from '../api.ts';
import { PROPERTY_TYPES, type PropertyDefinition, type PropertyGroup } from '../properties.ts';
import { parseObjectType, type ObjectType } from '../record.ts';
import { notFound, refusal, validationError } from '../refusal.ts';

const BASE = '/crm/properties/:version/:type';
const optionSchema = z.object({
  label: z.string(),
  value: z.string(),
  displayOrder: z.number().default(-1),
  hidden: z.boolean().default(false),
});
const propertySchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'name must be lower case letters, digits and underscores'),
  label: z.string(),
  description: z.string().default(''),
  groupName: z.string(),
  type: z.enum(PROPERTY_TYPES),
  fieldType: z.string(),
  options: z.array(optionSchema).default([]),
  hasUniqueValue: z.boolean().default(false),
  formField: z.boolean().default(true),
});
/** What a PATCH overwrites; a list of options is replaced as a whole. */
const changeSchema = z.object({
  label: z.string().optional(),
  description: z.string().optional(),
  options: z.array(optionSchema).optional(),
});
const groupSchema = z.object({ name: z.string(), label: z.string(), displayOrder: z.number().default(-1) });

/** Property definitions and their groups. */
export function propertyRoutes(api: Hono<ApiEnv>, sandbox: Sandbox): void {
  const registry = sandbox.portal.properties;

  api.get(`${BASE}/groups`, (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    return (
      missingScope(context, ...readScopes(type)) ??
      Response.json({ results: registry.groups(type).map(groupToWire) })
    );
  });

  api.get(`${BASE}/groups/:name`, (context) => {
    const type = parseObjectType(context.req.param('type'));
    const group = type && registry.group(type, context.req.param('name'));
    if (!type || !group) return notFound();
    return missingScope(context, ...readScopes(type)) ?? Response.json(groupToWire(group));
  });

  api.post(`${BASE}/groups`, async (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    const refused = missingScope(context, `crm.schemas.${type}.write`);
    if (refused) return refused;
    const body = groupSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return validationError(`Invalid input JSON: ${body.error.message}`);
    if (registry.group(type, body.data.name))
      return refusal(409, 'OBJECT_ALREADY_EXISTS', `Property group '${body.data.name}' already exists`);
    registry.addGroup(type, body.data);
    return Response.json(groupToWire(body.data), { status: 201 });
  });

  api.get(BASE, (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    return (
      missingScope(context, ...readScopes(type)) ??
      Response.json({ results: registry.list(type).map(toWire) })
    );
  });

  api.get(`${BASE}/:name`, (context) => {
    const type = parseObjectType(context.req.param('type'));
    const found = type && registry.get(type, context.req.param('name'));
    if (!type || !found) return notFound(`Property ${context.req.param('name')} does not exist`);
    return missingScope(context, ...readScopes(type)) ?? Response.json(toWire(found));
  });

  api.post(BASE, async (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    const refused = missingScope(context, `crm.schemas.${type}.write`);
    return refused ?? createOne(sandbox, type, await jsonBody(context.req.raw));
  });

  api.patch(`${BASE}/:name`, async (context) => {
    const type = parseObjectType(context.req.param('type'));
    const found = type && registry.get(type, context.req.param('name'));
    if (!type || !found) return notFound(`Property ${context.req.param('name')} does not exist`);
    const refused = missingScope(context, `crm.schemas.${type}.write`);
    if (refused) return refused;
    if (found.hubspotDefined) return refusal(400, 'VALIDATION_ERROR', `${found.name} is read only.`);
    const body = changeSchema.safeParse(await jsonBody(context.req.raw));
    if (!body.success) return validationError(`Invalid input JSON: ${body.error.message}`);
    const { label = found.label, description = found.description, options = found.options } = body.data;
    if (found.type === 'enumeration' && options.length === 0)
      return validationError('An enumeration needs options.');
    const changed = { ...found, label, description, options };
    registry.define(type, changed);
    return Response.json(toWire(changed));
  });

  api.post(`${BASE}/batch/create`, async (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type) return notFound('Unable to infer object type');
    const refused = missingScope(context, `crm.schemas.${type}.write`);
    return refused ?? createMany(sandbox, type, await jsonBody(context.req.raw));
  });
}

function readScopes(type: ObjectType): string[] {
  return [`crm.schemas.${type}.read`, `crm.objects.${type}.read`];
}

function createOne(sandbox: Sandbox, type: ObjectType, body: unknown): Response {
  const created = create(sandbox, type, body);
  return created instanceof Response ? created : Response.json(toWire(created), { status: 201 });
}

async function createMany(sandbox: Sandbox, type: ObjectType, body: unknown): Promise<Response> {
  const parsed = z.object({ inputs: z.array(z.unknown()).max(100) }).safeParse(body);
  if (!parsed.success) return validationError(`Invalid input JSON: ${parsed.error.message}`);
  const made = parsed.data.inputs.map((input) => create(sandbox, type, input));
  const results = made.filter((one) => !(one instanceof Response)).map(toWire);
  const errors = await Promise.all(made.filter((one) => one instanceof Response).map((one) => one.json()));
  if (errors.length === 0) return Response.json({ status: 'COMPLETE', results }, { status: 201 });
  return Response.json({ status: 'COMPLETE', results, numErrors: errors.length, errors }, { status: 207 });
}

function create(sandbox: Sandbox, type: ObjectType, body: unknown): PropertyDefinition | Response {
  const registry = sandbox.portal.properties;
  const parsed = propertySchema.safeParse(body);
  if (!parsed.success) return validationError(`Invalid input JSON: ${parsed.error.message}`);
  const { data } = parsed;
  if (registry.get(type, data.name))
    return refusal(409, 'OBJECT_ALREADY_EXISTS', `A property named '${data.name}' already exists.`, {
      subCategory: 'Properties.DUPLICATE_PROPERTY_NAME',
    });
  if (!registry.group(type, data.groupName))
    return validationError(`Property group '${data.groupName}' does not exist.`);
  if (data.type === 'enumeration' && data.options.length === 0)
    return validationError('An enumeration needs options.');
  const definition = { ...data, hubspotDefined: false, readOnly: false, createdAt: sandbox.now() };
  registry.define(type, definition);
  return definition;
}

function toWire(definition: PropertyDefinition): Record<string, unknown> {
  const { createdAt, readOnly, ...rest } = definition;
  return {
    ...rest,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(createdAt).toISOString(),
    displayOrder: -1,
    calculated: false,
    externalOptions: false,
    archived: false,
    hidden: false,
    modificationMetadata: {
      archivable: !rest.hubspotDefined,
      readOnlyDefinition: rest.hubspotDefined,
      readOnlyValue: readOnly,
    },
  };
}

function groupToWire(group: PropertyGroup): Record<string, unknown> {
  return { ...group, archived: false };
}
