import * as z from 'zod';
import type { Sandbox } from '../api.ts';
import { idOf, isDeleted, textOf, type Row, type Value } from '../org/row.ts';
import type { Field } from '../schema/field.ts';
import type { ObjectName } from '../schema/schema.ts';
import { acceptValue, rowError, type RowError } from './value.ts';

export const recordSchema = z.looseObject({ attributes: z.looseObject({ type: z.string() }) });
type GivenRecord = z.infer<typeof recordSchema>;

/** What became of one row, as the API tells it. */
export type RowResult =
  | { id: string; success: true; errors: []; created: boolean }
  | { success: false; errors: RowError[] };

/** Where rows go. */
export interface UpsertTarget {
  object: ObjectName;
  key: Field;
  userId: string;
}

/** A row that may be written, with what would be written. */
interface Ready {
  row: Row | null;
  values: Record<string, Value>;
}

/** Checks one row without writing it. `keys` counts how often each key is in the request. */
export function checkRow(
  sandbox: Sandbox,
  target: UpsertTarget,
  given: GivenRecord,
  keys: ReadonlyMap<string, number>,
): Ready | RowError {
  const { object, key } = target;
  const keyValue = given[key.name];
  if (given.attributes.type.toLowerCase() !== object.toLowerCase())
    return rowError('INVALID_TYPE', `Record type ${given.attributes.type} does not match ${object}`);
  if (typeof keyValue !== 'string' || keyValue === '')
    return rowError('MISSING_ARGUMENT', `${key.name} not specified`, []);
  if ((keys.get(keyValue.toLowerCase()) ?? 0) > 1)
    return rowError('DUPLICATE_VALUE', `Duplicate external id specified: ${keyValue}`, [key.name]);
  const holders = rowsByKey(sandbox, target, keyValue);
  if (holders.length > 1)
    return rowError(
      'DUPLICATE_EXTERNAL_ID',
      `${key.name}: more than one record found for external id field: [${holders.map(idOf).join(', ')}]`,
      [key.name],
    );
  const row = holders[0] ?? null;
  const read = readValues(sandbox, object, given);
  if ('statusCode' in read) return read;
  return refusedByOrg(sandbox, object, row, read.values) ?? { row, values: read.values };
}

function rowsByKey(sandbox: Sandbox, target: UpsertTarget, value: string): Row[] {
  return sandbox.org
    .table(target.object)
    .having(target.key.name, [value])
    .filter((row) => !isDeleted(row));
}

function readValues(
  sandbox: Sandbox,
  object: ObjectName,
  given: GivenRecord,
): { values: Record<string, Value> } | RowError {
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries(given)) {
    if (name === 'attributes') continue;
    const field = sandbox.org.schema.field(object, name);
    if (!field) return rowError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`);
    if (!field.writable)
      return rowError(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        [field.name],
      );
    const accepted = acceptValue(sandbox.org, field, value);
    if ('statusCode' in accepted) return accepted;
    values[field.name] = accepted.value;
  }
  return { values };
}

/** Another transaction's lock, a required field left out, or a rule an admin set up. */
function refusedByOrg(
  sandbox: Sandbox,
  object: ObjectName,
  row: Row | null,
  values: Record<string, Value>,
): RowError | null {
  if (sandbox.knobs.rowsLocked > 0 && sandbox.random() < sandbox.knobs.rowsLocked)
    return rowError(
      'UNABLE_TO_LOCK_ROW',
      `unable to obtain exclusive access to this record or 1 records: ${row ? idOf(row) : textOf(values, 'Contact__c')}`,
    );
  const missing = sandbox.org.schema
    .fields(object)
    .filter(
      (field) => !field.nillable && field.writable && field.type !== 'boolean' && field.name !== 'OwnerId',
    )
    .filter((field) => row === null && (values[field.name] ?? null) === null)
    .map((field) => field.name);
  if (missing.length > 0)
    return rowError(
      'REQUIRED_FIELD_MISSING',
      `Required fields are missing: [${missing.join(', ')}]`,
      missing,
    );
  const wanted = { ...row, ...values };
  const rule = sandbox.org.rules.find((one) => one.object === object && one.isInvalid(wanted));
  return rule ? rowError('FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message) : null;
}

/** Writes a checked row at once. */
export function writeRow(sandbox: Sandbox, target: UpsertTarget, { row, values }: Ready): RowResult {
  const { org } = sandbox;
  const id = row ? idOf(row) : org.create(target.object, values, target.userId, 0);
  if (row) org.update(target.object, id, values, target.userId, 0);
  sandbox.calls.write({ at: sandbox.now(), object: target.object, id, values });
  return { id, success: true, errors: [], created: row === null };
}
