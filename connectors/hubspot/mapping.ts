import type {
  CrmCompany,
  CrmContact,
  CrmDeal,
  CrmMerge,
  CrmOwner,
  CrmValueProblem,
  RecordKind,
} from '#core/crm/crm.ts';
import { parseAmount } from '#connectors/shared/number.ts';
import { parseTime } from '#connectors/shared/time.ts';
import { text, textOrNull, timeOf } from './properties.ts';
import type { WireOwner, WireRecord } from './schema.ts';
import { readSignals, SIGNAL_PROPERTIES } from './signals.ts';

/** Where each kind keeps the time of its last change; contacts are the exception. */
export const MODIFIED: Record<RecordKind, string> = {
  contact: 'lastmodifieddate',
  company: 'hs_lastmodifieddate',
  deal: 'hs_lastmodifieddate',
};

const MERGED = 'hs_merged_object_ids';
/** Unsubscribed from all e-mail. */
const OPTED_OUT = 'hs_email_optout';
/** Why mail to the address came back for good. HubSpot's count of bounces (`hs_email_bounce`) has full mailboxes in it. */
const HARD_BOUNCE = 'hs_email_hard_bounce_reason_enum';
/** HubSpot itself found that nothing can be delivered there, often before anything was sent. */
const BAD_ADDRESS = 'hs_email_bad_address';
const CONTACT_FIELDS = [
  'firstname',
  'lastname',
  'email',
  'jobtitle',
  'associatedcompanyid',
  'hubspot_owner_id',
  OPTED_OUT,
  HARD_BOUNCE,
  BAD_ADDRESS,
  MODIFIED.contact,
  MERGED,
];

/** The properties asked for of each kind. */
export const PROPERTIES: Record<RecordKind, string[]> = {
  contact: [...CONTACT_FIELDS, ...SIGNAL_PROPERTIES.keys()],
  company: ['name', 'domain', 'industry', MODIFIED.company],
  deal: [
    'dealname',
    'dealstage',
    'amount',
    'deal_currency_code',
    'closedate',
    'hs_is_closed',
    'hs_is_closed_won',
    MODIFIED.deal,
  ],
};

const OBJECT_TYPE_IDS: Record<RecordKind, string> = { contact: '0-1', company: '0-2', deal: '0-3' };

/** What mapping needs to know beyond the record. */
export interface MappingContext {
  portalId: string;
  /** Host of HubSpot's interface, with or without a scheme. */
  uiHost: string;
  /** Mapped properties that are not what the mapping needs, so they are left out. */
  unusable: ReadonlySet<string>;
}

export interface MappedContact {
  contact: CrmContact;
  /** The contacts this one absorbed, where HubSpot tells of any. */
  merge: CrmMerge | null;
  problems: CrmValueProblem[];
}

/** A contact with its signals. Values that cannot be read become problems. */
export function mapContact(context: MappingContext, record: WireRecord): MappedContact {
  const { signals, problems } = readSignals(context.portalId, record, context.unusable);
  const from = text(record, MERGED)
    .split(';')
    .filter((id) => /^\d+$/.test(id) && id !== record.id);
  const contact: CrmContact = {
    id: record.id,
    email: textOrNull(record, 'email'),
    name: `${text(record, 'firstname')} ${text(record, 'lastname')}`.trim(),
    title: textOrNull(record, 'jobtitle'),
    optedOut: text(record, OPTED_OUT) === 'true',
    emailBounced: text(record, HARD_BOUNCE) !== '' || text(record, BAD_ADDRESS) === 'true',
    companyId: textOrNull(record, 'associatedcompanyid'),
    ownerId: textOrNull(record, 'hubspot_owner_id'),
    url: recordUrl(context, 'contact', record.id),
    createdAt: timeOf(record, 'createdAt'),
    modifiedAt: modifiedAt('contact', record),
    signals,
  };
  return { contact, merge: from.length > 0 ? { from, into: record.id, why: 'merged' } : null, problems };
}

/** A company; its name falls back to its domain. */
export function mapCompany(context: MappingContext, record: WireRecord): CrmCompany {
  const domain = textOrNull(record, 'domain');
  return {
    id: record.id,
    name: textOrNull(record, 'name') ?? domain ?? `Company ${record.id}`,
    domain,
    industry: textOrNull(record, 'industry'),
    url: recordUrl(context, 'company', record.id),
    modifiedAt: modifiedAt('company', record),
  };
}

/** A deal with the contacts and the company it is associated with. */
export function mapDeal(context: MappingContext, record: WireRecord): CrmDeal {
  const currency = textOrNull(record, 'deal_currency_code');
  return {
    id: record.id,
    name: textOrNull(record, 'dealname') ?? `Deal ${record.id}`,
    stage: text(record, 'dealstage'),
    outcome: outcomeOf(record),
    amount: parseAmount(text(record, 'amount'), currency),
    currency,
    closedAt: parseTime(text(record, 'closedate')),
    companyId: primaryCompany(record),
    contactIds: [...new Set(record.associations?.['contacts']?.results.map(({ id }) => id))],
    url: recordUrl(context, 'deal', record.id),
    modifiedAt: modifiedAt('deal', record),
  };
}

/** A HubSpot user who may own records; one who left keeps their ids. */
export function mapOwner(owner: WireOwner): CrmOwner {
  const name = `${owner.firstName ?? ''} ${owner.lastName ?? ''}`.trim();
  return {
    id: owner.id,
    userId: owner.userId ?? owner.userIdIncludingInactive ?? null,
    active: !owner.archived,
    email: owner.email || null,
    name: name || owner.email || `Owner ${owner.id}`,
  };
}

/** A record's page: `https://{uiHost}/contacts/{portal}/record/{type}/{id}`. */
function recordUrl({ uiHost, portalId }: MappingContext, kind: RecordKind, id: string): string {
  const origin = /^https?:\/\//.test(uiHost) ? uiHost.replace(/\/+$/, '') : `https://${uiHost}`;
  return `${origin}/contacts/${portalId}/record/${OBJECT_TYPE_IDS[kind]}/${id}`;
}

/** Stage names are the portal's own; HubSpot's calculated flags tell what they mean. */
function outcomeOf(record: WireRecord): CrmDeal['outcome'] {
  const stage = text(record, 'dealstage');
  if (text(record, 'hs_is_closed_won') === 'true' || stage === 'closedwon') return 'won';
  return text(record, 'hs_is_closed') === 'true' || stage === 'closedlost' ? 'lost' : 'open';
}

/** The primary company is listed under a second association type; any other comes after it. */
function primaryCompany(record: WireRecord): string | null {
  const companies = record.associations?.['companies']?.results ?? [];
  const seen = new Set<string>();
  const primary = companies.find(
    ({ id, type }) => String(type).includes('primary') || seen.has(id) || !seen.add(id),
  );
  return (primary ?? companies[0])?.id ?? null;
}

function modifiedAt(kind: RecordKind, record: WireRecord): number {
  return parseTime(text(record, MODIFIED[kind])) ?? timeOf(record, 'updatedAt') ?? 0;
}
