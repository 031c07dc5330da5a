import type { FlagResult } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import type { CarriedFlag, FlagWrite } from '#core/crm/flag.ts';
import { ok, refuse, type Problem, type ProblemCode, type Result } from '#core/problem.ts';
import type { HubspotClient, Flagging } from './client.ts';
import { carriedFlag, FLAG_PROPERTIES, FLAG_PROPERTY_NAMES, flagValues, GROUP } from './flag-properties.ts';
import type { BatchOutcome, PropertyDefinition, PropertyOption, RowError } from './schema.ts';

/**
 * Makes sure our property group and properties are there. One that exists with another type is reported and never
 * changed: it may hold somebody's data. A status that lacks some of our options gets them beside its own. Throws
 * ConnectorError where HubSpot could not be asked.
 */
export async function prepareFlags(client: HubspotClient): Promise<Result<{ created: string[] }>> {
  const { results } = await client.contactProperties();
  const present = new Map(results.map((definition) => [definition.name, definition]));
  for (const { name, type } of FLAG_PROPERTIES) {
    const found = present.get(name);
    if (found === undefined || isOfType(found, type)) continue;
    const message = `The contact property ${name} is of type ${found.type}, not ${type}.`;
    const remedy = `Rename or delete ${name} in HubSpot's property settings; it is then made anew.`;
    return refuse('property_type_changed', message, remedy, name);
  }
  const absent = FLAG_PROPERTIES.filter(({ name }) => !present.has(name));
  if (absent.length > 0) await unlessPresent(client.createContactPropertyGroup(GROUP));
  for (const property of absent) await unlessPresent(client.createContactProperty(property));
  for (const { name, options = [] } of FLAG_PROPERTIES) {
    const found = present.get(name);
    if (found !== undefined) await offerOptions(client, found, options);
  }
  return ok({ created: absent.map(({ name }) => name) });
}

/** The SDK's own name of a type is an enum; the wire's is text. */
function isOfType(found: PropertyDefinition, wanted: string): boolean {
  return found.type === wanted;
}

/** A list of options is replaced as a whole, so what is there is sent along as it is. */
async function offerOptions(
  client: HubspotClient,
  { name, options }: PropertyDefinition,
  wanted: readonly PropertyOption[],
): Promise<void> {
  const offered = new Set(options.map(({ value }) => value));
  const missing = wanted.filter(({ value }) => !offered.has(value));
  if (missing.length === 0) return;
  const last = Math.max(-1, ...options.map(({ displayOrder }) => displayOrder));
  const added = missing.map((option, index) => ({ ...option, displayOrder: last + 1 + index }));
  await client.setContactPropertyOptions(name, [...options, ...added]);
}

/** Creating what another caller has just created is no failure. */
async function unlessPresent(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.problem.code !== 'key_conflict') throw error;
  }
}

/** What our properties say on up to 100 contacts now, by the ids asked for; null where a contact carries no flag. */
export async function readFlags(
  client: HubspotClient,
  recordIds: string[],
): Promise<Map<string, CarriedFlag | null>> {
  const carried = new Map<string, CarriedFlag | null>(recordIds.map((id) => [id, null]));
  if (recordIds.length === 0) return carried;
  const { results } = await client.batchRead('contact', FLAG_PROPERTY_NAMES, [...carried.keys()]);
  for (const record of results) if (carried.has(record.id)) carried.set(record.id, carriedFlag(record));
  return carried;
}

/** What stays in a portal when we leave, as its property settings list it. */
export function ownedNames(): string[] {
  const properties = FLAG_PROPERTIES.map(({ name, label }) => `Contact property ${name} (${label})`);
  return [...properties, `Contact property group ${GROUP.name} (${GROUP.label})`];
}

/**
 * Writes flags, one result a record. A row HubSpot refuses does not hold up the others: where it refuses a whole
 * batch without saying which row is at fault, the batch is halved until the bad rows stand alone. Throws
 * ConnectorError where HubSpot could not be asked; writing again is then harmless.
 */
export async function writeFlags(
  client: HubspotClient,
  writes: FlagWrite[],
  now: number,
): Promise<FlagResult[]> {
  // HubSpot refuses a batch that names a record twice; the last word on it counts.
  const rows = new Map(
    writes.map(({ recordId, flag }) => [recordId, { id: recordId, properties: flagValues(flag, now) }]),
  );
  const problems = await writeRows(client, [...rows.values()]);
  return [...rows.keys()].map((recordId) => ({ recordId, problem: problems.get(recordId) ?? null }));
}

/**
 * Empties our properties on up to 100 contacts, one result a record; one HubSpot no longer has is as good as emptied.
 * A property of our name but of another type is somebody else's. Throws ConnectorError.
 */
export async function clearFlags(client: HubspotClient, recordIds: string[]): Promise<FlagResult[]> {
  const ids = [...new Set(recordIds)];
  const { results } = await client.contactProperties();
  const ours = FLAG_PROPERTIES.filter(({ name, type }) =>
    results.some((found) => found.name === name && isOfType(found, type)),
  );
  const empty = Object.fromEntries(ours.map(({ name }) => [name, '']));
  const rows = ours.length === 0 ? [] : ids.map((id) => ({ id, properties: empty }));
  const problems = await writeRows(client, rows);
  return ids.map((recordId) => {
    const problem = problems.get(recordId) ?? null;
    return { recordId, problem: problem?.code === 'not_found' ? null : problem };
  });
}

type RowProblems = Map<string, Problem>;

async function writeRows(client: HubspotClient, rows: Flagging[]): Promise<RowProblems> {
  if (rows.length === 0) return new Map();
  try {
    return rowProblems(rows, await client.updateContacts(rows));
  } catch (error) {
    if (!(error instanceof ConnectorError) || !isAboutRows(error)) throw error;
    const [only] = rows;
    if (only && rows.length === 1) return new Map([[only.id, error.problem]]);
    const middle = Math.ceil(rows.length / 2);
    const first = await writeRows(client, rows.slice(0, middle));
    return new Map([...first, ...(await writeRows(client, rows.slice(middle)))]);
  }
}

/** Everything else concerns all rows alike: halving would only ask the same a hundred times. */
function isAboutRows({ problem }: ConnectorError): boolean {
  const codes: ProblemCode[] = ['record_rejected', 'not_found', 'key_conflict'];
  return codes.includes(problem.code);
}

/** Rows named in an error failed; the others did not if HubSpot lists as many results. */
function rowProblems(rows: Flagging[], { results, errors }: BatchOutcome): RowProblems {
  const problems: RowProblems = new Map();
  for (const error of errors) {
    const named = new Set(Object.values(error.context).flat());
    for (const { id } of rows) if (named.has(id)) problems.set(id, rowProblem(error));
  }
  // A merged contact answers under its new id, so the count decides and not the ids alone.
  const unnamed = rows.filter(({ id }) => !problems.has(id));
  if (results.length >= unnamed.length) return problems;
  const written = new Set(results.map(({ id }) => id));
  for (const { id } of unnamed) if (!written.has(id)) problems.set(id, rowProblem(errors[0]));
  return problems;
}

function rowProblem(error: RowError | undefined): Problem {
  const said = error?.message.slice(0, 500) || 'HubSpot did not say whether this record was written.';
  if (error?.category === 'OBJECT_NOT_FOUND') {
    return { code: 'not_found', message: said, remedy: 'The contact is no longer in HubSpot.' };
  }
  const remedy =
    'Correct the record, or the rule in HubSpot that rejects it; it is written again with the next change.';
  return { code: 'record_rejected', message: said, remedy };
}
