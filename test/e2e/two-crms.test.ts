import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card, CardActionAnswer } from '#core/card/card.ts';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { giveConsent } from '#test/sandbox/consent.ts';
import { callerOf } from './api-client.ts';
import { answerOf, personOf } from './card-answers.ts';
import { hubspotCards, nominationOf } from './card-requests.ts';
import { controlsOf, eventually, everyItem, type Controls } from './controls.ts';
import { salesforceCards, type CardKeys } from './salesforce-card-requests.ts';
import { salesforceOf } from './salesforce-orgs.ts';
import type { Connection, Person } from './shapes.ts';
import { askState, freshFolder } from './state-files.ts';

const EMAIL = 'dana.twice@two-systems.example';
const HUBSPOT = 'hubspot-24601337';

const stateDir = freshFolder();
let g: RunningGroundswell;
let org: ReturnType<typeof salesforceOf>;
let hubspot: Controls['hubspot'];
let record: Controls['record'];
/** One human, as each of the two knows them. */
let dana: { hubspot: string; salesforce: string };

beforeAll(async () => {
  g = await startGroundswell({ people: 120, connect: ['hubspot', 'salesforce'], stateDir });
  org = salesforceOf(g);
  ({ hubspot, record } = controlsOf(g));
  await g.synced();
  org.outbound.target.url = (await org.setup()).webhookUrl;
  const made = await hubspot<{ id: string }>('POST', 'records/contacts', {
    email: EMAIL,
    firstname: 'Dana',
    lastname: 'Twice',
    last_review_date: String(Date.now() - 86_400_000),
  });
  const salesforce = org.admin.create('Contact', {
    FirstName: 'Dana',
    LastName: 'Twice',
    Email: EMAIL.toUpperCase(),
    Last_Referral_Date__c: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
  });
  dana = { hubspot: made.id, salesforce };
});

afterAll(async () => {
  await g.close();
});

describe('somebody whom both CRMs know', () => {
  it('under one verified e-mail is one person with two records and what both tell', async () => {
    const person = await theOne();
    expect(person.records.toSorted((a, b) => a.vendor.localeCompare(b.vendor))).toEqual([
      { vendor: 'hubspot', id: dana.hubspot },
      { vendor: 'salesforce', id: dana.salesforce },
    ]);
    expect(signalsOf(person)).toEqual(['referral', 'review']);
    expect(person.links.map(({ vendor }) => vendor).toSorted()).toEqual(['hubspot', 'salesforce']);
  });

  it('holds for everybody: each record is somebody’s once, and nobody is two with one address', async () => {
    const people = await everyItem<Person>(g, '/people?limit=200');
    const records = people.flatMap((person) => person.records.map(({ vendor, id }) => `${vendor} ${id}`));
    expect(new Set(records).size).toBe(records.length);
    const { counts } = await hubspot<{ counts: Record<string, number> }>('GET', 'state');
    expect(records).toHaveLength(org.people().length + counts['contacts']!);
    const both = people.filter((person) => new Set(person.records.map(({ vendor }) => vendor)).size === 2);
    expect(both.length).toBeGreaterThan(30);
    for (const person of both) {
      const mails = await Promise.all(person.records.map(({ vendor, id }) => mailOf(vendor, id)));
      expect(new Set(mails).size).toBe(1);
    }
  });

  it('carries the same flag in both', async () => {
    const person = await theOne();
    expect(person.status).not.toBe('none');
    await until(async () => (await flags()).every((flag) => flag === person.status), 'both flags');
    await act(person, 'case_study');
    await until(
      async () => (await flags()).every((flag) => flag === 'champion' || flag === 'advocate'),
      'both',
    );
    expect(new Set(await flags()).size).toBe(1);
  });

  it('who opted out in one is asked by neither', async () => {
    org.admin.update('Contact', dana.salesforce, { HasOptedOutOfEmail: true });
    await until(async () => (await theOne()).status === 'do_not_ask', 'the wish');
    await until(async () => (await flags()).every((flag) => flag === 'do_not_ask'), 'both flags');
    org.admin.update('Contact', dana.salesforce, { HasOptedOutOfEmail: false });
    await until(async () => (await theOne()).status !== 'do_not_ask', 'the change of mind');
    await until(async () => (await flags()).every((flag) => flag !== 'do_not_ask'), 'both flags');
    expect(new Set(await flags()).size).toBe(1);
  });
});

