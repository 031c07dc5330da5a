import type { ObjectName } from '../schema/schema.ts';
import { STAGES } from '../schema/work.ts';
import { textOf, type Row, type Value } from './row.ts';

const RESPONSES = new Set(['Responded', 'Attended']);

/** The values Salesforce works out by itself from the others. */
export function withDerived(object: ObjectName, row: Row): Row {
  switch (object) {
    case 'User':
    case 'Contact':
    case 'Lead':
      return { ...row, Name: fullName(row) };
    case 'Account':
      return row['IsPersonAccount'] === true ? { ...row, Name: fullName(row) } : row;
    case 'Opportunity':
      return { ...row, ...standing(textOf(row, 'StageName')) };
    case 'CampaignMember':
      return { ...row, ...response(row) };
    case 'Case':
      return { ...row, ...closing(row) };
    case 'Organization':
    case 'OpportunityContactRole':
    case 'Campaign':
    case 'Advocacy_Profile__c':
      return row;
    default:
      return object satisfies never;
  }
}

function fullName(row: Row): string {
  return `${textOf(row, 'FirstName')} ${textOf(row, 'LastName')}`.trim();
}

function standing(stage: string): Record<string, Value> {
  const probability = STAGES[stage] ?? 0;
  const isWon = stage === 'Closed Won';
  return { Probability: probability, IsWon: isWon, IsClosed: isWon || stage === 'Closed Lost' };
}

function response(row: Row): Record<string, Value> {
  const hasResponded = RESPONSES.has(textOf(row, 'Status'));
  const first = row['FirstRespondedDate'] ?? textOf(row, 'SystemModstamp').slice(0, 10);
  return { HasResponded: hasResponded, FirstRespondedDate: hasResponded ? first : null };
}

function closing(row: Row): Record<string, Value> {
  const isClosed = row['Status'] === 'Closed';
  return {
    IsClosed: isClosed,
    ClosedDate: isClosed ? (row['ClosedDate'] ?? row['SystemModstamp'] ?? null) : null,
  };
}

/** What the twin of a person account's record is given when one of the two changes: the same values by its names. */
export function twinValues(
  object: ObjectName,
  changes: Readonly<Record<string, Value>>,
): Record<string, Value> {
  const entries = Object.entries(changes).flatMap(([name, value]): [string, Value][] => {
    const twin = object === 'Contact' ? TO_ACCOUNT.get(name) : TO_CONTACT.get(name);
    if (twin !== undefined) return [[twin, value]];
    if (object === 'Contact' && name.endsWith('__c')) return [[name.replace(/__c$/, '__pc'), value]];
    if (object === 'Account' && name.endsWith('__pc')) return [[name.replace(/__pc$/, '__c'), value]];
    return [];
  });
  return Object.fromEntries(entries);
}

const TO_ACCOUNT = new Map([
  ['FirstName', 'FirstName'],
  ['LastName', 'LastName'],
  ['Email', 'PersonEmail'],
  ['Title', 'PersonTitle'],
  ['HasOptedOutOfEmail', 'PersonHasOptedOutOfEmail'],
  ['EmailBouncedDate', 'PersonEmailBouncedDate'],
  ['OwnerId', 'OwnerId'],
]);
const TO_CONTACT = new Map([...TO_ACCOUNT].map(([contact, account]) => [account, contact]));
