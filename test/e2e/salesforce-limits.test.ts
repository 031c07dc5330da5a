import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveConsent } from '#test/sandbox/consent.ts';
import { switchOnWriteBack } from '#test/sandbox/write-back.ts';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { callerOf, expectProblem, expectShape } from './api-client.ts';
import { everyItem } from './controls.ts';
import { salesforceOf, type SalesforceSetup } from './salesforce-orgs.ts';
import { profileShape, type Changes, type Person } from './shapes.ts';
import { visitor, type Visitor } from './visitor.ts';

const PROFILE = 'Advocacy_Profile__c';

let g: RunningGroundswell;
let org: ReturnType<typeof salesforceOf>;
let admin: Visitor;
let share: (of: unknown) => ReturnType<ReturnType<typeof callerOf>['post']>;

beforeAll(async () => {
  g = await startGroundswell({ people: 150, connect: [] });
  org = salesforceOf(g);
  org.knobs.packageInstalled = false;
  await giveConsent(g.appUrl, 'salesforce', g.adminToken);
  await switchOnWriteBack(g.appUrl, g.adminToken);
  await g.synced();
  org.outbound.target.url = null;
  admin = visitor(g.appUrl);
  await admin.signIn(g.adminToken);
  share = (of) => callerOf(g).post(`/connections/${org.id}/api-share`, { share: of });
});

afterAll(async () => {
  await g.close();
});

describe('what is written', () => {
  it('waits while our package is not installed, and says what to install', async () => {
    await until(async () => (await deliveries()).includes('Install the Groundswell package'), 'the reason');
    expect((await org.health()).flags).toMatchObject({ problem: { code: 'package_missing' } });
    expect((await changes()).waiting).toBeGreaterThan(10);
    expect(org.calls.writes()).toEqual([]);
  });

  it('is written once the package is there', async () => {
    org.knobs.packageInstalled = true;
    await callerOf(g).post(`/connections/${org.id}/write-back`, { on: false });
    await callerOf(g).post(`/connections/${org.id}/write-back`, { on: true });
    await untilWritten();
    for (const person of await standingOut()) {
      const [record] = person.records;
      expect(profileOf(record!.id)).toMatchObject({ Status__c: person.status });
    }
    expect(await deliveries()).not.toContain('Install the Groundswell package');
    expect((await org.health()).flags).toBeNull();
  });

  it('and refused by a validation rule shows on that person, and is not sent again', async () => {
    const [person] = await standingOut();
    const [record] = person!.records;
    const message = 'Nobody may be flagged on a Friday.';
    org.org.rules.push({
      object: PROFILE,
      isInvalid: (row) => row['Record_Key__c'] === record!.id,
      message,
    });
    await act(person!, 'refused');
    const profile = async () => expectShape(profileShape, await g.api(`/people/${person!.id}`));
    await until(async () => (await profile()).flagProblems.length > 0, 'the refusal');
    expect((await profile()).flagProblems).toMatchObject([
      { vendor: 'salesforce', recordId: record!.id, problem: { code: 'record_rejected' } },
    ]);
    expect((await profile()).flagProblems[0]!.problem.message).toContain(message);
    expect(await admin.read(`/console/advocates/${person!.id}`)).toContain(message);
    expect((await org.health()).rejected.map(({ recordId }) => recordId)).toEqual([record!.id]);

    const upserts = upsertsSoFar();
    const [, other] = await standingOut();
    await act(other!, 'beside-it');
    await untilWritten();
    expect(upsertsSoFar()).toBe(upserts + 1);
    org.org.rules.length = 0;
    await act(person!, 'mended');
    await until(async () => (await profile()).flagProblems.length === 0, 'the next write');
  });

  it('is sent again where another transaction holds the row', async () => {
    const [, , person] = await standingOut();
    const upserts = upsertsSoFar();
    org.knobs.rowsLocked = 1;
    await act(person!, 'locked');
    await until(async () => upsertsSoFar() > upserts, 'the first try');
    org.knobs.rowsLocked = 0;
    await untilWritten();
    expect(upsertsSoFar()).toBeGreaterThan(upserts + 1);
    expect((await g.api<Person & { flagProblems: unknown[] }>(`/people/${person!.id}`)).flagProblems).toEqual(
      [],
    );
  });
});

