import * as z from 'zod';
import { to18 } from './org-id.ts';

/** A record as it was sent: checking each of its fields is for whoever maps it. */
const record = z.custom<Record<string, unknown>>((value) => typeof value === 'object' && value !== null);

const page = { records: z.array(record), totalSize: z.number() };
const finished = z.object({ ...page, done: z.literal(true) });
const unfinished = z.object({
  ...page,
  done: z.literal(false),
  nextRecordsUrl: z.string().regex(/^\/services\/data\/v[\d.]+\/\w+\/[\w-]+$/),
});
export const queryAnswer = z.discriminatedUnion('done', [finished, unfinished]).transform((answer) => ({
  records: answer.records,
  total: answer.totalSize,
  next: answer.done ? null : answer.nextRecordsUrl,
}));

const fieldDescription = z.object({
  name: z.string(),
  label: z.string(),
  /** `string`, `picklist`, `multipicklist`, `reference`, `datetime`, `double`, and so on. */
  type: z.string(),
  length: z.number(),
  custom: z.boolean(),
  calculated: z.boolean(),
  nillable: z.boolean(),
  createable: z.boolean(),
  updateable: z.boolean(),
  filterable: z.boolean(),
  externalId: z.boolean(),
  referenceTo: z.array(z.string()).catch([]),
  relationshipName: z.string().nullable().catch(null),
  picklistValues: z.array(z.object({ value: z.string(), active: z.boolean() })).catch([]),
});

/** What this user may see of an object: a field hidden from them is absent, not marked. */
export const objectDescription = z.object({
  name: z.string(),
  label: z.string(),
  queryable: z.boolean(),
  createable: z.boolean(),
  updateable: z.boolean(),
  fields: z.array(fieldDescription),
});
export type ObjectDescription = z.infer<typeof objectDescription>;

const rowError = z.object({
  statusCode: z.string(),
  message: z.string(),
  fields: z.array(z.string()).catch([]),
});
const upsertRow = z.object({
  success: z.boolean(),
  id: z.string().nullable().default(null),
  errors: z.array(rowError),
});
/** The outcome of one row, which may have failed though the call did not. */
export type UpsertRow = z.infer<typeof upsertRow>;

/** One outcome for each of so many rows, in their order. */
export const upsertAnswer = (rows: number) => z.array(upsertRow).length(rows);

/** One record for each of so many ids, in their order; null where there is none. */
export const collectionAnswer = (ids: number) => z.array(record.nullable()).length(ids);

/** The one row of Organization. */
export const organizationAnswer = z
  .object({
    records: z.tuple([
      z.object({
        Id: z.string(),
        Name: z.string(),
        TimeZoneSidKey: z.string().nullable().catch(null),
        IsSandbox: z.boolean(),
      }),
    ]),
  })
  .transform(({ records: [{ Id, Name, TimeZoneSidKey, IsSandbox }] }, context) => {
    const id = to18(Id);
    if (id !== null) return { id, name: Name, timeZone: TimeZoneSidKey, isSandbox: IsSandbox };
    context.addIssue('the id of the organization is none');
    return z.NEVER;
  });

export const createdJob = z.object({ id: z.string().regex(/^\w+$/) });

export const jobStatus = z
  .object({
    state: z.string(),
    numberRecordsProcessed: z.number().catch(0),
    errorMessage: z.string().nullable().catch(null),
  })
  .transform((job) => ({
    state: job.state,
    processed: job.numberRecordsProcessed,
    problem: job.errorMessage,
  }));

export const limitsAnswer = z
  .object({ DailyApiRequests: z.object({ Max: z.number(), Remaining: z.number() }) })
  .transform(({ DailyApiRequests: { Max, Remaining } }) => ({ used: Max - Remaining, limit: Max }));

/** A page of results; Salesforce marks the last with the word `null`. */
export const resultsPage = z
  .object({ text: z.string(), headers: z.object({ 'sforce-locator': z.string() }) })
  .transform(({ text, headers: { 'sforce-locator': locator } }) => ({
    csv: text,
    locator: locator === 'null' ? null : locator,
  }));
