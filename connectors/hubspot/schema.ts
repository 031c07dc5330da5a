import * as z from 'zod';

const associations = z.record(z.string(), z.object({ results: z.array(z.object({ id: z.string() })) }));

/** A CRM object as HubSpot sends it. What is in it is checked where it is used. */
export interface WireRecord {
  id: string;
  properties: Record<string, unknown>;
  /** ISO 8601. */
  createdAt?: unknown;
  updatedAt?: unknown;
  associations?: Record<string, { results: { id: string; type?: unknown }[]; paging?: unknown }>;
}

/** Checked by hand: a sync is made of these, and zod would copy each. */
const wireRecord = z.custom<WireRecord>((value) => {
  if (typeof value !== 'object' || value === null) return false;
  const { id, properties, associations: lists } = value as Partial<WireRecord>;
  if (typeof id !== 'string' || typeof properties !== 'object' || properties === null) return false;
  return lists === undefined || associations.safeParse(lists).success;
});

const paging = z.object({ next: z.object({ after: z.string() }).optional() }).optional();
export const listPage = z.object({ results: z.array(wireRecord), paging });
export const searchPage = z.object({ total: z.number(), results: z.array(wireRecord) });

const rowError = z.object({
  category: z.string().catch(''),
  message: z.string().catch(''),
  context: z.record(z.string(), z.array(z.string()).catch([])).catch({}),
});
export type RowError = z.infer<typeof rowError>;
export const batchOutcome = z.object({ results: z.array(wireRecord), errors: z.array(rowError).default([]) });
export type BatchOutcome = z.infer<typeof batchOutcome>;

const associationRow = z.object({
  from: z.object({ id: z.string() }),
  to: z.array(
    z.object({
      toObjectId: z.union([z.string(), z.number()]).transform(String),
      associationTypes: z.array(z.object({ typeId: z.number() })).catch([]),
    }),
  ),
});
export const associationRows = z.object({
  results: z.array(associationRow.transform(({ from, to }) => ({ from: from.id, to }))),
});

const userId = z.union([z.number(), z.string()]).transform(String);
export const ownerPage = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      email: z.string().nullish(),
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
      /** Null once they left; the other one stays. */
      userId: userId.nullish(),
      userIdIncludingInactive: userId.nullish(),
      archived: z.boolean().catch(false),
    }),
  ),
  paging,
});
export type WireOwner = z.infer<typeof ownerPage>['results'][number];

const propertyOption = z.object({
  value: z.string(),
  label: z.string().catch(''),
  description: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  displayOrder: z.number().catch(-1),
  hidden: z.boolean().catch(false),
});
export type PropertyOption = z.infer<typeof propertyOption>;

export const propertyDefinition = z.object({
  name: z.string(),
  type: z.string(),
  fieldType: z.string().catch(''),
  options: z.array(propertyOption).catch([]),
});
export type PropertyDefinition = z.infer<typeof propertyDefinition>;
export const propertyList = z.object({ results: z.array(propertyDefinition) });

export const propertyGroup = z.object({ name: z.string() });

export const accountDetails = z.object({
  portalId: z.union([z.number(), z.string()]).transform(String),
  uiDomain: z.string().catch('app.hubspot.com'),
  timeZone: z.string().nullable().catch(null),
  companyName: z.string().optional().catch(undefined),
});
