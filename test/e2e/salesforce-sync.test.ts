import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actValues } from '#test/sandbox/salesforce/act.ts';
import type { Row } from '#test/sandbox/salesforce/org/row.ts';
import type { ObjectName } from '#test/sandbox/salesforce/schema/schema.ts';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { everyItem } from './controls.ts';
import { salesforceOf } from './salesforce-orgs.ts';
import type { Connection, Person } from './shapes.ts';
import { askState, freshFolder } from './state-files.ts';

const PEOPLE = 400;
const HOUR = 3_600_000;

interface Signal {
  key: string;
  personId: number;
  type: string;
  source: string;
}

const stateDir = freshFolder();
let g: RunningGroundswell;
let org: ReturnType<typeof salesforceOf>;

beforeAll(async () => {
  g = await startGroundswell({ people: PEOPLE, connect: ['salesforce'], stateDir });
  org = salesforceOf(g);
  // What is found here is found by looking, not by being told.
  org.outbound.target.url = null;
  await g.synced();
});

afterAll(async () => {
  await g.close();
});

describe('the first read', () => {
  it('brings every contact and every lead, each once', async () => {
    const records = (await people()).flatMap((person) => person.records.map(({ id }) => id));
    expect(org.people().length).toBeGreaterThan(PEOPLE * 0.9);
    expect(records.toSorted()).toEqual(org.people().toSorted());
    const { progress } = await g.api<Connection>(`/connections/${org.id}`);
    expect(progress.done).toBe(progress.total);
  });

  it('brings every account as a company and every opportunity as a deal', async () => {
    const accounts = rows('Account').filter((row) => row['IsPersonAccount'] !== true);
    expect(idsOf('company')).toEqual(ids(accounts));
    expect(idsOf('deal')).toEqual(ids(rows('Opportunity')));
    const byId = new Map(accounts.map((row) => [row['Id'], row['Name']]));
    const employed = rows('Contact').filter((row) => byId.has(row['AccountId'] ?? null));
    for (const row of employed.slice(0, 20)) {
      const person = await personOf(String(row['Id']));
      expect(person?.company).toBe(byId.get(row['AccountId'] ?? null));
    }
  });

  it('counts a won opportunity for everybody with a role in it', async () => {
    const won = new Set(ids(rows('Opportunity').filter((row) => row['IsWon'] === true)));
    const all = await people();
    const holders = new Map(all.flatMap(({ id, records }) => records.map((one) => [one.id, id])));
    const expected = rows('OpportunityContactRole')
      .filter((role) => won.has(String(role['OpportunityId'])))
      .map((role) => `${holders.get(String(role['ContactId']))} deal ${role['OpportunityId']}`);
    expect(expected.length).toBeGreaterThan(10);
    const told = signals().filter(({ type }) => type === 'deal_won');
    expect(told.map(({ personId, source }) => `${personId} ${source}`).toSorted()).toEqual(
      [...new Set(expected)].toSorted(),
    );
  });

  it('asks nobody who opted out, and says so', async () => {
    const opted = rows('Contact').filter((row) => row['HasOptedOutOfEmail'] === true);
    expect(opted.length).toBeGreaterThan(3);
    for (const row of opted) expect((await personOf(String(row['Id'])))?.status).toBe('do_not_ask');
  });
});

