import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeId } from '#test/sandbox/salesforce/org/id.ts';
import { toEnvelope, type Notification } from '#test/sandbox/salesforce/outbound/soap.ts';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { everyItem } from './controls.ts';
import { salesforceOf } from './salesforce-orgs.ts';
import type { Person } from './shapes.ts';
import { askState, freshFolder } from './state-files.ts';

const ACKNOWLEDGED = /<Ack>true<\/Ack>/;
const MEGABYTE = 1_000_000;

const stateDir = freshFolder();
let g: RunningGroundswell;
let org: ReturnType<typeof salesforceOf>;
let address: string;
let contacts: string[];
let serial = 0;

beforeAll(async () => {
  g = await startGroundswell({ people: 150, connect: ['salesforce'], stateDir });
  org = salesforceOf(g);
  await g.synced();
  address = (await org.setup()).webhookUrl;
  contacts = org.people().filter((id) => id.startsWith('003'));
});

beforeEach(() => {
  org.outbound.target.url = null;
});

afterAll(async () => {
  await g.close();
});

describe('a message of Salesforce’s own sender', () => {
  it('wakes a read of what it names, and is acknowledged', async () => {
    org.outbound.target.url = address;
    org.admin.update('Contact', contacts[0]!, { FirstName: 'Wakeful' });
    const lead = org.admin.create('Lead', { FirstName: 'Brand', LastName: 'New', Company: 'Acme' });
    await until(async () => (await namesOf(contacts[0]!)).includes('Wakeful'), 'the new name');
    await until(async () => (await namesOf(lead)).includes('Brand New'), 'the new lead');
    await org.outbound.settled();
    expect(org.outbound.deliveries.map(({ acknowledged }) => acknowledged)).not.toContain(false);
  });

  it('that comes twice, late and out of order is counted once', async () => {
    const before = await tallies();
    Object.assign(org.knobs, { outboundDuplicated: 1, outboundReordered: 0.5, outboundLateMs: 20 });
    org.outbound.target.url = address;
    for (const id of contacts.slice(1, 6)) org.admin.update('Contact', id, { Title: 'Twice told' });
    await org.outbound.settled();
    Object.assign(org.knobs, { outboundDuplicated: 0, outboundReordered: 0 });
    await until(async () => (await tallies())['applied']! - (before['applied'] ?? 0) === 5, 'all five');
    expect(await difference(before)).toEqual({ received: 10, duplicate: 5, applied: 5 });
    for (const id of contacts.slice(1, 6)) expect((await personOf(id))?.title).toBe('Twice told');
  });
});

describe('a message', () => {
  it('is stored when it is acknowledged, before anything is read', async () => {
    const before = await tallies();
    org.knobs.latencyMs = 500;
    const notifications = Array.from({ length: 100 }, () => notice(contacts[7]!));
    const answer = await post(envelope(notifications));
    const stored = askState<{ n: number }>(
      stateDir,
      'inbox',
      `SELECT count(*) AS n FROM inbox WHERE record_id = '${contacts[7]}' AND state = 'waiting'`,
    );
    org.knobs.latencyMs = 0;
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringMatching(ACKNOWLEDGED)]);
    expect(stored).toEqual([{ n: 100 }]);
    await until(async () => (await difference(before))['applied'] === 100, 'all to be applied');
  });

  it('sent again after its answer was lost is acknowledged again and counted once', async () => {
    const message = envelope([notice(contacts[8]!)]);
    const before = await tallies();
    for (let times = 0; times < 3; times++) expect(await (await post(message)).text()).toMatch(ACKNOWLEDGED);
    await until(async () => (await difference(before))['applied'] !== undefined, 'it to be applied');
    expect(await difference(before)).toEqual({ received: 3, duplicate: 2, applied: 1 });
  });

  it('about what we do not read, or no record at all, is acknowledged and not looked at', async () => {
    const before = await tallies();
    const message = envelope([notice(contacts[9]!)]);
    const other = message.replaceAll('sf:Contact', 'sf:Quote__c');
    const broken = message.replace(contacts[9]!, 'not-an-id');
    for (const one of [other, broken]) expect(await (await post(one)).text()).toMatch(ACKNOWLEDGED);
    expect(await difference(before)).toEqual({ received: 2, ignored: 2 });
  });
});

