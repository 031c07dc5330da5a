import { expect, test } from 'vitest';
import type { CardViewer } from '#server/workspace/card/viewer.ts';
import { batch, contact, praise } from '#test/server/workspace/crm.ts';
import { CRM, NOW, value } from '#test/server/workspace/fixture.ts';
import { OTHER_CRM, read, twoCrms, type TwoCrms } from '#test/server/workspace/two-crms.ts';

const ADA = 'ada@acme.test';

function company(id: string, name = 'Acme') {
  return { id, name, domain: null, industry: null, url: `https://crm.test/company/${id}`, modifiedAt: NOW };
}

/** Contact ids and the status each is shown with on a company's card. */
function shownOn(workspace: TwoCrms, connection: string, id: string): string[] {
  const viewer: CardViewer = {
    connection,
    vendor: connection === CRM ? 'hubspot' : 'salesforce',
    account: '1',
    userId: '70',
    email: 'olu@acme.test',
  };
  const { subject } = value(workspace.card.show(viewer, { kind: 'company', id }));
  if (subject.kind !== 'people') throw new Error(`a card of ${subject.kind}`);
  return subject.people.map(({ contactId, status }) => `${contactId} ${status}`);
}

/** One human who is a contact of the same company in both CRMs; Salesforce was changed last. */
function bothCrms(): TwoCrms {
  const workspace = twoCrms();
  workspace.ingest.apply(CRM, batch({ companies: [company('5'), company('6')] }));
  workspace.ingest.apply(OTHER_CRM, batch({ companies: [company('A5', 'Acme Inc.')] }));
  read(
    workspace,
    CRM,
    contact('1', { email: ADA, companyId: '5', signals: praise('1'), modifiedAt: NOW - 9 }),
  );
  read(workspace, OTHER_CRM, contact('S1', { email: ADA, companyId: 'A5', modifiedAt: NOW - 5 }));
  return workspace;
}

test('a person in both CRMs is on the company of each, and is shown with the one changed last', () => {
  const workspace = bothCrms();
  expect(shownOn(workspace, CRM, '5')).toEqual(['1 advocate']);
  expect(shownOn(workspace, OTHER_CRM, 'A5')).toEqual(['S1 advocate']);
  expect(value(workspace.people.get('1')).company).toBe('Acme Inc.');
});

test('a company of the same id in the other CRM is another company', () => {
  const workspace = bothCrms();
  workspace.ingest.apply(OTHER_CRM, batch({ companies: [company('5')] }));
  expect(shownOn(workspace, OTHER_CRM, '5')).toEqual([]);
});

test('who changes company in one CRM moves there, and stays where they are in the other', () => {
  const workspace = bothCrms();
  read(workspace, CRM, contact('1', { email: ADA, companyId: '6', modifiedAt: NOW - 7 }));
  expect(shownOn(workspace, CRM, '5')).toEqual([]);
  expect(shownOn(workspace, CRM, '6')).toEqual(['1 advocate']);
  expect(shownOn(workspace, OTHER_CRM, 'A5')).toEqual(['S1 advocate']);
  expect(value(workspace.people.get('1')).company).toBe('Acme Inc.');
});

test('a merge in one CRM leaves the company of the record that lives', () => {
  const workspace = bothCrms();
  read(workspace, CRM, contact('2', { companyId: '6' }));
  workspace.ingest.apply(CRM, batch({ merges: [{ from: ['1'], into: '2', why: 'merged' }] }));
  expect(shownOn(workspace, CRM, '5')).toEqual([]);
  expect(shownOn(workspace, CRM, '6')).toEqual(['2 advocate']);
  expect(shownOn(workspace, OTHER_CRM, 'A5')).toEqual(['S1 advocate']);
});

test('a merge into a record not read yet keeps the company until it is', () => {
  const workspace = bothCrms();
  workspace.ingest.apply(CRM, batch({ merges: [{ from: ['1'], into: '9', why: 'merged' }] }));
  expect(shownOn(workspace, CRM, '5')).toEqual(['9 advocate']);
  read(workspace, CRM, contact('9', { email: ADA, companyId: '6' }));
  expect(shownOn(workspace, CRM, '5')).toEqual([]);
  expect(shownOn(workspace, CRM, '6')).toEqual(['9 advocate']);
});

test('who is erased is on neither, and who lies in one bin stays on the other', () => {
  const workspace = bothCrms();
  workspace.ingest.apply(CRM, batch({ removals: [{ kind: 'contact', id: '1', erased: false }] }));
  expect(shownOn(workspace, CRM, '5')).toEqual([]);
  expect(shownOn(workspace, OTHER_CRM, 'A5')).toEqual(['S1 advocate']);
  workspace.ingest.apply(OTHER_CRM, batch({ removals: [{ kind: 'contact', id: 'S1', erased: true }] }));
  expect(shownOn(workspace, OTHER_CRM, 'A5')).toEqual([]);
});
