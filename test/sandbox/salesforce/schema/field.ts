/** The describe types this org has. */
export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'url'
  | 'picklist'
  | 'reference'
  | 'boolean'
  | 'double'
  | 'percent'
  | 'currency'
  | 'int'
  | 'date'
  | 'datetime';

/** What an org must have switched on or installed for a field to exist. */
export type Feature = 'personAccounts' | 'multiCurrency' | 'package';

export interface Field {
  name: string;
  label: string;
  type: FieldType;
  length: number;
  nillable: boolean;
  /** Whether the API may set it. */
  writable: boolean;
  referenceTo: readonly string[];
  /** Leads to the referenced record in a query, for example `Account`. */
  relationshipName: string | null;
  picklist: readonly string[];
  restricted: boolean;
  externalId: boolean;
  /** Digits in front of and behind the point, for numbers. */
  digits: number;
  scale: number;
  needs: Feature | null;
}

export type More = Partial<Omit<Field, 'name' | 'type' | 'label'>>;

/** A field with everything not named at its plainest: writable, may be empty. */
export function field(type: FieldType, name: string, label: string, more: More = {}): Field {
  return {
    length: 0,
    nillable: true,
    writable: true,
    referenceTo: [],
    relationshipName: null,
    picklist: [],
    restricted: false,
    externalId: false,
    digits: 0,
    scale: 0,
    needs: null,
    ...more,
    name,
    label,
    type,
  };
}

export const text = (name: string, label: string, length = 255, more: More = {}): Field =>
  field('string', name, label, { length, ...more });
export const long = (name: string, label: string, more: More = {}): Field =>
  field('textarea', name, label, { length: 32_000, ...more });
export const email = (name: string, label: string, more: More = {}): Field =>
  field('email', name, label, { length: 80, ...more });
export const phone = (name: string, label: string, more: More = {}): Field =>
  field('phone', name, label, { length: 40, ...more });
export const url = (name: string, label: string): Field => field('url', name, label, { length: 255 });
export const flag = (name: string, label: string, more: More = {}): Field =>
  field('boolean', name, label, { nillable: false, ...more });
export const number = (name: string, label: string, digits: number, scale: number, more: More = {}): Field =>
  field('double', name, label, { digits, scale, ...more });
export const day = (name: string, label: string, more: More = {}): Field => field('date', name, label, more);
export const moment = (name: string, label: string, more: More = {}): Field =>
  field('datetime', name, label, more);
export const money = (name: string, label: string, more: More = {}): Field =>
  field('currency', name, label, { digits: 18, scale: 2, ...more });
export const choice = (name: string, label: string, picklist: readonly string[], more: More = {}): Field =>
  field('picklist', name, label, { length: 255, picklist, ...more });

/** A lookup: the relationship is the name without its `Id`, or with `__r` for a custom field. */
export function lookup(name: string, label: string, to: string, more: More = {}): Field {
  const relationshipName = name.endsWith('__c') ? name.replace(/__c$/, '__r') : name.replace(/Id$/, '');
  return field('reference', name, label, { length: 18, referenceTo: [to], relationshipName, ...more });
}

const RECORD_ID = field('id', 'Id', 'Record ID', { length: 18, nillable: false, writable: false });
const SET_BY_SYSTEM: More = { nillable: false, writable: false };

/** What every object carries; `recyclable` ones can be deleted and found in the recycle bin. */
export function systemFields(recyclable: boolean): Field[] {
  return [
    RECORD_ID,
    ...(recyclable ? [flag('IsDeleted', 'Deleted', { writable: false })] : []),
    moment('CreatedDate', 'Created Date', SET_BY_SYSTEM),
    lookup('CreatedById', 'Created By ID', 'User', SET_BY_SYSTEM),
    moment('LastModifiedDate', 'Last Modified Date', SET_BY_SYSTEM),
    lookup('LastModifiedById', 'Last Modified By ID', 'User', SET_BY_SYSTEM),
    moment('SystemModstamp', 'System Modstamp', SET_BY_SYSTEM),
  ];
}

/** The currency a record's amounts are in, where the org keeps several. */
export const CURRENCY = choice(
  'CurrencyIsoCode',
  'Currency ISO Code',
  'USD EUR GBP CAD CHF MXN BRL SEK DKK NOK PLN CZK TRY AED KWD ILS INR NPR CNY SGD JPY KRW VND THB AUD NZD NGN KES'.split(
    ' ',
  ),
  { length: 3, needs: 'multiCurrency', restricted: true },
);
