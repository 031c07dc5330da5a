import { expect, test } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';
import { longId, parseId } from './org/id.ts';

const idIn = (org: OpenOrg, object: string, n: number): string => org.ids[object]?.[n] ?? '';
const all = async (org: OpenOrg, soql: string) => (await org.query(soql, 'queryAll')).body.records;
const ada = () =>
  openOrg({
    Account: [{ Name: 'Acme' }],
    Contact: [
      { FirstName: 'Ada', LastName: 'One', Email: 'ada@acme.example' },
      { FirstName: 'Ada', LastName: 'Two', Title: 'CTO' },
      { FirstName: 'Ada', LastName: 'Three' },
    ],
    Campaign: [{ Name: 'Day' }],
    Lead: [{ LastName: 'Lead', Company: 'Cedar', Email: 'l@cedar.example', NPS_Score__c: 9 }],
  });

test('ids carry three check characters, so that their case can be told', () => {
  expect(longId('001D000000IRFma')).toBe('001D000000IRFmaIAH');
  expect(parseId('001D000000IRFmaIAH')).toBe('001D000000IRFmaIAH');
  expect(parseId('001D000000IRFmaAAA')).toBeNull();
});

test('a deleted record is only in queryAll, and comes back with what hung on it', async () => {
  const org = ada();
  const id = idIn(org, 'Contact', 0);
  org.sandbox.admin.create('CampaignMember', { CampaignId: idIn(org, 'Campaign', 0), ContactId: id });
  org.clock.now += 5000;
  org.sandbox.admin.remove('Contact', id);
  expect((await org.query(`SELECT Id FROM Contact WHERE Id = '${id}'`)).body.totalSize).toBe(0);
  expect(await all(org, `SELECT IsDeleted, SystemModstamp FROM Contact WHERE Id = '${id}'`)).toMatchObject([
    { IsDeleted: true, SystemModstamp: '2026-11-01T12:00:05.000+0000' },
  ]);
  expect((await org.query('SELECT COUNT() FROM CampaignMember')).body.totalSize).toBe(0);
  org.sandbox.admin.undelete('Contact', id);
  expect((await org.query('SELECT COUNT() FROM CampaignMember')).body.totalSize).toBe(1);
});

test('a merge moves what hangs on the losers, who name their master, one step each', async () => {
  const org = ada();
  const [one, two, three] = [0, 1, 2].map((n) => idIn(org, 'Contact', n)) as [string, string, string];
  for (const contact of [one, two])
    org.sandbox.admin.create('CampaignMember', { CampaignId: idIn(org, 'Campaign', 0), ContactId: contact });
  org.sandbox.admin.merge('Contact', two, three);
  org.sandbox.admin.merge('Contact', one, two);
  const rows = await all(org, 'SELECT Title, IsDeleted, MasterRecordId FROM Contact ORDER BY Id');
  expect(rows).toMatchObject([
    { Title: 'CTO', IsDeleted: false, MasterRecordId: null },
    { IsDeleted: true, MasterRecordId: one },
    { IsDeleted: true, MasterRecordId: two },
  ]);
  expect((await org.query('SELECT ContactId FROM CampaignMember')).body.records).toMatchObject([
    { ContactId: one },
  ]);
});

test('a converted lead names what it became, and its history goes along', async () => {
  const org = ada();
  const lead = idIn(org, 'Lead', 0);
  org.sandbox.admin.create('CampaignMember', { CampaignId: idIn(org, 'Campaign', 0), LeadId: lead });
  const became = org.sandbox.admin.convertLead(lead, { opportunityName: 'Cedar - Pilot' });
  const [row] = (await org.query('SELECT IsConverted, ConvertedContactId, ConvertedOpportunityId FROM Lead'))
    .body.records;
  expect(row).toMatchObject({ IsConverted: true, ConvertedContactId: became.contactId });
  const contact = `SELECT Email, NPS_Score__c, Account.Name FROM Contact WHERE Id = '${became.contactId}'`;
  expect((await org.query(contact)).body.records).toMatchObject([
    { Email: 'l@cedar.example', NPS_Score__c: 9, Account: { Name: 'Cedar' } },
  ]);
  expect((await org.query('SELECT ContactId, LeadId FROM CampaignMember')).body.records).toMatchObject([
    { ContactId: became.contactId, LeadId: lead },
  ]);
  const roles = await org.query('SELECT OpportunityId FROM OpportunityContactRole');
  expect(roles.body.records).toMatchObject([{ OpportunityId: became.opportunityId }]);
});

test('a hard delete leaves only its word in getDeleted', async () => {
  const org = ada();
  const id = idIn(org, 'Contact', 0);
  org.sandbox.admin.hardDelete('Contact', id);
  expect(await all(org, `SELECT Id FROM Contact WHERE Id = '${id}'`)).toEqual([]);
  const range = 'start=2026-11-01T00:00:00Z&end=2026-11-02T00:00:00Z';
  const { body } = await org.call('GET', `/services/data/v67.0/sobjects/Contact/deleted?${range}`);
  expect(body.deletedRecords).toEqual([{ id, deletedDate: '2026-11-01T12:00:00.000+0000' }]);
});

test('a late commit is seen after its own stamp, and another write to the row waits for it', async () => {
  const org = ada();
  const id = idIn(org, 'Contact', 0);
  const row = async () =>
    (await org.query(`SELECT Title, SystemModstamp FROM Contact WHERE Id = '${id}'`)).body.records[0];
  org.sandbox.admin.lateCommit('Contact', id, { Title: 'CEO' }, 8000);
  org.clock.now += 7000;
  expect((await row()).Title).toBeNull();
  org.clock.now += 1000;
  expect(await row()).toMatchObject({ Title: 'CEO', SystemModstamp: '2026-11-01T12:00:00.000+0000' });
  org.sandbox.admin.lateCommit('Contact', id, { Title: 'CFO' }, 8000);
  org.sandbox.admin.update('Contact', id, { Phone: '1' });
  expect((await row()).Title).toBe('CFO');
});

test('with a commit lag a new record is seen later, stamped as of its making', async () => {
  const org = openOrg({}, { knobs: { commitLagMs: 3000 } });
  const id = org.sandbox.admin.create('Lead', { LastName: 'L', Company: 'C' });
  const soql = `SELECT SystemModstamp FROM Lead WHERE Id = '${id}'`;
  expect((await org.query(soql)).body.totalSize).toBe(0);
  org.clock.now += 3000;
  expect((await org.query(soql)).body.records[0].SystemModstamp).toBe('2026-11-01T12:00:00.000+0000');
});

test('a person account and its contact change together', async () => {
  const org = openOrg();
  const { org: records, admin } = org.sandbox;
  const account = records.load('Account', { IsPersonAccount: true, LastName: 'Solo' }, org.clock.now);
  const contact = records.load(
    'Contact',
    { IsPersonAccount: true, LastName: 'Solo', AccountId: account },
    org.clock.now,
  );
  records.loadTwin(account, contact);
  admin.update('Contact', contact, { FirstName: 'Han', Email: 'han@solo.example', NPS_Score__c: 10 });
  expect(
    (await org.query('SELECT Name, PersonEmail, NPS_Score__pc, PersonContactId FROM Account')).body.records,
  ).toMatchObject([
    { Name: 'Han Solo', PersonEmail: 'han@solo.example', NPS_Score__pc: 10, PersonContactId: contact },
  ]);
});
