import { expect, test } from 'vitest';
import { openPortal, type OpenPortal } from './open-portal.ts';

const HOSTILE = '<script>alert("hi")</script>';
const record = (portal: OpenPortal, id: number, type = '0-1') =>
  `/contacts/${portal.sandbox.portal.id}/record/${type}/${id}`;
const list = (portal: OpenPortal, query = '') =>
  `/contacts/${portal.sandbox.portal.id}/objects/0-1/views/all/list${query}`;
const page = async (portal: OpenPortal, path: string) => String((await portal.call('GET', path)).body);

async function press(portal: OpenPortal, path: string, form: Record<string, string> = {}): Promise<string> {
  const request = new Request(`https://app.hubspot.com${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const answer = await portal.fetch(request);
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}

/** Adds our property the way the app does, and writes it. */
async function flag(portal: OpenPortal, id: number, status: string): Promise<void> {
  const path = '/crm/properties/2026-09/contacts';
  await portal.call('POST', `${path}/groups`, { name: 'groundswell', label: 'Groundswell' });
  const options = [{ label: 'Champion', value: 'champion' }];
  const definition = {
    name: 'groundswell_status',
    label: 'Advocate status',
    groupName: 'groundswell',
    type: 'enumeration',
    fieldType: 'select',
    options,
  };
  await portal.call('POST', path, definition);
  await portal.call('PATCH', `/crm/v3/objects/contacts/${id}`, {
    properties: { groundswell_status: status },
  });
}

test('whatever is in the CRM is text on every page', async () => {
  const portal = openPortal(
    [{ firstname: HOSTILE, company: HOSTILE, jobtitle: HOSTILE, email: 'a@b.example' }],
    {},
    {
      connect: ({ associations }) =>
        associations.connect('contacts', 100_001, 'companies', 900_000_001, true),
    },
  );
  await portal.call('PATCH', '/__sandbox/records/companies/900000001', { name: HOSTILE });
  for (const path of [
    record(portal, 100_001),
    record(portal, 900_000_001, '0-2'),
    list(portal),
    list(portal, `?q=${encodeURIComponent(HOSTILE)}`),
  ]) {
    const markup = await page(portal, path);
    expect(markup).toContain('&lt;script&gt;alert(');
    expect(markup).not.toContain('<script>alert(');
  }
});

test('pages carry a policy that lets no script in but the sandbox’s own', async () => {
  const portal = openPortal([{ firstname: 'Ada' }]);
  const policy = (await portal.call('GET', record(portal, 100_001))).headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
});

test('what the app writes is in the tag and the list of properties, by its label', async () => {
  const portal = openPortal([{ firstname: 'Ada' }]);
  expect(await page(portal, record(portal, 100_001))).not.toContain('Advocate status');
  await flag(portal, 100_001, 'champion');
  const markup = await page(portal, record(portal, 100_001));
  expect(markup).toContain('>Champion<');
  expect(markup).toContain('<dt>Advocate status</dt>');
});

test('the app’s card stands on every record, told what HubSpot tells a card', async () => {
  const portal = openPortal([{ firstname: 'Ada' }]);
  portal.sandbox.webhooks.target.url = 'http://127.0.0.1:8787/webhooks/hubspot';
  for (const [id, type] of [
    [100_001, '0-1'],
    [900_000_001, '0-2'],
    [2_000_000_001, '0-3'],
  ] as const) {
    const markup = await page(portal, record(portal, id, type));
    const told = /data-hubspot-card="([^"]*)"/.exec(markup)?.[1]?.replaceAll('&quot;', '"') ?? '';
    expect(JSON.parse(told)).toMatchObject({
      crm: { objectId: id, objectTypeId: type },
      portal: { id: portal.sandbox.portal.id },
      variables: { GROUNDSWELL_URL: 'http://127.0.0.1:8787' },
    });
  }
});

test('the marked view lists the people the app marked, and nobody before that', async () => {
  const portal = openPortal([{ firstname: 'Ada' }, { firstname: 'Bo' }]);
  expect(await page(portal, list(portal, '?view=flagged'))).toContain('Nobody yet.');
  await flag(portal, 100_002, 'champion');
  const markup = await page(portal, list(portal, '?view=flagged'));
  expect(markup).toContain('>Bo<');
  expect(markup).not.toContain('>Ada<');
});

test('a reference call is logged for today by a person, not by the app', async () => {
  const portal = openPortal([{ firstname: 'Ada' }]);
  const back = await press(portal, `${record(portal, 100_001)}/acts`, { act: 'reference_call' });
  expect(await page(portal, back)).toContain('Recorded for today: reference call.');
  expect(portal.sandbox.portal.tables.contacts.get(100_001)?.properties['last_reference_call_date']).toBe(
    '2026-11-01',
  );
  expect(portal.sandbox.calls.writes()).toEqual([]);
});

test('an NPS answer sets the score and its day', async () => {
  const portal = openPortal([{ firstname: 'Ada' }]);
  await press(portal, `${record(portal, 100_001)}/acts`, { act: 'nps', score: '10' });
  expect(portal.sandbox.portal.tables.contacts.get(100_001)?.properties).toMatchObject({
    nps_score: '10',
    nps_date: '2026-11-01',
  });
});

test('a property is edited, and a wrong value says why it was not', async () => {
  const portal = openPortal([{ firstname: 'Ada' }]);
  const to = `${record(portal, 100_001)}/properties`;
  await press(portal, to, { name: 'jobtitle', value: 'CTO' });
  const back = await press(portal, to, { name: 'nps_score', value: 'ten' });
  const markup = await page(portal, back);
  expect(markup).toContain('CTO');
  expect(markup).toContain('ten was not a valid long.');
});

test('a contact is deleted, found among the deleted, and restored', async () => {
  const portal = openPortal([{ firstname: 'Ada' }]);
  await press(portal, `${record(portal, 100_001)}/delete`);
  expect(await page(portal, list(portal))).not.toContain('>Ada<');
  expect(await page(portal, list(portal, '?view=deleted'))).toContain('>Ada<');
  await press(portal, `${record(portal, 100_001)}/restore`);
  expect(await page(portal, list(portal))).toContain('>Ada<');
});

test('a merged contact’s address leads to the survivor; another portal’s is not here', async () => {
  const portal = openPortal([{ firstname: 'Ada' }, { firstname: 'Bo' }]);
  await portal.call('POST', '/__sandbox/records/contacts/merge', { primary: 100_001, other: 100_002 });
  expect((await portal.call('GET', record(portal, 100_002))).headers.get('location')).toBe(
    record(portal, 100_001),
  );
  expect((await portal.call('GET', '/contacts/1/record/0-1/100001')).status).toBe(404);
});

test('the misbehave page turns knobs and lines up failures', async () => {
  const portal = openPortal();
  const dials = Object.fromEntries(
    [...(await page(portal, '/__sandbox')).matchAll(/name="(\w+)"[^>]*value="([\d.]+)"/g)].map((found) => [
      found[1],
      found[2],
    ]),
  );
  await press(portal, '/__sandbox/dials', {
    ...dials,
    latencyMs: '250',
    listCursor: 'opaque',
    batchFailure: 'row',
    mergeGivesNewId: 'true',
  });
  expect(portal.sandbox.knobs).toMatchObject({
    latencyMs: 250,
    listCursor: 'opaque',
    mergeGivesNewId: true,
    callsPerTenSeconds: 110,
  });
  await press(portal, '/__sandbox/failures', { do: 'add', kind: 'locked', times: '4', path: '/crm' });
  expect(portal.sandbox.knobs.faults).toEqual([
    { kind: 'locked', times: 4, path: '/crm', method: null, ratio: 1 },
  ]);
  await press(portal, '/__sandbox/failures', { do: 'clear' });
  expect(portal.sandbox.knobs.faults).toEqual([]);
});