describe('a look for changes', () => {
  it('finds one changed, one new, one deleted, one back again and one who opted out', async () => {
    const [changed, gone, back, opted] = loners();
    const { id: formerId } = (await personOf(back!))!;
    org.admin.remove('Contact', back!);
    await org.read();
    expect(await personOf(back!)).toBe(undefined);

    org.admin.update('Contact', changed!, { FirstName: 'Renamed', Title: 'Chief Change Officer' });
    const anew = org.admin.create('Contact', {
      FirstName: 'Nova',
      LastName: 'Late',
      Email: 'nova@late.example',
    });
    org.admin.remove('Contact', gone!);
    org.admin.undelete('Contact', back!);
    org.admin.update('Contact', opted!, { HasOptedOutOfEmail: true });
    await org.read();
    expect(await personOf(changed!)).toMatchObject({ title: 'Chief Change Officer' });
    expect((await personOf(changed!))?.name).toContain('Renamed');
    expect(await personOf(anew)).toMatchObject({ name: 'Nova Late', email: 'nova@late.example' });
    expect(await personOf(gone!)).toBe(undefined);
    expect((await personOf(back!))?.id).toBe(formerId);
    expect((await personOf(opted!))?.status).toBe('do_not_ask');
    org.admin.update('Contact', opted!, { HasOptedOutOfEmail: false });
    await org.read();
    expect((await personOf(opted!))?.status).not.toBe('do_not_ask');
  });

  it('follows a chain of merges to its end, with everything each of them did', async () => {
    const [a, b, c] = loners().slice(5);
    for (const [id, act] of [
      [a!, 'review'],
      [b!, 'referral'],
    ] as const)
      org.admin.update('Contact', id, actValues(act, Date.now() - HOUR, null));
    await org.read();
    const [first, second, third] = [await personOf(a!), await personOf(b!), await personOf(c!)];
    org.admin.merge('Contact', b!, a!);
    org.admin.merge('Contact', c!, b!);
    await org.read();
    const survivor = await personOf(c!);
    expect([first!.id, second!.id, third!.id]).toContain(survivor!.id);
    expect(survivor!.records.map(({ id }) => id)).toEqual([c]);
    for (const former of [first!, second!, third!])
      expect((await g.api<Person>(`/people/${former.id}`)).id).toBe(survivor!.id);
    for (const type of ['review', 'referral'])
      expect(
        signals().filter((one) => one.type === type && one.personId === Number(survivor!.id)),
      ).toHaveLength(1);
  });

  it('makes a lead that is converted the contact it became', async () => {
    const lead = org.admin.create('Lead', {
      FirstName: 'Lea',
      LastName: 'Dern',
      Company: 'Dern',
      Email: 'lea@dern.example',
    });
    org.admin.update('Lead', lead, actValues('case_study', Date.now() - HOUR, null));
    await org.read();
    const before = (await personOf(lead))!;
    await g.api(`/signals`, { key: 'lea-idea', personId: before.id, type: 'idea', occurredAt: Date.now() });
    const { contactId } = org.admin.convertLead(lead, { opportunityName: 'Dern, first order' });
    await org.read();
    const after = (await personOf(contactId))!;
    expect((await g.api<Person>(`/people/${before.id}`)).id).toBe(after.id);
    expect(after.records).toEqual([{ vendor: 'salesforce', id: contactId }]);
    const own = signals().filter(({ personId }) => personId === Number(after.id));
    expect(own.map(({ type }) => type).toSorted()).toEqual(['case_study', 'idea']);
  });

  it('sees a person account change on either of its two sides', async () => {
    const contact = rows('Contact').find((row) => row['IsPersonAccount'] === true)!;
    const id = String(contact['Id']);
    expect(await personOf(id)).toMatchObject({ company: null });
    org.admin.update('Account', String(contact['AccountId']), { LastName: 'Private-Side' });
    await org.read();
    expect((await personOf(id))?.name).toContain('Private-Side');
    org.admin.update('Contact', id, { LastName: 'Contact-Side' });
    await org.read();
    expect((await personOf(id))?.name).toContain('Contact-Side');
    expect(idsOf('company')).not.toContain(contact['AccountId']);
  });

  it('counts a deal that is won for who has a role in it, and no longer once it is lost or the role gone', async () => {
    const [holder, other] = loners().slice(9);
    const deal = org.admin.create('Opportunity', {
      Name: 'To and fro',
      StageName: 'Closed Won',
      CloseDate: '2026-01-15',
      Amount: 1000,
    });
    const role = (ContactId: string) =>
      org.admin.create('OpportunityContactRole', { OpportunityId: deal, ContactId });
    const roles = [role(holder!), role(other!)];
    await org.read();
    const told = () => signals().filter(({ source }) => source === `deal ${deal}`).length;
    expect(told()).toBe(2);
    org.admin.remove('OpportunityContactRole', roles[1]!);
    await org.read();
    expect(told()).toBe(1);
    org.admin.update('Opportunity', deal, { StageName: 'Closed Lost' });
    await org.read();
    expect(told()).toBe(0);
  });

  it('finds what a transaction committed after later ones were read', async () => {
    const [late, soon] = loners().slice(12);
    org.admin.lateCommit('Contact', late!, { Title: 'Committed late' }, HOUR);
    org.admin.update('Contact', soon!, { Title: 'Committed soon' });
    await org.read();
    expect((await personOf(soon!))?.title).toBe('Committed soon');
    expect((await personOf(late!))?.title).not.toBe('Committed late');
    org.org.pending.finish(late!);
    await org.read();
    expect((await personOf(late!))?.title).toBe('Committed late');
  });
});

describe('reading everything again', () => {
  it('changes nothing and counts nothing twice', async () => {
    const everything = async () => [await people(), signals(), idsOf('company'), idsOf('deal')];
    const before = await everything();
    await org.read(true);
    expect(await everything()).toEqual(before);
    const everybody = await people();
    expect(everybody.flatMap(({ records }) => records.map(({ id }) => id)).toSorted()).toEqual(
      org.people().toSorted(),
    );
    for (const { id, propensity } of everybody.slice(0, 20)) {
      const { lines } = await g.api<{ lines: { points: number }[] }>(`/people/${id}/score`);
      const sum = lines.reduce((total, { points }) => total + points, 0);
      expect(propensity ?? sum).toBe(sum);
    }
  });
});

function people(): Promise<Person[]> {
  return everyItem<Person>(g, '/people?limit=200&sort=name');
}

async function personOf(recordId: string): Promise<Person | undefined> {
  return (await people()).find(({ records }) => records.some(({ id }) => id === recordId));
}

/** Contacts who share nothing with anybody: what happens to them happens to them alone. */
function loners(): string[] {
  const mails = Map.groupBy(rows('Contact'), (row) => String(row['Email']).toLowerCase());
  return ids(
    rows('Contact').filter(
      (row) =>
        row['IsPersonAccount'] !== true &&
        row['HasOptedOutOfEmail'] !== true &&
        mails.get(String(row['Email']).toLowerCase())?.length === 1 &&
        ['Last_Review_Date__c', 'Last_Referral_Date__c'].every((field) => (row[field] ?? null) === null),
    ),
  );
}

function rows(object: ObjectName): Row[] {
  return [...org.org.table(object).all()].filter((row) => row['IsDeleted'] !== true);
}

function ids(list: readonly Row[]): string[] {
  return list.map((row) => String(row['Id'])).toSorted();
}

function idsOf(table: 'company' | 'deal'): string[] {
  return askState<{ id: string }>(stateDir, table, `SELECT id FROM ${table} ORDER BY id`).map(({ id }) => id);
}

function signals(): Signal[] {
  return askState(
    stateDir,
    'signal',
    'SELECT key, person_id AS personId, type, source FROM signal ORDER BY key',
  );
}