describe('a field hidden by field-level security', () => {
  it('is named, and the rest is read', async () => {
    const [id] = org.people().filter((one) => one.startsWith('003'));
    org.admin.hideField('Contact', 'Title');
    org.admin.hideField('Opportunity', 'Amount');
    org.admin.hideField('Contact', 'NPS_Score__c');
    org.admin.update('Contact', id!, { FirstName: 'Still', LastName: 'Read', Title: 'Unseen' });
    await org.read();
    const { mapping, state } = await org.health();
    expect(state).toBe('live');
    expect(mapping.map(({ property }) => property).toSorted()).toEqual([
      'Contact.NPS_Score__c',
      'Contact.Title',
      'Opportunity.Amount',
    ]);
    for (const { problem } of mapping) expect(problem).toMatchObject({ code: 'property_missing' });
    expect((await g.api<{ items: Person[] }>('/people?q=Still+Read')).items).toHaveLength(1);
    expect(await admin.read('/console/connections')).toContain('Contact.Title');
  });

  it('is forgotten when it is seen again, and read', async () => {
    for (const [object, field] of [
      ['Contact', 'Title'],
      ['Opportunity', 'Amount'],
      ['Contact', 'NPS_Score__c'],
    ] as const)
      org.admin.showField(object, field);
    await org.read(true);
    expect((await org.health()).mapping).toEqual([]);
    expect((await g.api<{ items: Person[] }>('/people?q=Still+Read')).items[0]!.title).toBe('Unseen');
  });

  it('takes a whole object along, and the rest is read', async () => {
    org.admin.hideObject('Case');
    await org.read();
    expect((await org.health()).mapping.map(({ property }) => property)).toEqual(['Case']);
    org.org.schema.hidden.clear();
    await org.read();
  });
});

describe('the calls of a day', () => {
  it('end at our share: it stops, says why, and goes on once the share is raised', async () => {
    org.knobs.callsByOthers = 80_000;
    await expectStopped(/used 80,\d+ of the 100,000 calls.*share left to Groundswell is used up/);
    expect((await org.setup()).usage).toMatchObject({ limit: 100_000 });
    expect((await org.setup()).usage!.used).toBeGreaterThan(80_000);
    expect(await admin.read('/console/connections')).toContain('Raise the share');

    const [id] = org.people();
    org.admin.update(id!.startsWith('003') ? 'Contact' : 'Lead', id!, { FirstName: 'Later' });
    const [status, setup] = await share(0.9);
    expect([status, (setup as SalesforceSetup).share]).toEqual([200, 0.9]);
    await until(async () => (await org.health()).state === 'live', 'it to go on');
    expect((await g.api<{ items: Person[] }>('/people?q=Later')).items).toHaveLength(1);
  });

  it('have no share of 70: the API is told what to send', async () => {
    const [, refused] = await share(70);
    expect(refused).toMatchObject({ remedy: expect.stringContaining('Send a share from 0.01 to 1') });
  });

  it.each([0, 1.01, -1, 'all', null])('have no share of %j', async (of) => {
    await expectProblem(share(of), 400, 'invalid_input', 'share');
  });

  it('that are used up are not asked for again and again', async () => {
    org.knobs.callsByOthers = 0;
    org.knobs.dailyCalls = 100;
    await expectStopped(/of the 100 calls it may make in 24 hours/);
    // A share cannot give what the org itself has not.
    const failures = await failed();
    const calls = org.calls.calls().length;
    await share(1);
    await until(async () => (await failed()) > failures, 'it to stop again');
    expect(org.calls.calls().length).toBe(calls);
  });
});

/** Looks for changes until a quota stops it, and then again and again: nothing more leaves than was on its way. */
async function expectStopped(words: RegExp): Promise<void> {
  const before = org.calls.calls().length;
  for (let times = 1; times <= 4; times++) {
    const failures = await failed();
    await g.api(`/connections/${org.id}/sync`, {});
    await until(async () => (await failed()) > failures, 'it to stop');
  }
  const { state, problem } = await org.health();
  expect([state, problem?.code]).toEqual(['failing', 'rate_limited']);
  expect(problem?.message).toMatch(words);
  const calls = org.calls.calls().length - before;
  expect(calls).toBeGreaterThan(0);
  // As many as are open at once when the first one tells.
  expect(calls).toBeLessThanOrEqual(5);
}

async function failed(): Promise<number> {
  return (await org.health()).webhooks['failed:rate_limited'] ?? 0;
}

function changes(): Promise<Changes> {
  return g.api(`/connections/${org.id}/write-back?limit=1`);
}

async function untilWritten(): Promise<void> {
  await until(async () => (await changes()).waiting === 0, 'every flag to be written');
}

function deliveries(): Promise<string> {
  return admin.read('/console/deliveries?state=due');
}

async function standingOut(): Promise<Person[]> {
  const people = await everyItem<Person>(g, '/people?limit=200');
  return people.filter(({ tier, records }) => tier !== 'none' && records.length === 1);
}

async function act({ id }: Person, key: string): Promise<void> {
  await g.api('/signals', { key, personId: id, type: 'case_study', occurredAt: Date.now() });
}

function profileOf(recordId: string) {
  return [...org.org.table(PROFILE).all()].find((row) => row['Record_Key__c'] === recordId);
}

function upsertsSoFar(): number {
  return org.calls.calls().filter(({ method, path }) => method === 'PATCH' && path.includes(PROFILE)).length;
}
