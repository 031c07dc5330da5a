import { describe, expect, test } from 'vitest';
import { testOrg, type TestOrg } from './org.ts';

const people = (org: TestOrg) => [...org.live('Contact').keys()];

describe('a person who became somebody else', () => {
  test('is found at the end of a chain of merges', async () => {
    const org = testOrg({ contacts: 4 });
    const [a = '', b = '', c = '', d = ''] = people(org);
    org.sandbox.admin.merge('Contact', b, a);
    org.sandbox.admin.merge('Contact', c, b);
    org.sandbox.admin.merge('Contact', d, c);
    const batch = await org.connect().read('contact', [a]);
    expect(batch.merges).toEqual([{ from: [a, b, c], into: d, why: 'merged' }]);
    expect(batch.contacts.map(({ id }) => id)).toEqual([d]);
    expect(batch.removals).toEqual([]);
  });

  test('is a removal where the chain ends in the recycle bin, or in nothing', async () => {
    const org = testOrg({ contacts: 4 });
    const [a = '', b = '', c = '', d = ''] = people(org);
    org.sandbox.admin.merge('Contact', b, a);
    org.sandbox.admin.remove('Contact', b);
    org.sandbox.admin.merge('Contact', d, c);
    org.sandbox.admin.hardDelete('Contact', d);
    const batch = await org.connect().read('contact', [a, c]);
    expect(batch.removals.map(({ id }) => id)).toEqual([a, c]);
    expect(batch.merges).toEqual([]);
  });

  test('a lead that was merged, then converted, is the contact it became, wherever that went', async () => {
    const org = testOrg({ contacts: 10, leads: true });
    const [first = '', second = ''] = org.live('Lead').keys();
    const [contact = '', into = ''] = people(org);
    org.sandbox.admin.merge('Lead', second, first);
    org.sandbox.admin.convertLead(second, { contactId: contact });
    org.sandbox.admin.merge('Contact', into, contact);
    const batch = await org.connect().read('contact', [first, second]);
    expect(batch.contacts.map(({ id }) => id)).toEqual([into]);
    expect(batch.removals).toEqual([]);
    expect(batch.merges).toEqual([
      { from: [first, second], into, why: 'converted' },
      { from: [contact], into, why: 'merged' },
    ]);
  });
});

test('an id that is none of Salesforce’s is a removal, and reaches no query', async () => {
  const org = testOrg({ contacts: 1 });
  const strange = [`' OR Id != '`, '003', '00QHs0000000001', ''];
  const { removals } = await org.connect().read('contact', strange);
  expect(removals.map(({ id }) => id)).toEqual(strange);
  expect(org.sandbox.calls.calls().filter(({ soql }) => soql !== null)).toEqual([]);
});

test('a person account is a person and no company', async () => {
  const org = testOrg({ contacts: 2, companies: 1 });
  const [account = ''] = org.live('Account').keys();
  const [contact = ''] = people(org);
  org.sandbox.admin.update('Contact', contact, { IsPersonAccount: true, AccountId: account });
  org.sandbox.admin.update('Account', account, { IsPersonAccount: true, PersonContactId: contact });
  const companies = await org.connect().read('company', [account]);
  expect([companies.companies, companies.removals.map(({ id }) => id)]).toEqual([[], [account]]);
  const { contacts } = await org.connect().read('contact', [contact]);
  expect(contacts.map(({ companyId }) => companyId)).toEqual([null]);
  expect(await org.connect().count()).toEqual({ ok: true, value: 2 });
});

test('gives a contact with all of its signals: fields, events and cases', async () => {
  const org = testOrg({ contacts: 2 });
  const [id = '', other = ''] = people(org);
  const { admin } = org.sandbox;
  const webinar = admin.create('Campaign', { Name: 'Web', Type: 'Webinar', StartDate: '2026-06-01' });
  const mailing = admin.create('Campaign', { Name: 'Mail', Type: 'Email', StartDate: '2026-06-01' });
  for (const CampaignId of [webinar, mailing])
    admin.create('CampaignMember', { CampaignId, ContactId: id, Status: 'Attended' });
  admin.create('CampaignMember', { CampaignId: webinar, ContactId: other, Status: 'Sent' });
  admin.create('Case', { ContactId: id, IsEscalated: true, Status: 'Closed' });
  const gone = admin.create('Case', { ContactId: id, Type: 'Complaint', Status: 'New' });
  admin.remove('Case', gone);
  admin.create('Case', { ContactId: other, Type: 'Problem', Status: 'New' });
  const { contacts } = await org.connect().read('contact', [id, other]);
  const types = Object.fromEntries(
    contacts.map((contact) => [contact.id, contact.signals.map(({ type }) => type)]),
  );
  expect(types).toEqual({ [id]: ['nps', 'event_attended', 'escalation', 'recovery'], [other]: [] });
  let read: unknown[] = [];
  for await (const { batch } of org.connect({ bulkAbove: 0 }).backfill(null))
    read = [...read, ...batch.contacts];
  expect(read).toEqual(contacts);
});
