import { expect, test } from 'vitest';
import { Identities } from '#server/workspace/identity/identity.ts';
import { batch, contact } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { OTHER_CRM, read, twoCrms } from '#test/server/workspace/two-crms.ts';

const OTHER = {
  id: OTHER_CRM,
  vendor: 'salesforce',
  account: '1',
  name: 'Acme org',
  initial: false,
} as const;

function pairs({ store }: TestWorkspace): string[] {
  const { items } = value(new Identities(store).suggestions(50, null));
  return items.map(({ a, b, evidence }) => `${a.id} ${b.id} ${evidence.ground}`);
}

test('namesakes at one company are two people to one CRM, and may be one across two', () => {
  const company = twoCrms();
  read(company, CRM, contact('1', { name: 'Ada Byron' }), contact('2', { name: 'Ada Byron' }));
  expect(pairs(company)).toEqual([]);
  read(company, OTHER_CRM, contact('S1', { name: 'ADA BYRON', email: 'ada.b@acme.test' }));
  expect(pairs(company)).toEqual(['1 3 name_and_company', '2 3 name_and_company']);
});

test('who has a record in both CRMs is no namesake of anybody in either', () => {
  const company = twoCrms();
  const email = 'ada@acme.test';
  read(company, CRM, contact('1', { name: 'Ada Byron', email }));
  read(company, OTHER_CRM, contact('S1', { name: 'Ada Byron', email }));
  read(company, OTHER_CRM, contact('S2', { name: 'Ada Byron' }));
  read(company, CRM, contact('2', { name: 'Ada Byron', modifiedAt: NOW }));
  expect(pairs(company)).toEqual(['3 4 name_and_company']);
});

test('names read while there was one CRM are compared once there are two, whoever was renamed meanwhile', () => {
  const company = connectedWorkspace();
  company.connections.add(OTHER, 'admin');
  const pages = [contact('1', { name: 'Ada Byron' }), contact('2', { name: 'Zoë Öz' })];
  company.ingest.apply(CRM, batch({ contacts: pages }));
  company.connections.remove(OTHER_CRM, 'admin');
  company.ingest.apply(
    CRM,
    batch({
      contacts: [contact('1', { name: 'Ada Lovelace', modifiedAt: NOW }), contact('3', { name: 'Bo Li' })],
    }),
  );
  company.connections.add(OTHER, 'admin');
  const others = ['Ada Byron', 'Ada Lovelace', 'Zoe Oz', 'Bo Li'].map((name, n) =>
    contact(`S${n}`, { name }),
  );
  company.ingest.apply(OTHER_CRM, batch({ contacts: others }));
  expect(pairs(company)).toEqual(['1 5 name_and_company', '2 6 name_and_company', '3 7 name_and_company']);
});

test('an e-mail two records of the only CRM carry is suggested all the same', () => {
  const company = connectedWorkspace();
  const same = { email: 'ada@acme.test' };
  company.ingest.apply(CRM, batch({ contacts: [contact('1', same)] }));
  company.ingest.apply(CRM, batch({ contacts: [contact('2', same)] }));
  expect(pairs(company)).toEqual(['1 2 same_email']);
  company.ingest.apply(CRM, batch({ contacts: [contact('2', { modifiedAt: NOW })] }));
  expect(pairs(company)).toEqual([]);
});
