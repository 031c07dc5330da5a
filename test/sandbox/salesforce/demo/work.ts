import { dealCompany, dealRecord } from '../../demo/deal.ts';
import { DAY_MS, type World } from '../../demo/world.ts';
import { between, pick, seeded } from '../../random.ts';
import type { Org } from '../org/org.ts';
import type { Value } from '../org/row.ts';

/** Who and what the demo's history is about, by id. */
export interface Cast {
  accounts: readonly string[];
  /** Contacts of each account, by the account's place. */
  members: ReadonlyMap<number, readonly string[]>;
  contacts: readonly string[];
  leads: readonly string[];
  owners: ReadonlyMap<string, string>;
}

const STAGES: Record<string, string> = {
  appointmentscheduled: 'Prospecting',
  qualifiedtobuy: 'Qualification',
  presentationscheduled: 'Needs Analysis',
  decisionmakerboughtin: 'Proposal/Price Quote',
  contractsent: 'Negotiation/Review',
  closedwon: 'Closed Won',
  closedlost: 'Closed Lost',
};
const ROLES = ['Decision Maker', 'Evaluator', 'Executive Sponsor', 'Business User'];
const CAMPAIGNS = [
  ['Spring user conference', 'Conference'],
  ['Reporting webinar', 'Webinar'],
  ['City user group', 'User Group'],
  ['Refer a friend', 'Referral Program'],
  ['Early access to dashboards', 'Beta'],
  ['Product news', 'Email'],
] as const;
const COMPLAINTS = [
  'Export stops halfway',
  'Invoice is wrong',
  'Sign-in fails on Mondays',
  'How do I share a report?',
];

/** Opportunities with the people in them: the world's deals as Salesforce keeps them. */
export function loadOpportunities(org: Org, world: World, cast: Cast): void {
  const count = Math.round(world.people * 0.3);
  for (let index = 0; index < count; index++) {
    const random = seeded(`${world.seed}:opportunity:${index}`);
    const company = dealCompany(world, index);
    const { properties: p, createdAt, modifiedAt } = dealRecord(world, index, count);
    const values: Record<string, Value> = {
      Name: (p['dealname'] ?? 'Opportunity').slice(0, 120),
      AccountId: cast.accounts[company] ?? null,
      StageName: STAGES[p['dealstage'] ?? ''] ?? 'Prospecting',
      CloseDate: (p['closedate'] ?? new Date(modifiedAt).toISOString()).slice(0, 10),
      CurrencyIsoCode: p['deal_currency_code'] ?? 'USD',
      OwnerId: cast.owners.get(p['hubspot_owner_id'] ?? '') ?? org.adminId,
    };
    if (p['amount']) values['Amount'] = Number(p['amount']);
    const id = org.load('Opportunity', values, createdAt, modifiedAt);
    const people = cast.members.get(company) ?? [];
    const chosen = new Set(
      Array.from({ length: between(random, 0, 3) }, () => people[Math.floor(random() * people.length)]),
    );
    for (const [place, contact] of [...chosen].entries()) {
      if (contact === undefined) continue;
      const role = {
        OpportunityId: id,
        ContactId: contact,
        Role: pick(random, ROLES),
        IsPrimary: place === 0,
      };
      org.load('OpportunityContactRole', role, createdAt, modifiedAt);
    }
  }
}

/** A handful of campaigns, and one person in eight in one of them. */
export function loadCampaigns(org: Org, world: World, cast: Cast): void {
  const campaigns = CAMPAIGNS.map(([name, type], index) => {
    const start = world.now - (index + 1) * 60 * DAY_MS;
    const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
    const values = {
      Name: name,
      Type: type,
      Status: 'Completed',
      StartDate: day(start),
      EndDate: day(start + DAY_MS),
    };
    return { id: org.load('Campaign', { ...values, IsActive: index === 0 }, start - 30 * DAY_MS), start };
  });
  const join = (person: string, field: 'ContactId' | 'LeadId', index: number): void => {
    const random = seeded(`${world.seed}:member:${field}:${index}`);
    if (random() > 0.125) return;
    const campaign = pick(random, campaigns);
    const status = pick(random, ['Sent', 'Registered', 'Responded', 'Attended', 'Attended']);
    const at = campaign.start + between(random, 1, 20) * DAY_MS;
    org.load(
      'CampaignMember',
      { CampaignId: campaign.id, [field]: person, Status: status },
      campaign.start,
      at,
    );
  };
  for (const [index, contact] of cast.contacts.entries()) join(contact, 'ContactId', index);
  for (const [index, lead] of cast.leads.entries()) join(lead, 'LeadId', index);
}

/** What customers complained of and asked: one case for every twelve people. */
export function loadCases(org: Org, world: World, cast: Cast): void {
  for (let index = 0; index < cast.contacts.length / 12; index++) {
    const random = seeded(`${world.seed}:case:${index}`);
    const contact = cast.contacts[Math.floor(random() * cast.contacts.length)];
    if (contact === undefined) return;
    const createdAt = Math.floor(world.now - DAY_MS - random() * 400 * DAY_MS);
    const status = pick(random, ['Closed', 'Closed', 'Closed', 'Working', 'New', 'Escalated']);
    const values = {
      ContactId: contact,
      AccountId: org.must('Contact', contact)['AccountId'] ?? null,
      Subject: pick(random, COMPLAINTS),
      Status: status,
      Priority: pick(random, ['High', 'Medium', 'Low']),
      Type: pick(random, ['Problem', 'Question']),
      Origin: 'Web',
      IsEscalated: status === 'Escalated',
    };
    org.load(
      'Case',
      values,
      createdAt,
      Math.min(world.now - 60_000, createdAt + between(random, 0, 9) * DAY_MS),
    );
  }
}
