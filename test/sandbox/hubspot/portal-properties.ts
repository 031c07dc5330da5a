import type { PropertyDefinition, PropertyRegistry, PropertyType } from './properties.ts';
import type { ObjectType } from './record.ts';

/** name, label, type; then the field type where it is not the type's usual one, or `read-only`. */
type Row = [name: string, label: string, type: PropertyType, field?: string];

const CONTACT: Row[] = [
  ['email', 'Email', 'string'],
  ['firstname', 'First name', 'string'],
  ['lastname', 'Last name', 'string'],
  ['jobtitle', 'Job title', 'string'],
  ['company', 'Company name', 'string'],
  ['phone', 'Phone number', 'string', 'phonenumber'],
  ['city', 'City', 'string'],
  ['country', 'Country/Region', 'string'],
  ['hs_timezone', 'Time zone', 'string'],
  ['hs_language', 'Preferred language', 'string'],
  ['lifecyclestage', 'Lifecycle stage', 'enumeration', 'radio'],
  ['hubspot_owner_id', 'Contact owner', 'string'],
  ['hs_email_optout', 'Unsubscribed from all email', 'bool'],
  ['hs_email_hard_bounce_reason_enum', 'Email hard bounce reason', 'enumeration', 'read-only'],
  ['hs_email_bad_address', 'Invalid email address', 'bool', 'read-only'],
  ['hs_additional_emails', 'Additional email addresses', 'string'],
  ['hs_merged_object_ids', 'Merged record IDs', 'string', 'read-only'],
  ['associatedcompanyid', 'Primary associated company ID', 'number'],
  ['createdate', 'Create date', 'datetime', 'read-only'],
  ['lastmodifieddate', 'Last modified date', 'datetime', 'read-only'],
  ['hs_object_id', 'Record ID', 'number', 'read-only'],
];

const CUSTOMER_VOICE: Row[] = [
  ['nps_score', 'NPS score', 'number'],
  ['nps_date', 'NPS answered on', 'date'],
  ['csat_score', 'CSAT score', 'number'],
  ['csat_date', 'CSAT answered on', 'date'],
  ['product_usage_score', 'Product usage score', 'number'],
  ['product_last_used', 'Product last used', 'date'],
  ['last_referral_date', 'Last referral', 'date'],
  ['last_review_date', 'Last review', 'date'],
  ['last_testimonial_date', 'Last testimonial', 'date'],
  ['last_reference_call_date', 'Last reference call', 'date'],
  ['last_case_study_date', 'Last case study', 'date'],
  ['last_speaking_date', 'Last speaking engagement', 'date'],
  ['last_event_date', 'Last event attended', 'date'],
  ['beta_joined_date', 'Joined a beta', 'date'],
  ['certification_date', 'Certified on', 'date'],
  ['last_community_answer_date', 'Last community answer', 'date'],
  ['nominated_date', 'Nominated by a colleague', 'date'],
  ['last_complaint_date', 'Last complaint', 'date'],
  ['open_escalation_date', 'Escalation opened', 'date'],
  ['churn_risk_date', 'Flagged as churn risk', 'date'],
];

const COMPANY: Row[] = [
  ['name', 'Company name', 'string'],
  ['domain', 'Company domain name', 'string'],
  ['industry', 'Industry', 'string'],
  ['city', 'City', 'string'],
  ['country', 'Country/Region', 'string'],
  ['phone', 'Phone number', 'string', 'phonenumber'],
  ['numberofemployees', 'Number of employees', 'number'],
  ['annualrevenue', 'Annual revenue', 'number'],
  ['lifecyclestage', 'Lifecycle stage', 'enumeration', 'radio'],
  ['hubspot_owner_id', 'Company owner', 'string'],
  ['hs_merged_object_ids', 'Merged record IDs', 'string', 'read-only'],
  ['createdate', 'Create date', 'datetime', 'read-only'],
  ['hs_lastmodifieddate', 'Last modified date', 'datetime', 'read-only'],
  ['hs_object_id', 'Record ID', 'number', 'read-only'],
];

