import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { callerOf, expectShape } from './api-client.ts';
import { everyItem } from './controls.ts';
import {
  connectionShape,
  healthShape,
  pageOf,
  personShape,
  profileShape,
  scoreShape,
  timelineShape,
  type Person,
} from './shapes.ts';

const HUBSPOT = 'hubspot-24601337';

let g: RunningGroundswell;
let call: ReturnType<typeof callerOf>['call'];
let person: Person;

beforeAll(async () => {
  g = await startGroundswell({ people: 150 });
  ({ call } = callerOf(g));
  await g.synced();
  person = (await g.api<{ items: Person[] }>('/people?limit=1')).items[0]!;
});

afterAll(async () => {
  await g.close();
});

describe('people', () => {
  it('are listed, shown, explained and told, each in the shape agreed', async () => {
    expectShape(pageOf(personShape), await g.api('/people?limit=200'));
    expectShape(profileShape, await g.api(`/people/${person.id}`));
    expectShape(scoreShape, await g.api(`/people/${person.id}/score`));
    expectShape(pageOf(timelineShape), await g.api(`/people/${person.id}/timeline`));
  });

  it.each(['-propensity', 'propensity', 'name', '-name', 'company', 'lastActAt'])(
    'are paged by %s without a gap or a repeat',
    async (sort) => {
      const whole = await everyItem<Person>(g, `/people?limit=200&sort=${sort}`);
      const paged = await everyItem<Person>(g, `/people?limit=7&sort=${sort}`);
      expect(paged.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
      expect(new Set(paged.map(({ id }) => id)).size).toBe(paged.length);
      const field = sort.replace('-', '') as 'propensity' | 'name' | 'company' | 'lastActAt';
      const values = whole.map((each) =>
        field === 'name' || field === 'company' ? lower(each[field]) : (each[field] ?? 0),
      );
      const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(values).toEqual(sort.startsWith('-') ? sorted.toReversed() : sorted);
    },
  );

  it('are found by part of a name, an address or a company, and the wildcards of SQL mean nothing', async () => {
    const someone = (await everyItem<Person>(g, '/people?limit=200')).find(
      ({ email, company }) => email && company,
    )!;
    for (const part of [
      someone.name.slice(0, 5),
      someone.email!.slice(2, 9),
      someone.company!.slice(1, 6).toUpperCase(),
    ]) {
      const found = await everyItem<Person>(g, `/people?limit=200&q=${encodeURIComponent(part)}`);
      expect(found.map(({ id }) => id)).toContain(someone.id);
      expect(
        found.every((each) =>
          JSON.stringify([each.name, each.email, each.company]).toLowerCase().includes(part.toLowerCase()),
        ),
      ).toBe(true);
    }
    expect(await everyItem<Person>(g, `/people?limit=200&q=${encodeURIComponent('%_%_%')}`)).toEqual([]);
    await g.api(`/people?q=${encodeURIComponent('🌸'.repeat(60))}`);
  });

  it('are filtered by tier', async () => {
    const all = await everyItem<Person>(g, '/people?limit=200');
    const candidates = await everyItem<Person>(g, '/people?limit=200&tier=candidate');
    expect(candidates.length).toBeGreaterThan(0);
    expect(candidates.map(({ id }) => id)).toEqual(
      all.filter(({ tier }) => tier === 'candidate').map(({ id }) => id),
    );
  });
});

describe('connections', () => {
  it('are listed with their progress, shown, and asked to sync', async () => {
    const { items } = expectShape(pageOf(connectionShape), await g.api('/connections'));
    expect(items.map(({ vendor }) => vendor).toSorted()).toEqual(['hubspot', 'slack']);
    expectShape(connectionShape, await g.api(`/connections/${HUBSPOT}`));
    expectShape(healthShape, await g.api(`/connections/${HUBSPOT}/health`));
  });

  it.each([
    ['nothing', '', undefined],
    ['no JSON although it says so', '', ''],
    ['an empty object', '', '{}'],
    ['a wish for everything', '?full=true', undefined],
  ])('look for changes when sent %s', async (_, query, body) => {
    const response = await call('POST', `/connections/${HUBSPOT}/sync${query}`, body);
    expect(response.status).toBe(200);
    const begun = expectShape(connectionShape, await response.json());
    expect(begun.progress.done === 0).toBe(query !== '');
    await g.synced();
  });
});

function lower(text: string | null): string {
  return (text ?? '').replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
