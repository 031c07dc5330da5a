import type { SeedRecord } from '../hubspot/record.ts';
import { between, pick, seeded, type Random } from '../random.ts';
import { COUNTRIES, type Country } from './countries.ts';
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

const STEMS =
  `Harbor Lumen Cobalt Juniper Meridian Northfield Quarry Saffron Tessera Umbra Verdant Willow Zephyr Alder
  Basalt Cinder Drift Ember Fathom Garnet Hollow Indigo Kestrel Larkspur Marlowe Nimbus Orchard Pinnacle Quill Ridge
  Solstice Tidal Upland Vesper Wren Yarrow Atlas Beacon Cedar Dune Elm Falcon Granite Heron Iris Jasper Keystone Linden
  Maple Nectar Onyx Prairie Raven Sable Thistle Vale Wicker Amber Bramble Copper`
    .trim()
    .split(/\s+/);
const COMPOUNDS = ['bridge', 'field', 'gate', 'line', 'mark', 'point', 'stone', 'works', 'way', 'forge', ''];

/** HubSpot's industry value and the words firms of it put behind their name. */
const INDUSTRIES: [industry: string, words: string[]][] = [
  ['COMPUTER_SOFTWARE', ['Software', 'Systems', 'Labs', 'Cloud', 'Analytics']],
  ['FINANCIAL_SERVICES', ['Capital', 'Finance', 'Payments', 'Bank', 'Credit Union']],
  ['HOSPITAL_HEALTH_CARE', ['Health', 'Clinics', 'Care', 'Diagnostics']],
  ['LOGISTICS_AND_SUPPLY_CHAIN', ['Logistics', 'Freight', 'Shipping', 'Cold Chain']],
  ['RETAIL', ['Stores', 'Outfitters', 'Home', 'Market']],
  ['MANUFACTURING', ['Manufacturing', 'Tooling', 'Industries', 'Components', 'Robotics']],
  ['HIGHER_EDUCATION', ['University', 'College', 'Academy', 'Learning']],
  ['MEDIA_PRODUCTION', ['Media', 'Studios', 'Press', 'Pictures']],
  ['INSURANCE', ['Insurance', 'Mutual', 'Assurance']],
  ['RENEWABLES_ENVIRONMENT', ['Energy', 'Solar', 'Renewables', 'Grid']],
  ['TELECOMMUNICATIONS', ['Telecom', 'Networks', 'Mobile']],
  ['HOSPITALITY', ['Hotels', 'Travel', 'Resorts']],
  ['CONSTRUCTION', ['Construction', 'Engineering', 'Architects', 'Surveyors']],
  ['NON_PROFIT_ORGANIZATION_MANAGEMENT', ['Foundation', 'Trust', 'Relief']],
  ['FOOD_PRODUCTION', ['Foods', 'Bakeries', 'Farms', 'Brewing']],
];

/** Names that have broken somebody's software before. */
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

/** Company `index` of the world; the same arguments give the same company. */
export function companyAt(world: World, index: number): Company {
  const random = seeded(`${world.seed}:company:${index}`);
  const country = weighted(random);
  const [city, zone] = pick(random, country.places);
  const name = AWKWARD[index % 71] ?? nameOf(random, index, country);
  const standing = random();
  return {
    name,
    country,
    city,
    zone,
    domain: `${slug(name) || 'hikari'}${index >= STEMS.length * COMPOUNDS.length ? index : ''}.example`,
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
    industry: industryOf(random, index),
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

function nameOf(random: Random, index: number, country: Country): string {
  const compound = COMPOUNDS[Math.floor(index / STEMS.length) % COMPOUNDS.length] ?? '';
  const stem = `${STEMS[(index * 7) % STEMS.length]}${compound}`;
  const [, endings] = INDUSTRIES[index % INDUSTRIES.length] ?? ['', ['']];
  const form = random() < 0.45 ? pick(random, country.forms) : '';
  return `${stem} ${pick(random, endings)} ${form}`.trim();
}

function industryOf(random: Random, index: number): string {
  return random() < 0.08 ? '' : (INDUSTRIES[index % INDUSTRIES.length]?.[0] ?? '');
}

const TOTAL_WEIGHT = COUNTRIES.reduce((sum, country) => sum + country.weight, 0);

/** A country, the weighty ones more often. */
export function weighted(random: Random): Country {
  let left = random() * TOTAL_WEIGHT;
  for (const country of COUNTRIES) {
    left -= country.weight;
    if (left < 0) return country;
  }
  return pick(random, COUNTRIES);
}

/** Lower-case ASCII letters and digits only, as in a domain or an address. */
export function slug(text: string): string {
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
