import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { callerOf } from './api-client.ts';
import { controlsOf, eventually, everyItem, type Controls } from './controls.ts';
import type { Health, Person } from './shapes.ts';
import { event, PORTAL, webhooksTo } from './signed-webhooks.ts';
import { askState, freshFolder } from './state-files.ts';

/** Sooner than the next poll, which would find by itself what a webhook was to tell. */
const SOON = 20_000;

const stateDir = freshFolder();
let g: RunningGroundswell;
let vendors: Controls;
let send: ReturnType<typeof webhooksTo>['send'];

beforeAll(async () => {
  g = await startGroundswell({ people: 120, connect: ['hubspot'], stateDir });
  vendors = controlsOf(g);
  ({ send } = webhooksTo(g));
  await g.synced();
});

afterAll(async () => {
  await g.close();
});

describe('events are accounted for', () => {
  beforeEach(settled);

  it('counts one we do not know as ignored', async () => {
    const before = await tally();
    await send([
      event(1, { subscriptionType: 'contact.moonPhase' }),
      event(2, { subscriptionType: 'ticket.creation' }),
    ]);
    expect(await tally()).toMatchObject({ received: before.received + 2, ignored: before.ignored + 2 });
  });

  it('applies one once, however often it comes, whatever the attempt is numbered', async () => {
    const before = await tally();
    const one = event(await anyRecord(), {
      propertyName: 'jobtitle',
      propertyValue: 'Chief',
      occurredAt: 1_700_000_000_000,
    });
    await send([one, one]);
    await send([{ ...one, attemptNumber: 3 }]);
    await soon(async () => (await tally()).applied === before.applied + 1, 'the one to be applied');
    expect(await tally()).toMatchObject({ received: before.received + 3, duplicate: before.duplicate + 2 });
  });

  it('applies two that share an event id and everything else but the record', async () => {
    const people = (await everyItem<Person>(g, '/people?limit=200'))
      .filter(({ records }) => records.length > 0)
      .slice(0, 2);
    const ids = people.map(({ records }) => Number(records[0]!.id));
    await quietly(async () => {
      for (const id of ids) await vendors.hubspot('PATCH', `records/0-1/${id}`, { firstname: 'Twin' });
    });
    const before = await tally();
    const occurredAt = Date.now();
    await send(
      ids.map((id) =>
        event(id, { eventId: 4711, occurredAt, propertyName: 'firstname', propertyValue: 'Twin' }),
      ),
    );
    for (const { id } of people) {
      await untilPerson(id, ({ name }) => name.startsWith('Twin'));
    }
    expect(await tally()).toMatchObject({ applied: before.applied + 2, duplicate: before.duplicate });
  });

  it('counts those of a portal nobody connected', async () => {
    await send([event(1, { portalId: 999 }), event(2, { portalId: 999 }), { portalId: 998 }]);
    const rows = askState<{ accountId: string; events: number }>(
      stateDir,
      'unclaimed',
      `SELECT account_id AS accountId, events FROM unclaimed WHERE vendor = 'hubspot' AND account_id LIKE '99_'`,
    );
    expect(rows).toEqual([
      { accountId: '998', events: 1 },
      { accountId: '999', events: 2 },
    ]);
  });
});

