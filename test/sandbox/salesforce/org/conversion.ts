import { SIGNAL_FIELDS } from '../schema/signal-fields.ts';
import type { Org } from './org.ts';
import { idOf, textOf, toMoment, type Value } from './row.ts';

const KEPT = [
  'FirstName',
  'LastName',
  'Email',
  'Title',
  'Phone',
  'HasOptedOutOfEmail',
  'EmailBouncedReason',
  'EmailBouncedDate',
  'LeadSource',
  'OwnerId',
  'CurrencyIsoCode',
];

export interface Conversion {
  accountId: string;
  contactId: string;
  opportunityId: string | null;
}

/**
 * Turns a lead into a contact at an account (a new one unless `accountId` names one), and an opportunity where it is
 * given a name. The lead stays, marked; its campaign memberships belong to the contact too.
 */
export function convertLead(
  org: Org,
  leadId: string,
  into: { accountId?: string; contactId?: string; opportunityName?: string } = {},
): Conversion {
  org.pending.finish(leadId);
  const lead = org.must('Lead', leadId);
  const values: Record<string, Value> = {};
  for (const name of [...KEPT, ...SIGNAL_FIELDS.map((field) => field.name)]) {
    const value = lead[name];
    if (value !== undefined && value !== null) values[name] = value;
  }
  const owner = textOf(lead, 'OwnerId');
  const today = toMoment(org.now).slice(0, 10);
  const accountId =
    into.accountId ?? org.create('Account', { Name: textOf(lead, 'Company'), OwnerId: owner }, owner, 0);
  const contactId = into.contactId ?? org.create('Contact', { ...values, AccountId: accountId }, owner, 0);
  const opportunityId = into.opportunityName
    ? org.create(
        'Opportunity',
        {
          Name: into.opportunityName,
          AccountId: accountId,
          StageName: 'Prospecting',
          CloseDate: today,
          OwnerId: owner,
        },
        owner,
        0,
      )
    : null;
  if (opportunityId)
    org.create(
      'OpportunityContactRole',
      { OpportunityId: opportunityId, ContactId: contactId, IsPrimary: true },
      owner,
      0,
    );
  org.touch('updated', 'Lead', lead, {
    IsConverted: true,
    Status: 'Closed - Converted',
    ConvertedAccountId: accountId,
    ConvertedContactId: contactId,
    ConvertedOpportunityId: opportunityId,
    ConvertedDate: today,
  });
  for (const member of org.table('CampaignMember').having('LeadId', [leadId]))
    org.touch('updated', 'CampaignMember', org.must('CampaignMember', idOf(member)), {
      ContactId: contactId,
    });
  return { accountId, contactId, opportunityId };
}
