import { expect, test } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const HOSTILE = '<script>alert("hi")</script>';
const page = async (org: OpenOrg, path: string) => String((await org.call('GET', path)).body);
const open = () =>
  openOrg({
    Account: [{ Name: HOSTILE }],
    Contact: [{ FirstName: HOSTILE, LastName: 'One', Title: HOSTILE }, { LastName: 'Two' }],
    Opportunity: [{ Name: HOSTILE, StageName: 'Closed Won', CloseDate: '2026-01-01' }],
    Lead: [{ LastName: HOSTILE, Company: HOSTILE }],
  });

test('whatever is in the org is text on every page', async () => {
  const org = open();
  for (const object of ['Contact', 'Account', 'Opportunity', 'Lead']) {
    for (const path of [
      `/lightning/o/${object}/list`,
      `/lightning/o/${object}/list?q=${encodeURIComponent(HOSTILE)}`,
      `/lightning/r/${object}/${org.ids[object]?.[0]}/view`,
    ]) {
      const markup = await page(org, path);
      expect(markup).toContain('&lt;script&gt;alert(');
      expect(markup).not.toContain('<script>alert(');
    }
  }
});

test('a record has a place for the card, and what the app wrote beside it', async () => {
  const org = open();
  const id = org.ids['Contact']?.[1] ?? '';
  const view = `/lightning/r/Contact/${id}/view`;
  expect(await page(org, view)).toContain('has written nothing here');
  const record = {
    attributes: { type: 'Advocacy_Profile__c' },
    Record_Key__c: id,
    Contact__c: id,
    Status__c: 'champion',
  };
  await org.call('PATCH', '/services/data/v67.0/composite/sobjects/Advocacy_Profile__c/Record_Key__c', {
    records: [record],
  });
  const markup = await page(org, view);
  expect(markup).toContain(`data-record-id="${id}"`);
  expect(markup).toContain('data-object-api-name="Contact"');
  expect(markup).toContain('>champion<');
  const flagged = await page(org, '/lightning/o/Contact/list?view=flagged');
  expect(flagged).toContain('Two');
  expect(flagged).not.toContain('One');
});

test('buttons record an act, convert a lead, delete and undelete', async () => {
  const org = open();
  const press = async (object: string, deed: string, form = {}) => {
    const id = org.ids[object]?.[0];
    const answer = await org.post(`/lightning/r/${object}/${id}/${deed}`, form);
    expect(answer.status).toBe(303);
    return page(org, answer.headers.get('location') ?? '');
  };
  expect(await press('Contact', 'acts', { act: 'reference_call' })).toContain(
    'Recorded for today: reference call.',
  );
  expect(await press('Lead', 'convert')).toContain('The lead became a contact.');
  expect(await press('Contact', 'delete')).toContain('recycle bin');
  expect(await press('Contact', 'restore')).toContain('It was undeleted.');
});

test('the misbehave page turns knobs and lines up failures; an unknown record is not found', async () => {
  const org = open();
  const markup = await page(org, '/__sandbox');
  const dials = Object.fromEntries(
    [...markup.matchAll(/name="(\w+)" value="([\d.]+)"/g)].map((found) => [found[1], found[2]]),
  );
  await org.post('/__sandbox/dials', {
    ...dials,
    rowsLocked: '0.5',
    multiCurrency: 'false',
    personAccounts: 'true',
  });
  expect(org.sandbox.knobs).toMatchObject({ rowsLocked: 0.5, multiCurrency: false, personAccounts: true });
  await org.post('/__sandbox/failures', { do: 'add', kind: 'locked', times: '2', path: '/query' });
  expect(org.sandbox.knobs.faults).toMatchObject([{ kind: 'locked', times: 2, path: '/query' }]);
  expect((await org.call('GET', '/lightning/r/Contact/003000000000000AAA/view')).status).toBe(404);
});
