import * as z from 'zod';
import { appActor, type Sandbox } from './api.ts';
import type { CrmRecord, ObjectType, Properties } from './record.ts';
import { notFound, refusal, validationError } from './refusal.ts';
import { acceptValue, type InvalidValue } from './value.ts';
import { shownProperties, toWire } from './wire.ts';

const valueSchema = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => String(value ?? ''));
export const propertiesSchema = z.record(z.string(), valueSchema);
const writeSchema = z.object({ properties: propertiesSchema });

/** Why one record was not written. */
export interface WriteRefusal {
  status: number;
  category: string;
  message: string;
}

/** Creates (`id` null) or updates one record from an API body. */
export function writeOne(sandbox: Sandbox, type: ObjectType, id: string | null, body: unknown): Response {
  const parsed = writeSchema.safeParse(body);
  if (!parsed.success) return validationError(`Invalid input JSON: ${parsed.error.message}`);
  const record = id === null ? null : sandbox.portal.find(type, Number(id));
  if (id !== null && (!record || record.archivedAt !== null)) return notFound();
  const written = write(sandbox, type, record, parsed.data.properties);
  if ('category' in written) return refusal(written.status, written.category, written.message);
  const shown = shownProperties(sandbox.portal, type, Object.keys(parsed.data.properties));
  return Response.json(toWire(sandbox.portal, type, written, shown), {
    status: id === null ? 201 : 200,
  });
}

/** Validates and stores; `record` null creates. */
export function write(
  sandbox: Sandbox,
  type: ObjectType,
  record: CrmRecord | null,
  given: Properties,
): CrmRecord | WriteRefusal {
  const accepted = check(sandbox, type, record, given);
  if ('category' in accepted) return accepted;
  const actor = appActor(sandbox);
  const written = record
    ? sandbox.portal.update(type, record, accepted.values, actor)
    : sandbox.portal.create(type, accepted.values, actor);
  sandbox.calls.write({ at: sandbox.now(), type, id: String(written.id), properties: accepted.values });
  return written;
}

/** The values as they would be stored, or why the portal refuses them. */
export function check(
  sandbox: Sandbox,
  type: ObjectType,
  record: CrmRecord | null,
  given: Properties,
): { values: Properties } | WriteRefusal {
  if (record && type === 'contacts' && sandbox.knobs.rejectedContacts.includes(String(record.id)))
    return {
      status: 400,
      category: 'VALIDATION_ERROR',
      message: 'This record does not meet the rules set by the account administrator.',
    };
  const accepted = acceptProperties(sandbox, type, given);
  if ('category' in accepted) return accepted;
  const email = accepted.values['email'];
  const holder = type === 'contacts' && email ? sandbox.portal.idByEmail(email) : null;
  if (holder !== null && holder !== record?.id)
    return { status: 409, category: 'CONFLICT', message: `Contact already exists. Existing ID: ${holder}` };
  return accepted;
}

function acceptProperties(
  sandbox: Sandbox,
  type: ObjectType,
  given: Properties,
): { values: Properties } | WriteRefusal {
  const values: Properties = {};
  const invalid: InvalidValue[] = [];
  for (const [name, value] of Object.entries(given)) {
    const definition = sandbox.portal.properties.get(type, name);
    const accepted = definition ? acceptValue(definition, value) : unknownProperty(name);
    if (typeof accepted === 'string') values[name] = accepted;
    else invalid.push(accepted);
  }
  if (invalid.length === 0) return { values };
  return {
    status: 400,
    category: 'VALIDATION_ERROR',
    message: `Property values were not valid: ${JSON.stringify(invalid)}`,
  };
}

function unknownProperty(name: string): InvalidValue {
  return {
    isValid: false,
    message: `Property "${name}" does not exist`,
    error: 'PROPERTY_DOESNT_EXIST',
    name,
  };
}
