import type { FlagResult } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { FLAG_STATUSES, type CarriedFlag, type FlagWrite } from '#core/crm/flag.ts';
import { ok, refuse, type Problem, type Refusal, type Result } from '#core/problem.ts';
import type { ObjectDescription, SalesforceClient, UpsertRow } from './client.ts';
import { text, type WireRow } from './fields.ts';
import {
  carriedFlag,
  emptyRow,
  FLAG_FIELDS,
  flagRow,
  NAMESPACES,
  PROFILE,
  RECORD_KEY,
} from './flag-fields.ts';
import type { Wait } from './repeat.ts';
import { objectOf } from './schema.ts';
import { list, select } from './soql.ts';

/** Our object as this org has it. */
export interface Profile {
  namespace: string;
  description: ObjectDescription;
}

/** What writing takes; `profile` is null where our package is not installed, or not for this user. */
export interface WritingContext {
  client: SalesforceClient;
  profile: () => Promise<Profile | null>;
  wait: Wait;
}

const LOCKED_AT_MOST = 3;
const LOCKED_PAUSE = 1_000;
const LOCKED_LATER = 60_000;
const GONE = ['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY'];

/** Looks for our object under each name it may have. Throws ConnectorError. */
export async function findProfile(client: SalesforceClient): Promise<Profile | null> {
  for (const namespace of NAMESPACES) {
    const description = await client.describe(namespace + PROFILE);
    if (description !== null) return { namespace, description };
  }
  return null;
}

/**
 * Compares our object with what is written into it. Salesforce lets no app make objects: where ours is not there, or
 * lacks something, an admin is told what to install, to assign or to put right.
 */
export async function prepareFlags({ profile }: WritingContext): Promise<Result<{ created: string[] }>> {
  const found = await profile();
  if (found === null) return packageMissing();
  const { namespace, description } = found;
  for (const [name, types] of FLAG_FIELDS) {
    const field = description.fields.find(
      (one) => one.name.toLowerCase() === (namespace + name).toLowerCase(),
    );
    const place = `${description.name}.${namespace}${name}`;
    if (field === undefined) return unfit(place, 'is missing, or hidden by field-level security');
    if (!types.includes(field.type))
      return unfit(place, `is of type ${field.type}, not ${types.join(' or ')}`);
    if (name !== RECORD_KEY && !field.updateable) return unfit(place, 'may not be edited by our user');
    if (name === 'Status__c' && lacksStatus(field)) return unfit(place, 'lacks some of the statuses');
  }
  return ok({ created: [] });
}

function packageMissing(): Refusal {
  const remedy =
    'Install the Groundswell package in Salesforce, assign the permission set Groundswell Integration to the user Groundswell is connected as, and try again.';
  const message = `The object ${PROFILE} is not in this org, or the user Groundswell is connected as may not see it.`;
  return refuse('package_missing', message, remedy);
}

function unfit(place: string, how: string): Refusal {
  const remedy = `Update the Groundswell package and assign its permission set Groundswell Integration to our user; undo changes made to ${place}.`;
  return refuse('property_type_changed', `The field ${place} ${how}.`, remedy, place);
}

function lacksStatus({ type, picklistValues }: ObjectDescription['fields'][number]): boolean {
  const offered = new Set(picklistValues.flatMap(({ value, active }) => (active ? [value] : [])));
  return type === 'picklist' && FLAG_STATUSES.some((status) => !offered.has(status));
}

/** What our object says of up to 100 people now, by the ids asked for; null where it has nothing on them. */
export async function readFlags(
  { client, profile }: WritingContext,
  recordIds: string[],
): Promise<Map<string, CarriedFlag | null>> {
  const carried = new Map<string, CarriedFlag | null>(recordIds.map((id) => [id, null]));
  const found = carried.size === 0 ? null : await profile();
  if (found === null) return carried;
  const { namespace, description } = found;
  const key = namespace + RECORD_KEY;
  const seen = new Set(description.fields.map(({ name }) => name));
  const soql = select({
    fields: [...FLAG_FIELDS.keys()].map((name) => namespace + name).filter((name) => seen.has(name)),
    from: description.name,
    where: [`${key} IN ${list([...carried.keys()])}`],
  });
  for await (const page of client.query(soql)) {
    for (const row of page.records) {
      if (carried.has(text(row, key))) carried.set(text(row, key), carriedFlag(namespace, row));
    }
  }
  return carried;
}

/**
 * Writes flags, one result a person. A row Salesforce refuses, by a validation rule say, is told in its own words and
 * not sent again; one somebody else holds is. Throws ConnectorError where Salesforce could not be asked, or our
 * object is gone; writing again is then harmless.
 */
