/** The CRM objects this portal holds, by the name in HubSpot's paths. */
export const OBJECT_TYPES = ['contacts', 'companies', 'deals'] as const;
export type ObjectType = (typeof OBJECT_TYPES)[number];

/** HubSpot's numeric names of the same, as in record links and generic webhooks. */
export const OBJECT_TYPE_IDS: Record<ObjectType, string> = {
  contacts: '0-1',
  companies: '0-2',
  deals: '0-3',
};

/** The singular, as in webhook types and association types. */
export const SINGULAR: Record<ObjectType, string> = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
};

/** The property holding the time of the last change; contacts are the exception. */
export const MODIFIED: Record<ObjectType, string> = {
  contacts: 'lastmodifieddate',
  companies: 'hs_lastmodifieddate',
  deals: 'hs_lastmodifieddate',
};

/** What a caller gets who names no properties. */
export const DEFAULT_PROPERTIES: Record<ObjectType, readonly string[]> = {
  contacts: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
  companies: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
  deals: [
    'amount',
    'closedate',
    'createdate',
    'dealname',
    'dealstage',
    'hs_lastmodifieddate',
    'hs_object_id',
    'pipeline',
  ],
};

/** Reads `contacts`, `contact`, `0-1` and the like; null for anything else. */
export function parseObjectType(name: string): ObjectType | null {
  return (
    OBJECT_TYPES.find((type) => name === type || name === SINGULAR[type] || name === OBJECT_TYPE_IDS[type]) ??
    null
  );
}

/** Property values, strings as on the wire. */
export type Properties = Record<string, string>;

/** One record. Times are epoch milliseconds. */
export interface CrmRecord {
  id: number;
  properties: Properties;
  createdAt: number;
  modifiedAt: number;
  archivedAt: number | null;
}

/** A record before the portal gave it an id. */
export interface SeedRecord {
  properties: Properties;
  createdAt: number;
  modifiedAt: number;
}

/** Records made on demand: `at` may be called often and must give the same answer each time. */
export interface RecordSource {
  count: number;
  at(index: number): SeedRecord;
  /** The `modifiedAt` of `at(index)`, cheap enough to ask of every record. */
  modifiedAt(index: number): number;
}

/** A source over records already in memory. */
export function recordsFrom(records: SeedRecord[]): RecordSource {
  const at = (index: number): SeedRecord => {
    const record = records[index];
    if (!record) throw new RangeError(`there is no record ${index}`);
    return record;
  };
  return {
    count: records.length,
    at,
    modifiedAt: (index) => at(index).modifiedAt,
  };
}
