import {
  choice,
  CURRENCY,
  day,
  field,
  flag,
  long,
  lookup,
  moment,
  money,
  number,
  systemFields,
  text,
  type Field,
} from './field.ts';

const READ_ONLY = { writable: false } as const;

/** The sales stages of this org with the chance of winning at each. */
export const STAGES: Record<string, number> = {
  Prospecting: 10,
  Qualification: 20,
  'Needs Analysis': 35,
  'Proposal/Price Quote': 60,
  'Negotiation/Review': 85,
  'Closed Won': 100,
  'Closed Lost': 0,
};

export const OPPORTUNITY: Field[] = [
  ...systemFields(true),
  lookup('AccountId', 'Account ID', 'Account'),
  text('Name', 'Name', 120, { nillable: false }),
  choice('StageName', 'Stage', Object.keys(STAGES), { nillable: false }),
  money('Amount', 'Amount'),
  number('Probability', 'Probability (%)', 3, 0),
  day('CloseDate', 'Close Date', { nillable: false }),
  choice('Type', 'Opportunity Type', ['New Customer', 'Existing Customer - Upgrade', 'Renewal']),
  flag('IsClosed', 'Closed', READ_ONLY),
  flag('IsWon', 'Won', READ_ONLY),
  lookup('CampaignId', 'Campaign ID', 'Campaign'),
  lookup('OwnerId', 'Owner ID', 'User', { nillable: false }),
  CURRENCY,
];

export const OPPORTUNITY_CONTACT_ROLE: Field[] = [
  ...systemFields(true),
  lookup('OpportunityId', 'Opportunity ID', 'Opportunity', { nillable: false }),
  lookup('ContactId', 'Contact ID', 'Contact', { nillable: false }),
  choice('Role', 'Role', ['Decision Maker', 'Evaluator', 'Executive Sponsor', 'Business User']),
  flag('IsPrimary', 'Primary'),
  CURRENCY,
];

export const CAMPAIGN: Field[] = [
  ...systemFields(true),
  text('Name', 'Name', 80, { nillable: false }),
  choice('Type', 'Type', [
    'Webinar',
    'Conference',
    'User Group',
    'Referral Program',
    'Beta',
    'Email',
    'Other',
  ]),
  choice('Status', 'Status', ['Planned', 'In Progress', 'Completed']),
  day('StartDate', 'Start Date'),
  day('EndDate', 'End Date'),
  flag('IsActive', 'Active'),
  lookup('OwnerId', 'Owner ID', 'User', { nillable: false }),
  CURRENCY,
];

export const CAMPAIGN_MEMBER: Field[] = [
  ...systemFields(true),
  lookup('CampaignId', 'Campaign ID', 'Campaign', { nillable: false }),
  lookup('ContactId', 'Contact ID', 'Contact'),
  lookup('LeadId', 'Lead ID', 'Lead'),
  choice('Status', 'Status', ['Sent', 'Registered', 'Responded', 'Attended']),
  flag('HasResponded', 'Responded', READ_ONLY),
  day('FirstRespondedDate', 'First Responded Date', READ_ONLY),
  CURRENCY,
];

export const CASE: Field[] = [
  ...systemFields(true),
  lookup('MasterRecordId', 'Master Record ID', 'Case', READ_ONLY),
  text('CaseNumber', 'Case Number', 30, { nillable: false, writable: false }),
  lookup('ContactId', 'Contact ID', 'Contact'),
  lookup('AccountId', 'Account ID', 'Account'),
  text('Subject', 'Subject'),
  long('Description', 'Description'),
  choice('Status', 'Status', ['New', 'Working', 'Escalated', 'Closed']),
  choice('Priority', 'Priority', ['High', 'Medium', 'Low']),
  choice('Type', 'Case Type', ['Problem', 'Question', 'Feature Request', 'Complaint']),
  choice('Reason', 'Case Reason', ['Installation', 'Performance', 'Breakdown', 'Complaint', 'Other']),
  choice('Origin', 'Case Origin', ['Phone', 'Email', 'Web']),
  flag('IsClosed', 'Closed', READ_ONLY),
  flag('IsEscalated', 'Escalated'),
  moment('ClosedDate', 'Closed Date', READ_ONLY),
  lookup('OwnerId', 'Owner ID', 'User', { nillable: false }),
  CURRENCY,
];

/** What our package brings: one row per person, found by our own key. */
export const ADVOCACY_PROFILE: Field[] = [
  ...systemFields(true),
  text('Name', 'Profile Number', 80, READ_ONLY),
  lookup('OwnerId', 'Owner ID', 'User', { nillable: false }),
  text('Record_Key__c', 'Record Key', 18, { nillable: false, externalId: true }),
  lookup('Contact__c', 'Contact', 'Contact'),
  lookup('Lead__c', 'Lead', 'Lead'),
  choice('Status__c', 'Status', ['none', 'candidate', 'advocate', 'champion', 'resting', 'do_not_ask'], {
    restricted: true,
  }),
  number('Propensity__c', 'Propensity', 3, 0),
  field('percent', 'Confidence__c', 'Confidence', { digits: 3, scale: 0 }),
  text('Reason__c', 'Reason'),
  day('Next_Ask__c', 'Next Ask'),
  day('Last_Act__c', 'Last Act'),
  moment('Written_At__c', 'Written At'),
  CURRENCY,
].map((one) => ({ ...one, needs: one.needs ?? ('package' as const) }));
