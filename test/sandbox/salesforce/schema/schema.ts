import { PREFIXES } from '../org/id.ts';
import type { Value } from '../org/row.ts';
import type { Feature, Field } from './field.ts';
import { ACCOUNT, CONTACT, LEAD, ORGANIZATION, USER } from './people.ts';
import {
  ADVOCACY_PROFILE,
  CAMPAIGN,
  CAMPAIGN_MEMBER,
  CASE,
  OPPORTUNITY,
  OPPORTUNITY_CONTACT_ROLE,
} from './work.ts';

export type ObjectName = keyof typeof PREFIXES;

const FIELDS: Record<ObjectName, Field[]> = {
  Organization: ORGANIZATION,
  User: USER,
  Account: ACCOUNT,
  Contact: CONTACT,
  Lead: LEAD,
  Opportunity: OPPORTUNITY,
  OpportunityContactRole: OPPORTUNITY_CONTACT_ROLE,
  Campaign: CAMPAIGN,
  CampaignMember: CAMPAIGN_MEMBER,
  Case: CASE,
  Advocacy_Profile__c: ADVOCACY_PROFILE,
};

/** Every object of the org. */
export const OBJECTS: readonly ObjectName[] = Object.keys(PREFIXES).filter(isObjectName);

const LABELS: Partial<Record<ObjectName, string>> = {
  OpportunityContactRole: 'Opportunity Contact Role',
  CampaignMember: 'Campaign Member',
  Advocacy_Profile__c: 'Advocacy Profile',
};

export function labelOf(object: ObjectName): string {
  return LABELS[object] ?? object;
}

/** The plural, as on a list. */
export function pluralOf(object: ObjectName): string {
  return labelOf(object).replace(/y$/, 'ie') + 's';
}

export function isObjectName(name: string): name is ObjectName {
  return Object.hasOwn(PREFIXES, name);
}

/** What the user of a connection may see of the org's objects and fields. */
export class Schema {
  /** `Contact.NPS_Score__c` hides a field, `Lead` a whole object. */
  readonly hidden = new Set<string>();
  readonly #has: (feature: Feature) => boolean;
  readonly #byName = new Map<ObjectName, Map<string, Field>>();
  readonly #replaced = new Map<string, Field>();

  constructor(has: (feature: Feature) => boolean) {
    this.#has = has;
    for (const object of OBJECTS)
      this.#byName.set(object, new Map(FIELDS[object].map((one) => [one.name.toLowerCase(), one])));
  }

  /** The object by a name in any case; null when there is none to be seen. */
  object(name: string): ObjectName | null {
    const found = OBJECTS.find((one) => one.toLowerCase() === name.toLowerCase());
    if (!found || this.hidden.has(found)) return null;
    return found === 'Advocacy_Profile__c' && !this.#has('package') ? null : found;
  }

  /** The field by a name in any case; null when there is none to be seen. */
  field(object: ObjectName, name: string): Field | null {
    const found = this.anyField(object, name);
    if (!found || this.hidden.has(`${object}.${found.name}`)) return null;
    return found.needs === null || this.#has(found.needs) ? found : null;
  }

  /** The same, hidden ones included. */
  anyField(object: ObjectName, name: string): Field | null {
    const found = this.#byName.get(object)?.get(name.toLowerCase()) ?? null;
    return (found && this.#replaced.get(`${object}.${found.name}`)) ?? found;
  }

  /** Every field to be seen, in the order an admin made them. */
  fields(object: ObjectName): Field[] {
    return FIELDS[object].flatMap((one) => this.field(object, one.name) ?? []);
  }

  /** Changes what a field is, as an admin may change a custom field's type. */
  replace(object: ObjectName, changed: Field): void {
    this.#replaced.set(`${object}.${changed.name}`, changed);
  }

  /** Everything as the org was set up. */
  reset(): void {
    this.hidden.clear();
    this.#replaced.clear();
  }
}

/** What a field holds where nothing was ever written. */
export function emptyValue(field: Field): Value {
  return field.type === 'boolean' ? false : null;
}
