import { expect, test } from 'vitest';
import { createDemo } from '../../demo/demo.ts';
import { Portal } from '../../hubspot/portal.ts';
import { defaultKnobs as portalKnobs } from '../../hubspot/knobs.ts';
import { seeded } from '../../random.ts';
import { defaultKnobs } from '../knobs.ts';
import { makeId, PREFIXES } from '../org/id.ts';
import { Org } from '../org/org.ts';
import { textOf } from '../org/row.ts';
import { OBJECTS } from '../schema/schema.ts';
import { createSalesforceDemo } from './demo.ts';

const NOW = Date.UTC(2026, 10, 1);
const world = { seed: 'demo', people: 2000, now: NOW };
const demo = (): Org =>
  new Org(makeId(PREFIXES.Organization, 1), createSalesforceDemo(world), {
    knobs: defaultKnobs(),
    now: () => NOW,
    random: seeded('x'),
  });

test('the same options give the same org', () => {
  const [one, two] = [demo(), demo()];
  for (const object of OBJECTS) expect([...one.table(object).all()]).toEqual([...two.table(object).all()]);
});

test('most people are in both CRMs by the same address, some only here, some as leads', () => {
  const org = demo();
  const portal = new Portal(1, createDemo(world), {
    knobs: portalKnobs(),
    now: () => NOW,
    random: seeded('x'),
  });
  const contacts = [...org.table('Contact').all()];
  const addresses = contacts.map((row) => textOf(row, 'Email').toLowerCase()).filter(Boolean);
  const shared = addresses.filter((address) => portal.idByEmail(address) !== null).length;
  expect(shared / world.people).toBeGreaterThan(0.45);
  expect(addresses.length - shared).toBeGreaterThan(0.2 * world.people);
  expect(org.table('Lead').size).toBe(0.1 * world.people);
  expect(contacts.some((row) => row['IsPersonAccount'] === true)).toBe(true);
});

test('every value fits its field and every lookup leads somewhere', () => {
  const org = demo();
  for (const object of OBJECTS) {
    const fields = new Map(org.schema.fields(object).map((field) => [field.name, field]));
    for (const row of org.table(object).all()) {
      for (const [name, value] of Object.entries(row)) {
        const field = fields.get(name);
        if (!field) throw new Error(`${object} has no ${name}`);
        if (field.type === 'string' && String(value).length > field.length)
          throw new Error(`${object}.${name} is too long`);
        const to = OBJECTS.find((one) => one === field.referenceTo[0]);
        if (to && value !== null && !org.get(to, String(value)))
          throw new Error(`${object}.${name} leads nowhere`);
      }
      expect(textOf(row, 'SystemModstamp') >= textOf(row, 'CreatedDate')).toBe(true);
    }
  }
});
