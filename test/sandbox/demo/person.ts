import { FIRST_IDS } from '../hubspot/portal.ts';
import type { Properties, SeedRecord } from '../hubspot/record.ts';
import { between, pick, seeded, type Random } from '../random.ts';
import { companyAt, slug, type Company } from './company.ts';
import { anyCountry } from './countries.ts';
import { CULTURES, type Culture, type CultureName } from './cultures.ts';
import { soil } from './dirt.ts';
import { titleOf } from './titles.ts';
import { standingOf, voiceOf, type Standing } from './voice.ts';
import { DAY_MS, HISTORY_DAYS, type World } from './world.ts';

/** The part of a person that lists and indexes need, made without making the whole record. */
export interface Spine {
  company: number;
  /** The company the record is tied to, which is not always known. */
  tiedTo: number | null;
  /** The earlier record of the same person, for somebody entered twice. */
  twinOf: number | null;
  standing: Standing;
  createdAt: number;
  modifiedAt: number;
}

/** Most of the records an import touched in one go carry one and the same modification time. */
const IMPORT_SHARE = 0.07;
const IMPORT_DAYS_AGO = 214;
/** Share of people who were entered a second time, and how many records back the first one may be. */
const DUPLICATE_SHARE = 0.02;
const DUPLICATE_REACH = 60;
const UNTIED_SHARE = 0.03;

/** Where person `index` stands; the same arguments give the same spine. */
export function spineAt(world: World, index: number): Spine {
  const random = seeded(`${world.seed}:person:${index}`);
  const standing = standingOf(random);
  const company = Math.min(world.companies - 1, Math.floor(random() ** 1.5 * world.companies));
  const age = (1 - (index + random()) / world.people) ** 1.2 * HISTORY_DAYS;
  const createdAt = Math.floor(world.now - DAY_MS - age * DAY_MS);
  const imported = random() < IMPORT_SHARE && age > IMPORT_DAYS_AGO;
  const active = standing === 'champion' || standing === 'advocate' || standing === 'detractor';
  const quietDays = random() ** (active ? 4 : 1.6) * Math.min(age, active ? 120 : HISTORY_DAYS);
  const modifiedAt = imported
    ? world.now - IMPORT_DAYS_AGO * DAY_MS
    : Math.max(createdAt, Math.floor(world.now - 60_000 - quietDays * DAY_MS));
  const twinOf =
    index > DUPLICATE_REACH && random() < DUPLICATE_SHARE
      ? index - between(random, 1, DUPLICATE_REACH)
      : null;
  const tiedTo = twinOf !== null || random() < UNTIED_SHARE ? null : company;
  return { company, tiedTo, twinOf, standing, createdAt, modifiedAt };
}

/** Person `index` as a contact record, with the dirt a real CRM collects. */
export function personRecord(world: World, index: number): SeedRecord {
  const spine = spineAt(world, index);
  const random = seeded(`${world.seed}:record:${index}`);
  const company = companyAt(world, spine.company);
  const clean =
    spine.twinOf === null
      ? cleanPerson(world, index, company, random)
      : secondRecord(world, spine.twinOf, random);
  const span = { from: spine.createdAt, to: spine.modifiedAt };
  const voice = company.stage === 'customer' ? voiceOf(random, spine.standing, span) : {};
  const properties = soil(world, index, random, { ...clean, ...voice }, company);
  if (spine.tiedTo !== null) properties['associatedcompanyid'] = String(FIRST_IDS.companies + spine.tiedTo);
  return { properties, createdAt: spine.createdAt, modifiedAt: spine.modifiedAt };
}

/** Somebody entered again: the same name, a private address or none, and less about them. */
function secondRecord(world: World, index: number, random: Random): Properties {
  const spine = spineAt(world, index);
  const first = seeded(`${world.seed}:record:${index}`);
  const original = cleanPerson(world, index, companyAt(world, spine.company), first);
  const { firstname = '', lastname = '', company = '', lifecyclestage = '' } = original;
  const name = {
    firstname: random() < 0.3 ? firstname.toLowerCase() : firstname,
    lastname,
    company,
    lifecyclestage,
  };
  return random() < 0.4
    ? name
    : { ...name, email: `${slug(firstname)}.${slug(lastname) || index}@mailbox.example` };
}

/** Name, address and place of person `index`, who works at `company`, before anything went wrong with them. */
export function cleanPerson(world: World, index: number, company: Company, random: Random): Properties {
  const culture: CultureName = random() < 0.78 ? company.country.culture : anyCountry(random).culture;
  const { first, last, address } = nameIn(CULTURES[culture], random, index);
  const properties: Properties = {
    firstname: first,
    lastname: last,
    email: `${address}@${company.domain}`,
    jobtitle: titleOf(random),
    company: company.name,
    city: company.city,
    country:
      random() < 0.15
        ? pick(random, [company.country.name, ...company.country.spellings])
        : company.country.name,
    hs_timezone: company.zone.toLowerCase().replaceAll('/', '_slash_'),
    hs_language: company.country.language,
    lifecyclestage: company.stage,
    hubspot_owner_id: random() < 0.9 ? company.owner : pick(random, world.ownerIds),
  };
  if (random() < 0.55)
    properties['phone'] = company.country.phone.replaceAll('#', () => String(between(random, 0, 9)));
  return properties;
}

function nameIn(
  culture: Culture,
  random: Random,
  index: number,
): { first: string; last: string; address: string } {
  const given = pick(random, culture.given);
  const family = pick(random, culture.family);
  const twice = random() < 0.06 ? `-${pick(random, culture.family)}` : '';
  const latin = { first: given, last: `${family}${twice}` };
  const address = `${slug(given)}.${slug(family)}${random() < 0.72 ? '' : index % 97}`;
  if (!culture.native || random() > 0.3) return { ...latin, address };
  const [written, surname] = [
    between(random, 0, culture.native.given.length - 1),
    between(random, 0, culture.native.family.length - 1),
  ];
  return {
    first: culture.native.given[written] ?? given,
    last: culture.native.family[surname] ?? family,
    address: `${slug(culture.given[written] ?? given)}.${slug(culture.family[surname] ?? family)}`,
  };
}
