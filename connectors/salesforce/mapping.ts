import type { CrmCompany, CrmContact, CrmDeal, CrmOwner, CrmValueProblem } from '#core/crm/crm.ts';
import { parseAmount, parseNumber } from '#connectors/shared/number.ts';
import { caseSignals, eventSignals } from './activities.ts';
import { idOf, isTrue, related, text, textOrNull, timeOf, type WireRow } from './fields.ts';
import type { ObjectName, PersonObject, Schema } from './schema.ts';
import { readSignals, SIGNAL_FIELDS } from './signals.ts';

/** What mapping needs to know beyond the row. */
export interface MappingContext {
  orgId: string;
  /** Host of Salesforce's interface, with or without a scheme. */
  uiHost: string;
  schema: Schema;
  now: () => number;
}

export interface MappedContact {
  contact: CrmContact;
  problems: CrmValueProblem[];
}

/** A contact or a lead with all its signals. A person account has no company: it is its own account. */
export function mapPerson(context: MappingContext, object: PersonObject, row: WireRow): MappedContact {
  const { orgId, schema, now } = context;
  const nameOf = (wanted: string) => usableField(schema, object, wanted);
  const { signals, problems } = readSignals({ orgId, nameOf }, row);
  const owner = text(row, 'OwnerId');
  const contact: CrmContact = {
    id: idOf(row),
    email: textOrNull(row, 'Email'),
    name: `${text(row, 'FirstName')} ${text(row, 'LastName')}`.trim(),
    title: textOrNull(row, 'Title'),
    optedOut: isTrue(row, 'HasOptedOutOfEmail'),
    emailBounced: text(row, 'EmailBouncedDate') !== '',
    companyId: isTrue(row, 'IsPersonAccount') ? null : textOrNull(row, 'AccountId'),
    // Leads may wait in a queue, which is nobody.
    ownerId: owner.startsWith('005') ? owner : null,
    url: recordUrl(context, object, idOf(row)),
    createdAt: timeOf(row, 'CreatedDate'),
    modifiedAt: timeOf(row, 'SystemModstamp') ?? 0,
    signals: [
      ...signals,
      ...eventSignals(orgId, related(row, 'CampaignMembers'), now()),
      ...caseSignals(orgId, related(row, 'Cases')),
    ],
  };
  return { contact, problems };
}

/** What a mapped field is called in this org; null where it is not seen or of another type than the mapping needs. */
function usableField(schema: Schema, object: PersonObject, wanted: string): string | null {
  const field = schema.field(object, wanted);
  return field !== null && SIGNAL_FIELDS.get(wanted)?.includes(field.type) === true ? field.name : null;
}

/** An account as a company; its name falls back to its domain. */
export function mapAccount(context: MappingContext, row: WireRow): CrmCompany {
  const domain = domainOf(text(row, 'Website'));
  return {
    id: idOf(row),
    name: textOrNull(row, 'Name') ?? domain ?? `Account ${idOf(row)}`,
    domain,
    industry: textOrNull(row, 'Industry'),
    url: recordUrl(context, 'Account', idOf(row)),
    modifiedAt: timeOf(row, 'SystemModstamp') ?? 0,
  };
}

/** An opportunity with the contacts that have a role in it. `orgCurrency` is for orgs that know only one. */
export function mapOpportunity(context: MappingContext, row: WireRow, orgCurrency: string | null): CrmDeal {
  const currency = textOrNull(row, 'CurrencyIsoCode') ?? orgCurrency;
  const roles = related(row, 'OpportunityContactRoles').map((role) => text(role, 'ContactId'));
  return {
    id: idOf(row),
    name: textOrNull(row, 'Name') ?? `Opportunity ${idOf(row)}`,
    stage: text(row, 'StageName'),
    outcome: outcomeOf(row),
    amount: amountOf(text(row, 'Amount'), currency),
    currency,
    closedAt: timeOf(row, 'CloseDate'),
    companyId: textOrNull(row, 'AccountId'),
    contactIds: [...new Set(roles.filter((id) => id !== ''))],
    url: recordUrl(context, 'Opportunity', idOf(row)),
    modifiedAt: timeOf(row, 'SystemModstamp') ?? 0,
  };
}

/** A Salesforce user, who may own records. */
export function mapUser(row: WireRow): CrmOwner {
  const email = textOrNull(row, 'Email');
  return {
    id: idOf(row),
    userId: idOf(row),
    // Where the field is hidden nobody is taken to have left.
    active: text(row, 'IsActive') !== 'false',
    email,
    name: textOrNull(row, 'Name') ?? email ?? `User ${idOf(row)}`,
  };
}

/** A record's page: `https://{uiHost}/lightning/r/{object}/{id}/view`. */
function recordUrl({ uiHost }: MappingContext, object: ObjectName, id: string): string {
  const origin = /^https?:\/\//.test(uiHost) ? uiHost.replace(/\/+$/, '') : `https://${uiHost}`;
  return `${origin}/lightning/r/${object}/${id}/view`;
}

/** Stage names are the org's own; what they mean is in Salesforce's two checkboxes. */
function outcomeOf(row: WireRow): CrmDeal['outcome'] {
  if (isTrue(row, 'IsWon')) return 'won';
  return isTrue(row, 'IsClosed') ? 'lost' : 'open';
}

/** Large amounts come as `1.5E7`. */
function amountOf(raw: string, currency: string | null): number | null {
  const value = parseNumber(raw);
  return value === null ? null : parseAmount(/e/i.test(raw) ? String(value) : raw, currency);
}

/** The host of a website as people type it, without `www.`; null where it is none. */
function domainOf(website: string): string | null {
  const url = website === '' ? '' : /^https?:\/\//i.test(website) ? website : `https://${website}`;
  if (!URL.canParse(url)) return null;
  const host = new URL(url).hostname.replace(/^www\./, '');
  return host.includes('.') ? host : null;
}