const DEAL: Row[] = [
  ['dealname', 'Deal name', 'string'],
  ['amount', 'Amount', 'number'],
  ['deal_currency_code', 'Currency', 'string'],
  ['dealstage', 'Deal stage', 'enumeration', 'radio'],
  ['pipeline', 'Pipeline', 'string'],
  ['closedate', 'Close date', 'datetime'],
  ['hs_is_closed', 'Is closed', 'bool', 'read-only'],
  ['hs_is_closed_won', 'Is closed won', 'bool', 'read-only'],
  ['hubspot_owner_id', 'Deal owner', 'string'],
  ['hs_merged_object_ids', 'Merged record IDs', 'string', 'read-only'],
  ['createdate', 'Create date', 'datetime', 'read-only'],
  ['hs_lastmodifieddate', 'Last modified date', 'datetime', 'read-only'],
  ['hs_object_id', 'Record ID', 'number', 'read-only'],
];

const LIFECYCLE_STAGES = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
  'evangelist',
  'other',
];
const DEAL_STAGES = [
  'appointmentscheduled',
  'qualifiedtobuy',
  'presentationscheduled',
  'decisionmakerboughtin',
  'contractsent',
  'closedwon',
  'closedlost',
];
const OPTIONS: Record<string, string[]> = { lifecyclestage: LIFECYCLE_STAGES, dealstage: DEAL_STAGES };
const USUAL_FIELDS: Record<PropertyType, string> = {
  string: 'text',
  number: 'number',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  bool: 'booleancheckbox',
  phone_number: 'phonenumber',
  json: 'text',
};

/** The contact properties an app like ours names in its webhook subscriptions: all but what it writes itself. */
export const SUBSCRIBED_PROPERTIES = [...CONTACT, ...CUSTOMER_VOICE]
  .filter(([, , , field]) => field !== 'read-only')
  .map(([name]) => name)
  .concat('name', 'domain', 'industry', 'dealname', 'amount', 'deal_currency_code', 'dealstage', 'closedate');

/** Gives the registry HubSpot's own properties and this company's custom ones. */
export function defineProperties(registry: PropertyRegistry, now: number): void {
  addAll(
    registry,
    'contacts',
    { name: 'contactinformation', label: 'Contact information' },
    CONTACT,
    true,
    now,
  );
  addAll(
    registry,
    'contacts',
    { name: 'customer_voice', label: 'Customer voice' },
    CUSTOMER_VOICE,
    false,
    now,
  );
  addAll(
    registry,
    'companies',
    { name: 'companyinformation', label: 'Company information' },
    COMPANY,
    true,
    now,
  );
  addAll(registry, 'deals', { name: 'dealinformation', label: 'Deal information' }, DEAL, true, now);
}

function addAll(
  registry: PropertyRegistry,
  type: ObjectType,
  group: { name: string; label: string },
  rows: Row[],
  hubspotDefined: boolean,
  now: number,
): void {
  registry.addGroup(type, { ...group, displayOrder: registry.groups(type).length });
  for (const row of rows) registry.define(type, toDefinition(row, group.name, hubspotDefined, now));
}

function toDefinition(row: Row, groupName: string, hubspotDefined: boolean, now: number): PropertyDefinition {
  const [name, label, type, field] = row;
  const readOnly = field === 'read-only';
  return {
    name,
    label,
    type,
    groupName,
    hubspotDefined,
    readOnly,
    description: '',
    fieldType: field === undefined || readOnly ? USUAL_FIELDS[type] : field,
    options: (OPTIONS[name] ?? []).map((value, displayOrder) => ({
      value,
      label: value,
      displayOrder,
      hidden: false,
    })),
    hasUniqueValue: name === 'email',
    formField: !readOnly,
    createdAt: now,
  };
}