describe.each(['legacy', 'generic'])('what happens in the portal, told in the %s form', (webhookForm) => {
  beforeAll(async () => {
    await vendors.turn({ webhookForm });
  });

  it('is followed: made, changed, deleted, restored', async () => {
    const id = await newContact('Cleo');
    const person = await personOf(id);
    expect(person.name).toContain('Cleo');

    await vendors.hubspot('PATCH', `records/0-1/${id}`, {
      firstname: 'Clea',
      email: `clea.${id}@example.com`,
    });
    await untilPerson(
      person.id,
      ({ name, email }) => name.startsWith('Clea') && email === `clea.${id}@example.com`,
    );

    await vendors.hubspot('DELETE', `records/0-1/${id}`);
    await soon(async () => (await statusOf(person.id)) === 404, 'the person to be gone');
    await vendors.hubspot('POST', `records/0-1/${id}/restore`);
    await soon(async () => (await statusOf(person.id)) === 200, 'the person to be back');
  });

  it('is forgotten when the portal erases it', async () => {
    const id = await newContact('Erasmus');
    const person = await personOf(id);
    await vendors.hubspot('POST', `records/0-1/${id}/acts`, { act: 'reference_call' });
    await soon(async () => (await scoreLines(person.id)).length > 0, 'the act to count');
    await vendors.hubspot('POST', `records/0-1/${id}/erase`);
    await soon(async () => (await statusOf(person.id)) === 404, 'the person to be gone');
    const { items } = await g.api<{ items: Person[] }>('/people?q=Erasmus&limit=10');
    expect(items).toEqual([]);
    await settled();
    const left = askState(stateDir, 'signal', `SELECT * FROM signal WHERE person_id = ${Number(person.id)}`);
    expect(left).toEqual([]);
    const files = askState<{ name: string }>(
      stateDir,
      'person',
      `SELECT * FROM person WHERE id = ${Number(person.id)}`,
    );
    expect(JSON.stringify(files)).not.toMatch(/Erasmus|erasmus/);
  });

  it.each([false, true])(
    'is one person after a merge (with an id of its own: %s)',
    async (mergeGivesNewId) => {
      await vendors.turn({ mergeGivesNewId });
      const [primary, other] = [await newContact('Prima'), await newContact('Secunda')];
      const [kept, gone] = [await personOf(primary), await personOf(other)];
      await vendors.hubspot('POST', `records/0-1/${other}/acts`, { act: 'testimonial' });
      await soon(async () => (await scoreLines(gone.id)).length > 0, 'the act to count for the other');
      const merged = await vendors.hubspot<{ id: string }>('POST', 'records/0-1/merge', {
        primary: Number(primary),
        other: Number(other),
      });
      expect(merged.id === primary).toBe(!mergeGivesNewId);
      const one = await found(async () => {
        const { items } = await g.api<{ items: Person[] }>('/people?q=Prima&limit=200');
        return items.find(({ records }) => records.some(({ id }) => id === merged.id));
      }, 'the person with the id that is left');
      await soon(
        async () => (await scoreLines(one.id)).some(({ signal }) => signal === 'testimonial'),
        'the act to follow',
      );
      expect(one.records.map(({ id }) => id)).toEqual([merged.id]);
      // Whichever id somebody kept leads to the one person there is.
      const asked = [await g.api<Person>(`/people/${kept.id}`), await g.api<Person>(`/people/${gone.id}`)];
      expect(asked.map(({ id }) => id)).toEqual([one.id, one.id]);
    },
  );
});

/** How the events so far ended. */
async function tally() {
  const { webhooks } = await g.api<Health>(`/connections/hubspot-${PORTAL}/health`);
  return { received: 0, applied: 0, duplicate: 0, ignored: 0, ...webhooks };
}

/** Resolves once nothing is on its way: all flags written, and the echoes of our own writes applied. */
async function settled(): Promise<void> {
  await soon(async () => {
    await vendors.hubspot('POST', 'webhooks/settle');
    const open = askState(stateDir, 'delivery', `SELECT 1 FROM delivery WHERE state = 'due'`);
    const { received, applied, duplicate, ignored } = await tally();
    return open.length === 0 && received === applied + duplicate + ignored;
  }, 'the dust to settle');
}

/** Changes the portal without its telling us. */
async function quietly(change: () => Promise<void>): Promise<void> {
  await vendors.hubspot('PATCH', 'webhooks', { url: null });
  await change();
  await vendors.hubspot('PATCH', 'webhooks', { url: `${g.appUrl}/webhooks/hubspot` });
}

async function newContact(firstname: string): Promise<string> {
  const made = await vendors.hubspot<{ id: string }>('POST', 'records/0-1', {
    firstname,
    lastname: 'Tester',
    email: `${firstname.toLowerCase()}.${Date.now()}@example.com`,
  });
  return made.id;
}

async function anyRecord(): Promise<number> {
  const { items } = await g.api<{ items: Person[] }>('/people?limit=5');
  return Number(items[0]!.records[0]!.id);
}

async function personOf(recordId: string): Promise<Person> {
  return found(
    async () =>
      (await everyItem<Person>(g, '/people?limit=200&sort=name')).find(({ records }) =>
        records.some(({ id }) => id === recordId),
      ),
    `the person of record ${recordId}`,
  );
}

async function untilPerson(id: string, isSo: (person: Person) => boolean): Promise<void> {
  await soon(async () => isSo(await g.api<Person>(`/people/${id}`)), `person ${id} to follow`);
}

async function statusOf(id: string): Promise<number> {
  return (await callerOf(g).call('GET', `/people/${id}`)).status;
}

async function scoreLines(id: string): Promise<{ signal: string }[]> {
  return (await g.api<{ lines: { signal: string }[] }>(`/people/${id}/score`)).lines;
}

async function soon(isSo: () => Promise<boolean>, what: string): Promise<void> {
  await until(isSo, what, SOON);
}

async function found<T>(ask: () => Promise<T | undefined>, what: string): Promise<T> {
  return eventually(ask, what, SOON);
}