describe('what is done on the card', () => {
  let inHubspot: ReturnType<typeof hubspotCards>;
  let inSalesforce: ReturnType<typeof salesforceCards>;

  beforeAll(async () => {
    const keys = await g.api<CardKeys>(`/connections/${org.id}/card-keys`, {});
    inHubspot = hubspotCards(g);
    inSalesforce = salesforceCards(g, { org: org.org.id, keys });
  });

  const shown = async () => ({
    hubspot: personOf(await answerOf<Card>(inHubspot.show('contact', dana.hubspot))),
    salesforce: personOf(await answerOf<Card>(inSalesforce.show('contact', dana.salesforce))),
  });

  it('of one CRM shows on that of the other, with a link to where it is', async () => {
    await answerOf<CardActionAnswer>(inSalesforce.press('nominate', nominationOf(dana.salesforce)));
    await answerOf<CardActionAnswer>(
      inHubspot.press('log-ask', nominationOf(dana.hubspot, { ask: 'review' })),
    );
    const cards = await shown();
    const { contactId: here, records: others, ...told } = cards.hubspot;
    const { contactId: there, records: back, ...same } = cards.salesforce;
    expect(told).toEqual(same);
    expect([here, there]).toEqual([dana.hubspot, dana.salesforce]);
    expect(told).toMatchObject({ status: 'resting', lastAskedAt: expect.any(Number) });
    expect(told.reasons.map(({ label }) => label).join()).toMatch(/nominat/i);
    expect(others).toMatchObject([{ vendor: 'salesforce', id: dana.salesforce }]);
    expect(back).toMatchObject([{ vendor: 'hubspot', id: dana.hubspot }]);
  });
});

describe('one of the two that is disconnected', () => {
  it('leaves everybody with everything they did, and the other goes on', async () => {
    const before = await theOne();
    const signals = allSignals();
    const people = (await everyItem<Person>(g, '/people?limit=200')).map(({ id }) => id).toSorted();
    const [status] = await callerOf(g).post(`/connections/${HUBSPOT}/disconnect`, {});
    expect(status).toBe(200);
    const after = await theOne(1);
    expect([after.id, after.propensity]).toEqual([before.id, before.propensity]);
    expect(allSignals()).toEqual(signals);
    expect((await everyItem<Person>(g, '/people?limit=200')).map(({ id }) => id).toSorted()).toEqual(people);

    await act(after, 'complaint');
    const { propensity } = await theOne(1);
    expect(propensity ?? NaN).toBeLessThan(before.propensity ?? NaN);
    const written = () => Number(profileOf()?.['Propensity__c']);
    await until(async () => Math.abs(written() - (propensity ?? NaN)) <= 1, 'the flag');
    org.admin.update('Contact', dana.salesforce, {
      Last_Speaking_Date__c: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
    });
    await until(async () => signalsOf(after).includes('speaking'), 'what Salesforce tells next');
  });

  it('and connected again has the same people', async () => {
    const before = await theOne(1);
    const signals = allSignals();
    await giveConsent(g.appUrl, 'hubspot', g.adminToken);
    await eventually(async () => {
      const { items } = await g.api<{ items: Connection[] }>('/connections');
      return items.find(({ id, state }) => id === HUBSPOT && state === 'live');
    }, 'HubSpot to be read again');
    const after = await theOne();
    expect(after.id).toBe(before.id);
    expect(after.records).toHaveLength(2);
    expect(allSignals()).toEqual(signals);
  });
});

/** The one person behind both records, of whom that many can be seen. */
function theOne(records = 2): Promise<Person> {
  return eventually(async () => {
    const { items } = await g.api<{ items: Person[] }>('/people?q=dana.twice');
    return items.length === 1 && items[0]!.records.length === records ? items[0] : null;
  }, `the one person with ${records} records`);
}

async function act({ id }: Person, type: string): Promise<void> {
  await g.api('/signals', { key: `dana-${type}`, personId: id, type, occurredAt: Date.now() - 60_000 });
}

async function mailOf(vendor: string, id: string): Promise<string> {
  if (vendor === 'hubspot') return String((await record(id)).properties['email']).toLowerCase();
  return String(org.org.must(id.startsWith('003') ? 'Contact' : 'Lead', id)['Email']).toLowerCase();
}

/** The statuses the two records carry. */
async function flags(): Promise<unknown[]> {
  return [(await record(dana.hubspot)).properties['groundswell_status'], profileOf()?.['Status__c']];
}

function profileOf() {
  const profiles = [...org.org.table('Advocacy_Profile__c').all()];
  return profiles.find((row) => row['Record_Key__c'] === dana.salesforce);
}

function signalsOf({ id }: Person): string[] {
  return askState<{ type: string }>(
    stateDir,
    'signal',
    `SELECT type FROM signal WHERE person_id = ${Number(id)} ORDER BY type`,
  ).map(({ type }) => type);
}

function allSignals(): unknown[] {
  return askState(stateDir, 'signal', 'SELECT key, person_id FROM signal ORDER BY key');
}
