import { describe, expect, test } from 'vitest';
import { joinBatches, type CrmBatch } from '#core/crm/crm.ts';
import type { SyncCursor } from '#connectors/connector.ts';
import { testOrg, type Connecting, type OrgShape, type TestOrg } from '../org.ts';

const MINUTE = 60_000;

/** An org that has been read, half an hour ago. */
async function followed(shape: OrgShape) {
  const org = testOrg(shape);
  const state: { cursor: SyncCursor | null } = { cursor: null };
  for await (const step of org.connect().backfill(null)) state.cursor = step.cursor;
  const poll = async (how: Connecting = {}): Promise<CrmBatch> => {
    const batches: CrmBatch[] = [];
    for await (const step of org.connect(how).poll(state.cursor, org.clock.at)) {
      batches.push(step.batch);
      state.cursor = step.cursor;
    }
    return joinBatches(batches);
  };
  org.clock.at += 30 * MINUTE;
  await poll();
  org.sandbox.calls.clear();
  return { org, state, poll };
}

const queries = (org: TestOrg) => org.sandbox.calls.calls().filter(({ soql }) => soql !== null).length;
const idsOf = (list: { id: string }[]) => list.map(({ id }) => id);

describe('poll', () => {
  test('tells removals, merges and conversions without a sweep', async () => {
    const { org, poll } = await followed({ contacts: 20, companies: 2, deals: 2, leads: true });
    const [gone = '', loser = '', master = ''] = org.live('Contact').keys();
    const [lead = ''] = org.live('Lead').keys();
    const [company = ''] = org.live('Account').keys();
    const [deal = ''] = org.live('Opportunity').keys();
    org.sandbox.admin.remove('Contact', gone);
    org.sandbox.admin.merge('Contact', master, loser);
    const { contactId } = org.sandbox.admin.convertLead(lead);
    org.sandbox.admin.remove('Opportunity', deal);
    org.sandbox.admin.merge('Account', [...org.live('Account').keys()].at(-1) ?? '', company);
    const batch = await poll();
    expect(batch.merges).toEqual([
      { from: [loser], into: master, why: 'merged' },
      { from: [lead], into: contactId, why: 'converted' },
    ]);
    expect(idsOf(batch.contacts)).toContain(contactId);
    expect(batch.removals.map(({ kind, id }) => [kind, id])).toEqual([
      ['contact', gone],
      ['company', company],
      ['deal', deal],
    ]);
  });

  test('what became of a lead comes along where nothing else moved it', async () => {
    const { org, poll } = await followed({ contacts: 5, leads: true });
    const [lead = ''] = org.live('Lead').keys();
    const [contactId = ''] = org.live('Contact').keys();
    org.sandbox.admin.convertLead(lead, { contactId });
    const batch = await poll();
    expect(idsOf(batch.contacts)).toEqual([contactId]);
    expect(batch.merges).toEqual([{ from: [lead], into: contactId, why: 'converted' }]);
  });

  test('a change of what hangs on a record reads the record again', async () => {
    const { org, poll } = await followed({ contacts: 10, companies: 1, deals: 3, leads: true });
    const { admin } = org.sandbox;
    const [, visitor = '', angry = '', buyer = ''] = org.live('Contact').keys();
    const [lead = ''] = org.live('Lead').keys();
    const [deal = ''] = org.live('Opportunity').keys();
    const CampaignId = admin.create('Campaign', { Name: 'Web', Type: 'Webinar', StartDate: '2026-06-01' });
    admin.create('CampaignMember', { CampaignId, ContactId: visitor, Status: 'Attended' });
    admin.create('CampaignMember', { CampaignId, LeadId: lead, Status: 'Attended' });
    admin.create('Case', { ContactId: angry, IsEscalated: true, Status: 'Escalated' });
    admin.create('OpportunityContactRole', { OpportunityId: deal, ContactId: buyer });
    const batch = await poll();
    const told = batch.contacts.flatMap(({ id, signals }) => signals.map(({ type }) => [id, type]));
    expect(told).toContainEqual([visitor, 'event_attended']);
    expect(told).toContainEqual([lead, 'event_attended']);
    expect(told).toContainEqual([angry, 'escalation']);
    expect(batch.deals.map(({ id, contactIds }) => [id, contactIds.includes(buyer)])).toEqual([[deal, true]]);
  });

  test('a role taken away leaves the deal', async () => {
    const { org, poll } = await followed({ contacts: 1, deals: 1 });
    const [role = ''] = org.live('OpportunityContactRole').keys();
    org.sandbox.admin.remove('OpportunityContactRole', role);
    expect((await poll()).deals.map(({ contactIds }) => contactIds)).toEqual([[]]);
  });

  test('knows an owner who left', async () => {
    const { org, poll } = await followed({});
    const [id = ''] = org.live('User').keys();
    org.sandbox.admin.update('User', id, { IsActive: false });
    expect((await poll()).owners).toMatchObject([{ id, active: false }]);
  });

  test('finds what was committed minutes after the moment it bears', async () => {
    const { org, poll } = await followed({ contacts: 3 });
    const [id = ''] = org.live('Contact').keys();
    org.sandbox.admin.lateCommit('Contact', id, { LastName: 'Late' }, 9 * MINUTE);
    for (let minutes = 0; minutes < 8; minutes++) {
      org.clock.at += MINUTE;
      expect(idsOf((await poll()).contacts)).toEqual([]);
    }
    org.clock.at += 2 * MINUTE;
    expect((await poll()).contacts.map(({ name }) => name)).toEqual(['First0 Late']);
  });

  test('costs a query an object and a relation, in the overlap as in quiet', async () => {
    const { org, poll } = await followed({ contacts: 50, companies: 5, deals: 5, leads: true });
    await poll();
    const quiet = queries(org);
    expect(quiet).toBe(8);
    for (const id of org.live('Contact').keys()) org.sandbox.admin.update('Contact', id, { Title: 'Moved' });
    const [loser = '', master = ''] = org.live('Contact').keys();
    org.sandbox.admin.merge('Contact', master, loser);
    org.sandbox.admin.convertLead([...org.live('Lead').keys()][0] ?? '');
    for (let polls = 0; polls < 3; polls++) {
      org.clock.at += MINUTE;
      org.sandbox.calls.clear();
      await poll();
      expect(queries(org)).toBe(quiet);
    }
  });

  test('asks once after what hangs on contacts and leads, and again only for those it changed for', async () => {
    const { org, poll } = await followed({ contacts: 10, leads: true });
    const { admin } = org.sandbox;
    const CampaignId = admin.create('Campaign', { Name: 'Webinar' });
    const answered = { CampaignId, Status: 'Responded', FirstRespondedDate: '2026-10-30' };
    const cost = async () => {
      org.sandbox.calls.clear();
      const { contacts } = await poll();
      return [queries(org), idsOf(contacts)];
    };
    const [ContactId = ''] = org.live('Contact').keys();
    admin.create('CampaignMember', { ...answered, ContactId });
    expect(await cost()).toEqual([9, [ContactId]]);
    const [LeadId = ''] = org.live('Lead').keys();
    admin.create('CampaignMember', { ...answered, LeadId });
    expect(await cost()).toEqual([10, [ContactId, LeadId]]);
    org.clock.at += 30 * MINUTE;
    await poll();
    expect(await cost()).toEqual([8, []]);
  });

  test.each([-40, 40])('loses nothing while our clock is %i minutes off', async (minutes) => {
    const { org, state } = await followed({ contacts: 3 });
    const ours = { now: () => org.clock.at + minutes * MINUTE };
    const pollOurs = async () => {
      const names: string[] = [];
      for await (const step of org.connect(ours).poll(state.cursor, ours.now())) {
        names.push(...step.batch.contacts.map(({ name }) => name));
        state.cursor = step.cursor;
      }
      return names;
    };
    await pollOurs();
    for (const [id] of [...org.live('Contact')].slice(0, 2)) {
      org.sandbox.admin.update('Contact', id, { FirstName: null, LastName: 'Moved' });
      org.clock.at += 15 * MINUTE;
      expect(await pollOurs()).toContain('Moved');
    }
  });
});
