import { FIRST_IDS, type Portal, type PortalData } from '../hubspot/portal.ts';
import type { SeedRecord } from '../hubspot/record.ts';
import { between, seeded } from '../random.ts';
import { companyRecord } from './company.ts';
import { dealCompany, dealRecord } from './deal.ts';
import { OWNERS } from './owners.ts';
import { personRecord, spineAt } from './person.ts';
import { DAY_MS, type World } from './world.ts';

/** How large a demo company to make; `now` (epoch milliseconds) is where its two years of history end. */
export interface DemoOptions {
  seed: string;
  people: number;
  now: number;
}

/** A business software company's customers: the same options always give the same portal, made on demand. */
export function createDemo(options: DemoOptions): PortalData {
  const world: World = {
    ...options,
    companies: Math.max(1, Math.round(options.people * 0.12)),
    ownerIds: OWNERS.map((owner) => owner.id),
    known: new Map(),
  };
  const deals = Math.round(options.people * 0.3);
  return {
    owners: OWNERS,
    contacts: {
      count: world.people,
      at: (index) => personRecord(world, index),
      modifiedAt: (index) => spineAt(world, index).modifiedAt,
    },
    companies: fromMaker(world.companies, (index) => companyRecord(world, index)),
    deals: fromMaker(deals, (index) => dealRecord(world, index, deals)),
    connect: (portal) => connect(portal, world, deals),
  };
}

function fromMaker(count: number, at: (index: number) => SeedRecord) {
  return { count, at, modifiedAt: (index: number) => at(index).modifiedAt };
}

function connect(portal: Portal, world: World, deals: number): void {
  const { associations } = portal;
  const members = new Map<number, number[]>();
  for (let index = 0; index < world.people; index++) {
    const { company, tiedTo } = spineAt(world, index);
    const id = FIRST_IDS.contacts + index;
    const list = members.get(company);
    if (list) list.push(id);
    else members.set(company, [id]);
    if (tiedTo !== null)
      associations.connect('contacts', id, 'companies', FIRST_IDS.companies + tiedTo, true);
  }
  for (let index = 0; index < deals; index++) {
    const random = seeded(`${world.seed}:deal-people:${index}`);
    const company = dealCompany(world, index);
    const deal = FIRST_IDS.deals + index;
    if (random() > 0.03)
      associations.connect('deals', deal, 'companies', FIRST_IDS.companies + company, true);
    const people = members.get(company) ?? [];
    for (let one = between(random, 0, 3); one > 0 && people.length > 0; one--) {
      const id = people[Math.floor(random() * people.length)];
      if (id !== undefined) associations.connect('deals', deal, 'contacts', id, false);
    }
  }
  age(portal, world);
}

/** The portal's past: people deleted last month, and pairs of records somebody merged. */
function age(portal: Portal, world: World): void {
  const table = portal.tables.contacts;
  const actor = { source: 'CRM_UI' as const, sourceId: 'userId:7700001' };
  for (let index = 90; index + 40 < world.people; index += 130) {
    const record = table.get(FIRST_IDS.contacts + index);
    if (record) table.archive(record, world.now - between(seeded(`${world.seed}:${index}`), 1, 60) * DAY_MS);
  }
  for (let index = 55; index + 40 < world.people; index += 210) {
    const [primary, other] = [
      table.get(FIRST_IDS.contacts + index),
      table.get(FIRST_IDS.contacts + index + 31),
    ];
    if (primary && other && primary.archivedAt === null && other.archivedAt === null)
      portal.merge('contacts', primary, other, actor);
  }
}
