import { companyAt, companyRecord } from '../../demo/company.ts';
import type { World } from '../../demo/world.ts';
import { seeded } from '../../random.ts';
import type { Org } from '../org/org.ts';
import type { Value } from '../org/row.ts';

const TYPES = { customer: 'Customer - Direct', opportunity: 'Prospect', lead: 'Prospect' } as const;

/** Loads every company of the world; gives their ids in the world's order. */
export function loadAccounts(org: Org, world: World, owners: ReadonlyMap<string, string>): string[] {
  return Array.from({ length: world.companies }, (_, index) => {
    const company = companyAt(world, index);
    const { properties: p, createdAt, modifiedAt } = companyRecord(world, index);
    const values: Record<string, Value> = {
      Name: (p['name'] ?? company.name).trim(),
      Website: `https://www.${company.domain}`,
      Type: TYPES[company.stage],
      BillingCity: company.city,
      BillingCountry: company.country.name,
      CurrencyIsoCode: company.country.currency,
      OwnerId: owners.get(company.owner) ?? org.adminId,
    };
    if (p['industry']) values['Industry'] = p['industry'].replaceAll('_', ' ');
    if (p['numberofemployees']) values['NumberOfEmployees'] = Number(p['numberofemployees']);
    if (p['annualrevenue']) values['AnnualRevenue'] = Number(p['annualrevenue']);
    return org.load('Account', values, createdAt, modifiedAt);
  });
}

/** A private customer: an account and a contact that are one. */
export function loadPersonAccount(
  org: Org,
  person: { values: Record<string, Value>; createdAt: number; modifiedAt: number },
  owner: string,
): string {
  const { values, createdAt, modifiedAt } = person;
  const account = org.load(
    'Account',
    {
      IsPersonAccount: true,
      FirstName: values['FirstName'] ?? null,
      LastName: values['LastName'] ?? null,
      OwnerId: owner,
    },
    createdAt,
    modifiedAt,
  );
  const contact = org.load(
    'Contact',
    { ...values, IsPersonAccount: true, AccountId: account, OwnerId: owner },
    createdAt,
    modifiedAt,
  );
  org.loadTwin(account, contact);
  return contact;
}

/** Whether the person at `index` is a customer in private. */
export function isPrivate(seed: string, index: number): boolean {
  return seeded(`${seed}:private:${index}`)() < 0.02;
}