describe('nothing is stored of a message', () => {
  const message = () => envelope([notice(contacts[10]!)]);
  const bomb =
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<soapenv:Envelope';
  const cases: [what: string, status: number, code: string, body: () => string][] = [
    ['with a document type', 400, 'invalid_input', () => message().replace('<soapenv:Envelope', bomb)],
    [
      'with an entity that names a file',
      400,
      'invalid_input',
      () =>
        message()
          .replace('<soapenv:Envelope', '<!DOCTYPE x SYSTEM "file:///etc/passwd">\n<soapenv:Envelope')
          .replace(contacts[10]!, '&xxe;'),
    ],
    ['with an undeclared entity', 400, 'invalid_input', () => message().replace(contacts[10]!, '&who;')],
    ['of five megabytes', 413, 'too_large', () => message().padEnd(5 * MEGABYTE, '\n')],
    ['of another organisation', 403, 'forbidden', () => message().replaceAll(org.org.id, makeId('00D', 77))],
    ['of no organisation', 400, 'invalid_input', () => message().replace(/<OrganizationId>.*<\/Org.*>/, '')],
    [
      'that names two organisations',
      400,
      'invalid_input',
      () => message().replace('<OrganizationId>', `<OrganizationId>${makeId('00D', 77)}</OrganizationId>$&`),
    ],
    [
      'of 101 notifications',
      400,
      'invalid_input',
      () => envelope(Array.from({ length: 101 }, () => notice(contacts[10]!))),
    ],
    ['of no notification', 400, 'invalid_input', () => envelope([])],
    ['that ends in the middle', 400, 'invalid_input', () => message().slice(0, -60)],
    ['that is no XML', 400, 'invalid_input', () => '{"OrganizationId":"x"}'],
    ['that is of another world', 400, 'invalid_input', () => '<html><body>502</body></html>'],
    ['that is empty', 400, 'invalid_input', () => ''],
    ['nested without end', 400, 'invalid_input', () => '<a>'.repeat(200_000)],
  ];

  it.each(cases)('%s', async (_, status, code, body) => {
    const before = await tallies();
    const letters = inboxSize();
    const answer = await post(body());
    expect(answer.status).toBe(status);
    const text = await answer.text();
    expect(text).not.toMatch(ACKNOWLEDGED);
    expect(JSON.parse(text)).toMatchObject({ status, code });
    expect(await difference(before)).toEqual({});
    expect(inboxSize()).toBe(letters);
  });

  it('at an address with another secret, or of an organisation nobody connected', async () => {
    const before = await tallies();
    const strangers = [
      address.slice(0, -4) + 'wxyz',
      address.slice(0, -4),
      address.replace(org.org.id, makeId('00D', 77)),
      address.replace(/[^/]+$/, 'x'),
      address.replace(/[^/]+$/, `hubspot-${'x'.repeat(40)}`),
    ];
    for (const url of strangers) {
      const answer = await post(message(), url);
      expect([answer.status, await answer.json()]).toEqual([
        404,
        expect.objectContaining({ code: 'not_found' }),
      ]);
    }
    expect((await fetch(address)).status).toBe(404);
    expect(await difference(before)).toEqual({});
  });
});

function notice(recordId: string): Notification {
  return { id: makeId('04l', 900_000 + ++serial), object: 'Contact', row: org.org.must('Contact', recordId) };
}

function envelope(notifications: Notification[]): string {
  const sender = { orgId: org.org.id, actionId: makeId('04k', 1), instanceUrl: org.instanceUrl };
  return toEnvelope(sender, notifications);
}

function post(body: string, url = address): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers: { 'content-type': 'text/xml; charset=utf-8' } });
}

async function tallies(): Promise<Record<string, number>> {
  return (await org.health()).webhooks;
}

/** What was counted since, of what webhooks are counted as. */
async function difference(before: Record<string, number>): Promise<Record<string, number>> {
  const after = await tallies();
  const counted = ['received', 'duplicate', 'ignored', 'applied'].map((name): [string, number] => [
    name,
    (after[name] ?? 0) - (before[name] ?? 0),
  ]);
  return Object.fromEntries(counted.filter(([, n]) => n !== 0));
}

function inboxSize(): number {
  return askState<{ n: number }>(stateDir, 'inbox', 'SELECT count(*) AS n FROM inbox')[0]!.n;
}

async function personOf(recordId: string): Promise<Person | undefined> {
  const people = await everyItem<Person>(g, '/people?limit=200');
  return people.find(({ records }) => records.some(({ id }) => id === recordId));
}

async function namesOf(recordId: string): Promise<string> {
  return (await personOf(recordId))?.name ?? '';
}
