import { FIRST_IDS } from '../../hubspot/portal.ts';
import type { SeedRecord } from '../../hubspot/record.ts';
import { between, pick, seeded } from '../../random.ts';
import { slug } from '../company.ts';
import { COUNTRIES } from '../countries.ts';
import { cleanPerson } from '../person.ts';
import { voiceOf } from '../voice.ts';
import type { World } from '../world.ts';
import type { Account, Context, Person } from './ravenstack-context.ts';
import type { CsvRow } from './table.ts';

const COUNTRY_CODES: Record<string, string> = {
  US: 'United States',
  UK: 'United Kingdom',
  IN: 'India',
  AU: 'Australia',
  DE: 'Germany',
  CA: 'Canada',
  FR: 'France',
};
/** Share of a healthy account's people who have spoken up for the product. */
const ADVOCATES = 0.08;

/** The account in a row; a string says why there is none. */
export function toAccount(context: Context, row: CsvRow): Account | string {
  const { cells } = row;
  const id = cells['account_id'] ?? '';
  const name = cells['account_name'] ?? '';
  const signedUpAt = context.at(cells['signup_date'] ?? '');
  if (!id || !name) return 'an account needs an id and a name';
  if (signedUpAt === null) return `no date in "${cells['signup_date'] ?? ''}"`;
  if (context.accounts.has(id)) return `account ${id} was there before`;
  const random = seeded(`${context.world.seed}:${id}`);
  const country =
    COUNTRIES.find((one) => one.name === COUNTRY_CODES[cells['country'] ?? '']) ?? pick(random, COUNTRIES);
  const [city, zone] = pick(random, country.places);
  return {
    id,
    index: context.accounts.size,
    name,
    domain: `${slug(name)}.example`,
    industry: cells['industry'] ?? '',
    country,
    city,
    zone,
    signedUpAt,
    churned: cells['churn_flag'] === 'TRUE',
    stage: cells['is_trial'] === 'TRUE' ? 'opportunity' : 'customer',
    owner: pick(random, context.world.ownerIds),
    people: [],
  };
}

/** The account as a company record. */
export function accountRecord(account: Account): SeedRecord {
  return {
    createdAt: account.signedUpAt,
    modifiedAt: account.signedUpAt,
    properties: {
      name: account.name,
      domain: account.domain,
      industry: account.industry,
      city: account.city,
      country: account.country.name,
      lifecyclestage: account.stage,
      hubspot_owner_id: account.owner,
    },
  };
}

/** Three to eight people for an account, the first numbered `from`. */
export function peopleOf(world: World, account: Account, from: number): Person[] {
  const random = seeded(`${world.seed}:${account.id}:people`);
  return Array.from({ length: between(random, 3, 8) }, (_, offset) => {
    const clean = cleanPerson(world, from + offset, account, random);
    const span = { from: account.signedUpAt, to: world.now };
    const speaksUp = !account.churned && random() < ADVOCATES;
    const voice = speaksUp ? voiceOf(random, random() < 0.2 ? 'champion' : 'advocate', span) : {};
    const createdAt = account.signedUpAt;
    const filled = Object.entries({
      ...clean,
      ...voice,
      associatedcompanyid: String(FIRST_IDS.companies + account.index),
    }).filter(([, value]) => value !== '');
    return {
      company: account.index,
      createdAt,
      modifiedAt: createdAt,
      properties: Object.fromEntries(filled),
    };
  });
}
