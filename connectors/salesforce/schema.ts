import type { RecordKind } from '#core/crm/crm.ts';
import type { SalesforceClient } from './client.ts';
import { SIGNAL_FIELDS } from './signals.ts';

const RECORD = ['Id', 'IsDeleted', 'CreatedDate', 'SystemModstamp'];
const PERSON = [
  ...RECORD,
  'FirstName',
  'LastName',
  'Email',
  'EmailBouncedDate',
  'HasOptedOutOfEmail',
  'Title',
];

/** What we read of each object. */
const WANTED = {
  Contact: [...PERSON, 'MasterRecordId', 'OwnerId', 'AccountId', 'IsPersonAccount'],
  Lead: [...PERSON, 'MasterRecordId', 'OwnerId', 'IsConverted', 'ConvertedContactId'],
  Account: [...RECORD, 'Name', 'Website', 'Industry', 'IsPersonAccount'],
  Opportunity: [
    ...RECORD,
    'Name',
    'StageName',
    'IsClosed',
    'IsWon',
    'Amount',
    'CurrencyIsoCode',
    'CloseDate',
    'AccountId',
  ],
  OpportunityContactRole: ['Id', 'IsDeleted', 'SystemModstamp', 'OpportunityId', 'ContactId'],
  Campaign: ['Id', 'Type', 'StartDate'],
  CampaignMember: [...RECORD, 'CampaignId', 'ContactId', 'LeadId', 'HasResponded', 'FirstRespondedDate'],
  Case: [...RECORD, 'ContactId', 'IsEscalated', 'IsClosed', 'ClosedDate', 'Type', 'Reason'],
  User: ['Id', 'SystemModstamp', 'Name', 'Email', 'IsActive', 'UserType'],
} as const satisfies Record<string, readonly string[]>;

export type ObjectName = keyof typeof WANTED;
export const OBJECT_NAMES = Object.keys(WANTED).filter(isObjectName);

function isObjectName(name: string): name is ObjectName {
  return Object.hasOwn(WANTED, name);
}

/** Fields that only some editions have: where they are not seen, nothing is hidden. */
const OF_SOME_EDITIONS: readonly string[] = ['IsPersonAccount', 'CurrencyIsoCode'];

/** The objects that hold people. */
export const PEOPLE = ['Contact', 'Lead'] as const;
export type PersonObject = (typeof PEOPLE)[number];

/** The objects records of each kind are in. */
export const OBJECTS_OF: Record<RecordKind, readonly ObjectName[]> = {
  contact: PEOPLE,
  company: ['Account'],
  deal: ['Opportunity'],
};

const PREFIXES: Readonly<Record<string, ObjectName>> = {
  '003': 'Contact',
  '00Q': 'Lead',
  '001': 'Account',
  '006': 'Opportunity',
};

/** The object a record is in, which the first three characters of its id tell; null for one we do not read. */
export function objectOf(id: string): ObjectName | null {
  const prefix = id.slice(0, 3);
  return Object.hasOwn(PREFIXES, prefix) ? (PREFIXES[prefix] ?? null) : null;
}

/** A field as it is called in this org, and its type. */
interface Field {
  name: string;
  type: string;
}

/** What the user we are connected as may see. Names of fields are found in any case, as Salesforce has it. */
export class Schema {
  readonly #objects: ReadonlyMap<ObjectName, ReadonlyMap<string, Field>>;

  constructor(objects: ReadonlyMap<ObjectName, readonly Field[]>) {
    this.#objects = new Map(
      [...objects].map(([object, fields]) => [
        object,
        new Map(fields.map(({ name, type }) => [name.toLowerCase(), { name, type }])),
      ]),
    );
  }

  /** The objects with their fields. */
  objects(): [ObjectName, Field[]][] {
    return [...this.#objects].map(([object, fields]) => [object, [...fields.values()]]);
  }

  has(object: ObjectName): boolean {
    return this.#objects.has(object);
  }

  field(object: ObjectName, name: string): Field | null {
    return this.#objects.get(object)?.get(name.toLowerCase()) ?? null;
  }

  /** The wanted fields of an object that may be asked for; for people also those their signals come from. */
  readable(object: ObjectName): string[] {
    return wantedOf(object).flatMap((name) => {
      const field = this.field(object, name);
      return field === null ? [] : [field.name];
    });
  }

  /** The wanted standard fields this user may not see, as `Object.Field`; the object alone where all of it is hidden. */
  hidden(): string[] {
    return OBJECT_NAMES.flatMap((object) => {
      if (!this.has(object)) return [object];
      const names = WANTED[object].filter(
        (name) => this.field(object, name) === null && !OF_SOME_EDITIONS.includes(name),
      );
      return names.map((name) => `${object}.${name}`);
    });
  }
}

function wantedOf(object: ObjectName): string[] {
  const isPerson = object === 'Contact' || object === 'Lead';
  return isPerson ? [...WANTED[object], ...SIGNAL_FIELDS.keys()] : [...WANTED[object]];
}

/** Asks what this user may see of everything we read. Throws ConnectorError. */
export async function describeSchema(client: SalesforceClient): Promise<Schema> {
  const described = await Promise.all(
    OBJECT_NAMES.map(async (object) => [object, await client.describe(object)] as const),
  );
  return new Schema(
    new Map(
      described.flatMap(([object, description]) => {
        if (description === null) return [];
        const read = new Set(wantedOf(object).map((name) => name.toLowerCase()));
        return [[object, description.fields.filter(({ name }) => read.has(name.toLowerCase()))] as const];
      }),
    ),
  );
}
