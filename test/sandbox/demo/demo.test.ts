import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createHubspotSandbox } from '../hubspot/hubspot.ts';
import type { Portal } from '../hubspot/portal.ts';
import type { Properties, RecordSource, SeedRecord } from '../hubspot/record.ts';
import { acceptValue } from '../hubspot/value.ts';
import { COUNTRIES } from './countries.ts';
import { CULTURES } from './cultures.ts';
import { createDemo } from './demo.ts';

const NOW = Date.UTC(2026, 10, 1, 12);
const demo = createDemo({ seed: 'test', people: 5000, now: NOW });
const all = (source: RecordSource): SeedRecord[] =>
  Array.from({ length: source.count }, (_, index) => source.at(index));
const people = all(demo.contacts);
const share = (holds: (properties: Properties) => boolean) =>
  people.filter((one) => holds(one.properties)).length / people.length;

test('the same seed and moment give the same company, another seed another', () => {
  const again = createDemo({ seed: 'test', people: 5000, now: NOW });
  fc.assert(
    fc.property(fc.nat(4999), (index) => {
      expect(again.contacts.at(index)).toEqual(people[index]);
    }),
  );
  const other = createDemo({ seed: 'other', people: 50, now: NOW });
  expect(all(other.contacts)).not.toEqual(people.slice(0, 50));
});

test.each(['contacts', 'companies', 'deals'] as const)(
  '%s know their modification time without being made, and lie in the past',
  (type) => {
    for (const [index, record] of all(demo[type]).entries()) {
      expect(demo[type].modifiedAt(index)).toBe(record.modifiedAt);
      expect(record.createdAt).toBeLessThanOrEqual(record.modifiedAt);
      expect(record.modifiedAt).toBeLessThan(NOW);
    }
  },
);

test('everything dated happened while the person was known, and never after today', () => {
  for (const { properties, createdAt } of people) {
    for (const [name, value] of Object.entries(properties)) {
      if (!/_date$|_last_used$/.test(name)) continue;
      expect(value >= new Date(createdAt).toISOString().slice(0, 10)).toBe(true);
      expect(value <= new Date(NOW).toISOString().slice(0, 10)).toBe(true);
    }
  }
});

test('it has the size and the spread of a real customer base', () => {
  expect([demo.companies.count, demo.deals.count, demo.owners.length]).toEqual([600, 1500, 12]);
  const acts = (properties: Properties) =>
    Object.keys(properties).filter((name) => /^last_(ref|rev|tes|cas|spe)/.test(name)).length;
  expect(share((one) => acts(one) >= 2)).toBeGreaterThan(0.04);
  expect(share((one) => acts(one) >= 2)).toBeLessThan(0.12);
  expect(share((one) => !one['nps_score'] && acts(one) === 0)).toBeGreaterThan(0.55);
  expect(share((one) => Number(one['nps_score'] ?? 10) <= 6)).toBeGreaterThan(0.04);
  expect(
    new Set(people.map((one) => `${one.properties['firstname']} ${one.properties['lastname']}`)).size,
  ).toBeGreaterThan(2500);
});

test.each<[string, (one: Properties) => boolean]>([
  ['no address', (one) => one['email'] === undefined],
  ['a shared mailbox', (one) => /^(info|team|accounts|it|procurement)@/.test(one['email'] ?? '')],
  ['a private mailbox', (one) => (one['email'] ?? '').endsWith('@mailbox.example')],
  ['no name at all', (one) => !one['firstname'] && !one['lastname']],
  ['spaces behind a name', (one) => (one['lastname'] ?? '').endsWith(' ')],
  ['right-to-left writing', (one) => /[\u0590-\u06FF]/.test(one['firstname'] ?? '')],
  ['Chinese or Japanese writing', (one) => /\p{Script=Han}/u.test(one['lastname'] ?? '')],
  ['an emoji', (one) => /\p{Extended_Pictographic}/u.test(one['firstname'] ?? '')],
  [
    'an accent written apart',
    (one) => /\p{M}/u.test(one['firstname'] ?? '') && /[a-z]/i.test(one['firstname'] ?? ''),
  ],
  ['a name that pings a channel', (one) => one['firstname'] === '<!channel>'],
  ['a name of ten thousand letters', (one) => (one['firstname'] ?? '').length > 9000],
  ['a script for a name', (one) => (one['firstname'] ?? '').startsWith('<script>')],
  ['no company', (one) => one['associatedcompanyid'] === undefined],
])('somebody has %s', (_, found) => {
  expect(people.some((one) => found(one.properties))).toBe(true);
});

test('some people are there twice under different addresses', () => {
  const byName = new Map<string, Set<string>>();
  for (const { properties: one } of people) {
    const key = `${one['firstname']?.toLowerCase()} ${one['lastname']?.toLowerCase()} ${one['company']}`;
    byName.set(key, (byName.get(key) ?? new Set()).add(one['email'] ?? ''));
  }
  expect([...byName.values()].filter((addresses) => addresses.size > 1).length).toBeGreaterThan(70);
});

test('every address and telephone number is one kept free for fiction', () => {
  for (const { properties } of people) expect(properties['email'] ?? 'x.example').toMatch(/\.example$/);
  for (const country of COUNTRIES) expect(country.phone).toMatch(/55|7946|99 00|23125|390 06|20 91/);
});

test('time zones are real, native names stand in the order of the Latin ones', () => {
  for (const country of COUNTRIES)
    for (const [, zone] of country.places)
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  for (const culture of Object.values(CULTURES)) {
    if (!('native' in culture)) continue;
    expect(culture.native.given.length).toBeLessThanOrEqual(culture.given.length);
    expect(culture.native.family.length).toBeLessThanOrEqual(culture.family.length);
  }
});

describe('loaded into a portal', () => {
  let portal: Portal;
  beforeAll(() => {
    portal = createHubspotSandbox({ data: demo, now: () => NOW }).sandbox.portal;
  });

  test.each(['contacts', 'companies', 'deals'] as const)(
    'every value of %s is one its property accepts',
    (type) => {
      const refused = all(demo[type]).flatMap(({ properties }) =>
        Object.entries(properties).filter(([name, value]) => {
          const definition = portal.properties.get(type, name);
          return !definition || typeof acceptValue({ ...definition, readOnly: false }, value) !== 'string';
        }),
      );
      expect(refused).toEqual([]);
    },
  );

  test('contacts belong to their company and their owner, and a good part to a deal', () => {
    const { contacts } = portal.tables;
    const ids = Array.from(
      { length: contacts.endId - contacts.firstId },
      (_, n) => contacts.firstId + n,
    ).filter((id) => contacts.isLive(id));
    const astray = ids.filter((id) => {
      const company = contacts.get(id)?.properties['associatedcompanyid'];
      const links = portal.linked('contacts', id, 'companies').filter((link) => link.primary);
      return links.map((link) => link.to).join() !== (company ?? '');
    });
    const owners = new Set(portal.owners.map((owner) => owner.id));
    expect(astray).toEqual([]);
    expect(
      ids.filter((id) => !owners.has(contacts.get(id)?.properties['hubspot_owner_id'] ?? '7001001')),
    ).toEqual([]);
    expect(ids.filter((id) => portal.linked('contacts', id, 'deals').length > 0).length).toBeGreaterThan(
      1000,
    );
  });

  test('some contacts were deleted and some merged', () => {
    expect(portal.tables.contacts.archived.size).toBeGreaterThan(20);
    expect(portal.aliases.size).toBeGreaterThan(15);
  });
});
