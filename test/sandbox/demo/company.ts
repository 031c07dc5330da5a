import type { SeedRecord } from '../hubspot/record.ts';
import { between, pick, seeded } from '../random.ts';
import { anyCountry, type Country } from './countries.ts';
import { firmName, industryAt } from './firm-name.ts';
import { DAY_MS, HISTORY_DAYS, type World } from './world.ts';

/** What the people and deals of a company take from it. */
export interface Company {
  name: string;
  domain: string;
  country: Country;
  city: string;
  zone: string;
  stage: 'customer' | 'opportunity' | 'lead';
  owner: string;
}

/** Names that have broken somebody's software before, spread thinly over the first few hundred companies. */
const AWKWARD = [
  'Müller & Söhne',
  'R&D <Labs>',
  '"Quoted" Holdings',
  "O'Brien & Daughters",
  '株式会社ひかり物流',
  '+plus* Media',
  'Null Logistics',
  'Straße_7 GmbH & Co. KG',
];
const AWKWARD_STEP = 71;

/** Company `index` of the world; the same arguments give the same company. */
export function companyAt(world: World, index: number): Company {
  let known = world.known.get(index);
  if (!known) world.known.set(index, (known = makeCompany(world, index)));
  return known;
}

function makeCompany(world: World, index: number): Company {
  const random = seeded(`${world.seed}:company:${index}`);
  const country = anyCountry(random);
  const [city, zone] = pick(random, country.places);
  const awkward = index % AWKWARD_STEP === 5 ? AWKWARD[Math.floor(index / AWKWARD_STEP)] : undefined;
  const bare = awkward ?? firmName(random, country, city, industryAt(index).words);
  const form = awkward === undefined && random() < 0.4 ? pick(random, country.forms) : '';
  const standing = random();
  return {
    name: `${bare} ${form}`.trim(),
    country,
    city,
    zone,
    domain: `${slug(bare) || 'hikari-logistics'}.example`,
    stage: standing < 0.82 ? 'customer' : standing < 0.92 ? 'opportunity' : 'lead',
    owner: pick(random, world.ownerIds),
  };
}

/** The company as its CRM record. */
export function companyRecord(world: World, index: number): SeedRecord {
  const company = companyAt(world, index);
  const random = seeded(`${world.seed}:company-record:${index}`);
  const createdAt =
    world.now -
    Math.floor((1 - index / world.companies) * HISTORY_DAYS * DAY_MS) -
    between(random, 1, DAY_MS);
  const employees = Math.round(12 * Math.exp(random() * 7));
  const properties: Record<string, string> = {
    name: random() < 0.01 ? `${company.name}  ` : company.name,
    domain: company.domain,
    industry: random() < 0.08 ? '' : industryAt(index).value,
    city: company.city,
    country: company.country.name,
    lifecyclestage: company.stage,
    hubspot_owner_id: company.owner,
  };
  if (random() < 0.85) properties['numberofemployees'] = String(employees);
  if (random() < 0.6) properties['annualrevenue'] = String(employees * between(random, 60, 240) * 1000);
  return { properties, createdAt, modifiedAt: companyModifiedAt(world, index, createdAt) };
}

/** When the company record was last touched. */
function companyModifiedAt(world: World, index: number, createdAt: number): number {
  const random = seeded(`${world.seed}:company-modified:${index}`);
  return Math.max(createdAt, world.now - 60_000 - Math.floor(random() ** 3 * 400 * DAY_MS));
}

const slugs = new Map<string, string>();

/** Lower-case ASCII letters and digits only, as in a domain or an address. Names repeat, so answers are kept. */
export function slug(text: string): string {
  let known = slugs.get(text);
  if (known === undefined) slugs.set(text, (known = toSlug(text)));
  return known;
}

function toSlug(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/ß/g, 'ss')
    .replaceAll(/[øö]/g, 'o')
    .replaceAll(/ł/g, 'l')
    .replaceAll(/đ/g, 'd')
    .replaceAll(/ı/g, 'i')
    .replaceAll(/[^a-z0-9]+/g, '');
}
