import { FLAG_STATUSES, type AdvocateFlag, type CarriedFlag } from '#core/crm/flag.ts';
import { parseNumber } from '#connectors/shared/number.ts';
import { text, timeOf, type WireRow } from './fields.ts';
import { objectOf } from './schema.ts';

/** The object our package brings: one row a person, found by the id of their contact or lead. */
export const PROFILE = 'Advocacy_Profile__c';
/** Where the package was installed under a namespace, all its names begin with this. */
export const NAMESPACES = ['', 'groundswell__'] as const;
export const RECORD_KEY = 'Record_Key__c';

/** Its fields with the types each may have. Confidence is a percentage there, 0 to 100; days are whole days in UTC. */
export const FLAG_FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  [RECORD_KEY, ['string']],
  ['Contact__c', ['reference']],
  ['Lead__c', ['reference']],
  ['Status__c', ['picklist', 'string']],
  ['Propensity__c', ['double']],
  ['Confidence__c', ['percent']],
  ['Reason__c', ['string']],
  ['Next_Ask__c', ['date']],
  ['Last_Act__c', ['date']],
  ['Written_At__c', ['datetime']],
]);

/** What else the package brings, as Setup calls it. */
const BESIDE = [
  'Object Groundswell_Settings__c',
  'Field Groundswell_Settings__c.Signing_Secret__c',
  'Permission set Groundswell_Integration',
  'Permission set Groundswell_Rep',
  'Permission set Groundswell_Admin',
  'Custom permission Groundswell_Setup',
  'Named credential Groundswell',
  'External credential Groundswell',
  'Tab Advocacy_Profile__c',
  'Tab Groundswell_Setup',
];

const REASON_LENGTH = 255;

/** Everything of ours in an org, by Salesforce's names. */
export function ownedNames(): string[] {
  return [
    `Object ${PROFILE}`,
    ...[...FLAG_FIELDS.keys()].map((name) => `Field ${PROFILE}.${name}`),
    ...BESIDE,
  ];
}

/** A flag as a row of our object, `namespace` before each name. */
export function flagRow(
  namespace: string,
  recordId: string,
  flag: AdvocateFlag,
  now: number,
): Record<string, unknown> {
  const isLead = objectOf(recordId) === 'Lead';
  const values = {
    [RECORD_KEY]: recordId,
    [isLead ? 'Lead__c' : 'Contact__c']: recordId,
    Status__c: flag.status,
    Propensity__c: flag.propensity,
    Confidence__c: Math.round(flag.confidence * 100),
    Reason__c: flag.reason.slice(0, REASON_LENGTH).replace(/[\uD800-\uDBFF]$/, ''),
    Next_Ask__c: dayOf(flag.nextAskAt),
    Last_Act__c: dayOf(flag.lastActAt),
    Written_At__c: new Date(now).toISOString(),
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [namespace + name, value]));
}

/** A row of our object that says nothing of anybody any more, nor points to them. */
export function emptyRow(namespace: string, recordId: string): Record<string, unknown> {
  const values = [...FLAG_FIELDS.keys()].map((name) => [namespace + name, null]);
  return { ...Object.fromEntries(values), [namespace + RECORD_KEY]: recordId };
}

/** The flag a row of our object carries, its days at midnight UTC; null where there is none we could have written. */
export function carriedFlag(namespace: string, row: WireRow): CarriedFlag | null {
  const said = text(row, `${namespace}Status__c`);
  const status = FLAG_STATUSES.find((one) => one === said);
  const number = text(row, `${namespace}Propensity__c`);
  const propensity = parseNumber(number);
  const confidence = parseNumber(text(row, `${namespace}Confidence__c`));
  if (status === undefined || (propensity === null && number !== '') || confidence === null) return null;
  return {
    status,
    propensity,
    confidence: confidence / 100,
    reason: text(row, `${namespace}Reason__c`),
    nextAskAt: timeOf(row, `${namespace}Next_Ask__c`),
    lastActAt: timeOf(row, `${namespace}Last_Act__c`),
    updatedAt: timeOf(row, `${namespace}Written_At__c`),
  };
}

function dayOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().slice(0, 10);
}