export async function writeFlags(
  context: WritingContext,
  writes: FlagWrite[],
  now: number,
): Promise<FlagResult[]> {
  if (writes.length === 0) return [];
  const found = await context.profile();
  if (found === null) throw new ConnectorError(packageMissing().problem, null);
  const { namespace } = found;
  // A key named twice in one call is refused; the last word on a person counts.
  const rows = new Map<string, Record<string, unknown>>(
    writes.map(({ recordId, flag }) => [recordId, flagRow(namespace, recordId, flag, now)]),
  );
  return upsertRows(context, found, rows);
}

/**
 * Empties our fields on up to 100 people, one result a person; a row that is gone, or never was, is as good as
 * emptied. The row itself stays, with nothing but its key. Throws ConnectorError.
 */
export async function clearFlags(context: WritingContext, recordIds: string[]): Promise<FlagResult[]> {
  const ids = [...new Set(recordIds)];
  const found = await context.profile();
  const kept = found === null ? [] : await keysOf(context.client, found, ids);
  const rows = new Map(kept.map((id) => [id, emptyRow(found?.namespace ?? '', id)]));
  const results = found === null || kept.length === 0 ? [] : await upsertRows(context, found, rows);
  const problems = new Map(results.map(({ recordId, problem }) => [recordId, problem]));
  return ids.map((recordId) => {
    const problem = problems.get(recordId) ?? null;
    return { recordId, problem: problem?.code === 'not_found' ? null : problem };
  });
}

/** Those of the ids our object has a row of. */
async function keysOf(client: SalesforceClient, found: Profile, ids: string[]): Promise<string[]> {
  const key = found.namespace + RECORD_KEY;
  if (ids.length === 0) return [];
  const soql = select({ fields: [key], from: found.description.name, where: [`${key} IN ${list(ids)}`] });
  const keys: string[] = [];
  for await (const page of client.query(soql)) keys.push(...page.records.map((row) => text(row, key)));
  return ids.filter((id) => keys.includes(id));
}

async function upsertRows(
  context: WritingContext,
  { namespace, description }: Profile,
  rows: Map<string, Record<string, unknown>>,
): Promise<FlagResult[]> {
  const order = await byAccount(context.client, [...rows.keys()]);
  const problems = new Map<string, Problem | null>();
  let ids = order;
  for (let tries = 1; ids.length > 0; tries++) {
    const sent = ids.map((id) => rows.get(id) ?? {});
    const outcomes = await context.client.upsert(description.name, namespace + RECORD_KEY, sent);
    for (const [index, id] of ids.entries()) problems.set(id, rowProblem(outcomes[index]));
    ids = ids.filter((_, index) => isLocked(outcomes[index]));
    if (ids.length > 0 && tries > LOCKED_AT_MOST) throw heldElsewhere(ids);
    if (ids.length > 0) await context.wait(LOCKED_PAUSE * tries);
  }
  return [...rows.keys()].map((recordId) => ({ recordId, problem: problems.get(recordId) ?? null }));
}

/** Ids in the order of their accounts, then their own: writers who take locks in one order do not wait in a circle. */
async function byAccount(client: SalesforceClient, ids: string[]): Promise<string[]> {
  const contacts = ids.filter((id) => objectOf(id) === 'Contact');
  const accounts = new Map<string, string>();
  for (const row of await withAccounts(client, contacts)) {
    if (row !== null) accounts.set(text(row, 'Id'), text(row, 'AccountId'));
  }
  const rank = (id: string) => `${accounts.get(id) ?? ''} ${id}`;
  return ids.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

async function withAccounts(client: SalesforceClient, ids: string[]): Promise<(WireRow | null)[]> {
  try {
    return await client.collection('Contact', ids, ['Id', 'AccountId']);
  } catch (error) {
    // Who may not see accounts still writes flags, in the order of ids.
    if (error instanceof ConnectorError && error.problem.code === 'property_missing') return [];
    throw error;
  }
}

function heldElsewhere(ids: string[]): ConnectorError {
  const message = `Salesforce could not write ${ids.length} profiles: something else holds them.`;
  const remedy = 'Nothing to do: they are written again in a minute.';
  return new ConnectorError({ code: 'vendor_unavailable', message, remedy }, LOCKED_LATER);
}

function isLocked(outcome: UpsertRow | undefined): boolean {
  return outcome?.errors.some(({ statusCode }) => statusCode === 'UNABLE_TO_LOCK_ROW') === true;
}

function rowProblem(outcome: UpsertRow | undefined): Problem | null {
  if (outcome?.success === true) return null;
  const { statusCode = '', message = '' } = outcome?.errors[0] ?? {};
  const said = [statusCode, message.slice(0, 500)].filter((part) => part !== '').join(': ');
  if (GONE.includes(statusCode)) {
    return { code: 'not_found', message: said, remedy: 'The contact or lead is no longer in Salesforce.' };
  }
  return {
    code: 'record_rejected',
    message: said || 'Salesforce did not say whether this record was written.',
    remedy: `Correct the record, or the rule in Salesforce that rejects it; it is written again with the next change.`,
  };
}
