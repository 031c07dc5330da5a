import { pick, type Random } from '../random.ts';
import type { Country } from './countries.ts';
import { CULTURES } from './cultures.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

const STEMS =
  words(`Harbor Lumen Cobalt Juniper Meridian Northfield Quarry Saffron Tessera Umbra Verdant Willow Zephyr
  Alder Basalt Cinder Drift Ember Fathom Garnet Hollow Indigo Kestrel Larkspur Marlowe Nimbus Orchard Pinnacle Quill
  Ridge Solstice Tidal Upland Vesper Wren Yarrow Beacon Cedar Falcon Granite Heron Iris Keystone Linden Maple Nectar
  Onyx Prairie Raven Thistle Wicker Bramble`);
const COMPOUNDS = words('bridge field gate line mark point stone works way forge brook crest');
const HEADS = words('Vel Nor Cal Tri Om Syn Zen Ar Lu Mer Kin Pol Sol Ter Vir Bel Cor Dra Fen Hal');
const MIDDLES = words('ta do va mi lo ra ne ku si pe');
const TAILS = words('ix on ia um is ly rio ent ara eon');

/** HubSpot's industry value and the words firms of it put behind their name. */
const INDUSTRIES: { value: string; words: string[] }[] = [
  { value: 'COMPUTER_SOFTWARE', words: words('Software Systems Labs Cloud Analytics Security') },
  { value: 'FINANCIAL_SERVICES', words: ['Capital', 'Finance', 'Payments', 'Bank', 'Credit Union'] },
  { value: 'HOSPITAL_HEALTH_CARE', words: words('Health Clinics Care Diagnostics Pharmacy') },
  { value: 'LOGISTICS_AND_SUPPLY_CHAIN', words: ['Logistics', 'Freight', 'Shipping', 'Cold Chain'] },
  { value: 'RETAIL', words: words('Stores Outfitters Home Market Grocers') },
  { value: 'MANUFACTURING', words: words('Manufacturing Tooling Industries Components Robotics') },
  { value: 'HIGHER_EDUCATION', words: words('University College Academy Learning') },
  { value: 'MEDIA_PRODUCTION', words: words('Media Studios Press Pictures') },
  { value: 'INSURANCE', words: words('Insurance Mutual Assurance') },
  { value: 'RENEWABLES_ENVIRONMENT', words: words('Energy Solar Renewables Grid') },
  { value: 'TELECOMMUNICATIONS', words: words('Telecom Networks Mobile') },
  { value: 'HOSPITALITY', words: words('Hotels Travel Resorts') },
  { value: 'CONSTRUCTION', words: words('Construction Engineering Architects Surveyors') },
  { value: 'NON_PROFIT_ORGANIZATION_MANAGEMENT', words: words('Foundation Trust Relief') },
  { value: 'FOOD_PRODUCTION', words: words('Foods Bakeries Farms Brewing') },
];

/** The line of business of company `index`. */
export function industryAt(index: number): { value: string; words: string[] } {
  const industry = INDUSTRIES[index % INDUSTRIES.length];
  if (!industry) throw new RangeError(`no industry for company ${index}`);
  return industry;
}

/** A firm's name without its legal form: after a founder, two of them, a place, a thing, or nothing at all. */
export function firmName(random: Random, country: Country, city: string, endings: string[]): string {
  const { family } = CULTURES[country.culture];
  const ending = pick(random, endings);
  const kind = random();
  if (kind < 0.22) return `${pick(random, family)} ${ending}`;
  if (kind < 0.34) return `${pick(random, family)} & ${pick(random, family)}`;
  if (kind < 0.46) return `${city} ${ending}`;
  if (kind < 0.7)
    return `${pick(random, HEADS)}${pick(random, MIDDLES)}${pick(random, TAILS)}${random() < 0.5 ? ` ${ending}` : ''}`;
  return `${pick(random, STEMS)}${random() < 0.6 ? pick(random, COMPOUNDS) : ''} ${ending}`;
}
