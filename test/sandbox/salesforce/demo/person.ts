import { companyAt, slug, type Company } from '../../demo/company.ts';
import { cleanPerson, personRecord, spineAt } from '../../demo/person.ts';
import { titleOf } from '../../demo/titles.ts';
import { voiceOf } from '../../demo/voice.ts';
import type { World } from '../../demo/world.ts';
import type { Properties, SeedRecord } from '../../hubspot/record.ts';
import { seeded, type Random } from '../../random.ts';
import type { Value } from '../org/row.ts';
import { SIGNAL_NAMES } from '../schema/signal-fields.ts';

/** A person as Salesforce is told of them, before they have an account. */
export interface DemoPerson {
  values: Record<string, Value>;
  /** Index of their company in the world. */
  company: number;
  owner: string;
  createdAt: number;
  modifiedAt: number;
}

/** How much of what is known of a person both CRMs know. */
const SHARED_SIGNALS = 0.5;

/** Somebody HubSpot holds too, as the sales team keeps them: mostly the same, never quite. */
export function sharedPerson(world: World, index: number): DemoPerson {
  const random = seeded(`${world.seed}:salesforce:${index}`);
  const spine = spineAt(world, index);
  const record = personRecord(world, index);
  const values = toValues(record, (signal) => signal.endsWith('_score') || random() < SHARED_SIGNALS);
  pairScores(values);
  differ(random, values);
  return { values, company: spine.company, ...standing(record) };
}

/** Somebody only Salesforce holds; `index` counts from nought. */
export function ownPerson(world: World, index: number): DemoPerson {
  const random = seeded(`${world.seed}:salesforce-own:${index}`);
  const own = { ...world, seed: `${world.seed}:own` };
  const spine = spineAt(own, index % world.people);
  const company = companyAt(world, spine.company);
  const clean = cleanPerson(world, index, company, random);
  const span = { from: spine.createdAt, to: spine.modifiedAt };
  const voice = company.stage === 'customer' ? voiceOf(random, spine.standing, span) : {};
  const record = {
    properties: { ...clean, ...voice, email: ownAddress(clean, company, index) },
    createdAt: spine.createdAt,
    modifiedAt: spine.modifiedAt,
  };
  return { values: toValues(record, () => true), company: spine.company, ...standing(record) };
}

/** An address no record of HubSpot's has. */
function ownAddress(clean: Properties, company: Company, index: number): string {
  const name = (clean['email'] ?? '').split('@')[0] ?? '';
  return `${name || slug(clean['firstname'] ?? '')}.s${index}@${company.domain}`;
}

function standing(record: SeedRecord): { owner: string; createdAt: number; modifiedAt: number } {
  const { properties, createdAt, modifiedAt } = record;
  return { owner: properties['hubspot_owner_id'] ?? '', createdAt, modifiedAt };
}

function toValues(record: SeedRecord, isKnown: (signal: string) => boolean): Record<string, Value> {
  const { properties: p } = record;
  const values: Record<string, Value> = { LastName: p['lastname'] ?? p['firstname'] ?? 'Unknown' };
  const copy = (from: string, to: string, length: number): void => {
    const text = p[from]?.slice(0, length);
    if (text) values[to] = text;
  };
  copy('firstname', 'FirstName', 40);
  values['LastName'] = String(values['LastName']).slice(0, 80);
  copy('jobtitle', 'Title', 128);
  copy('email', 'Email', 80);
  copy('phone', 'Phone', 40);
  copy('city', 'MailingCity', 40);
  copy('country', 'MailingCountry', 80);
  for (const [property, field] of Object.entries(SIGNAL_NAMES)) {
    const value = p[property];
    if (value && isKnown(property)) values[field] = property.endsWith('_score') ? Number(value) : value;
  }
  return values;
}

/** A score without its day, or a day without its score, is nobody's answer. */
function pairScores(values: Record<string, Value>): void {
  for (const [score, day] of [
    ['NPS_Score__c', 'NPS_Date__c'],
    ['CSAT_Score__c', 'CSAT_Date__c'],
    ['Product_Usage_Score__c', 'Product_Last_Used__c'],
  ] as const) {
    if (values[score] === undefined || values[day] === undefined) {
      delete values[score];
      delete values[day];
    }
  }
}

/** Small differences between two systems kept by different people. */
function differ(random: Random, values: Record<string, Value>): void {
  const chance = random();
  const email = String(values['Email'] ?? '');
  if (chance < 0.08 && email) values['Email'] = email.toUpperCase();
  else if (chance < 0.14) values['Title'] = titleOf(random);
  else if (chance < 0.17 && email)
    values['Email'] =
      `${slug(String(values['FirstName'] ?? 'person')) || 'person'}.${Math.floor(random() * 1e6)}@mailbox.example`;
  if (random() < 0.03) values['HasOptedOutOfEmail'] = true;
  if (random() < 0.02 && values['Email']) {
    values['EmailBouncedReason'] = '550 5.1.1 no such user';
    values['EmailBouncedDate'] = '2026-05-04T08:00:00.000+0000';
  }
}
