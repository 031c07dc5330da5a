import { companyAt } from '../../demo/company.ts';
import { OWNERS } from '../../demo/owners.ts';
import { DAY_MS, HISTORY_DAYS, type World } from '../../demo/world.ts';
import { seeded } from '../../random.ts';
import type { Org, OrgData } from '../org/org.ts';
import { isPrivate, loadAccounts, loadPersonAccount } from './account.ts';
import { ownPerson, sharedPerson, type DemoPerson } from './person.ts';
import { loadCampaigns, loadCases, loadOpportunities, type Cast } from './work.ts';

/** How large a demo company to make, with the same `seed` and `now` as HubSpot's: they are the same people. */
interface SalesforceDemoOptions {
  seed: string;
  /** People in all, about as many as HubSpot holds. */
  people: number;
  /** Epoch milliseconds at which the history ends. */
  now: number;
}

/** Of those HubSpot holds, the share that sales keeps too. */
const SHARED = 0.6;
/** Of all people: those only sales knows as contacts, and as leads. */
const OWN = 0.3;
const LEADS = 0.1;

/** The demo company seen from its sales team. The same options always give the same org. */
export function createSalesforceDemo(options: SalesforceDemoOptions): OrgData {
  const world: World = {
    ...options,
    companies: Math.max(1, Math.round(options.people * 0.12)),
    ownerIds: OWNERS.map((owner) => owner.id),
    known: new Map(),
  };
  return {
    fill(org) {
      const owners = loadUsers(org, world);
      const accounts = loadAccounts(org, world, owners);
      const { contacts, members } = loadContacts(org, world, accounts, owners);
      const cast: Cast = { accounts, members, contacts, leads: loadLeads(org, world, owners), owners };
      loadOpportunities(org, world, cast);
      loadCampaigns(org, world, cast);
      loadCases(org, world, cast);
    },
  };
}

/** The people who look after customers; gives their ids by those HubSpot has for them. The first is the admin. */
function loadUsers(org: Org, world: World): Map<string, string> {
  const began = world.now - (HISTORY_DAYS + 30) * DAY_MS;
  return new Map(
    OWNERS.map((owner) => {
      const user = {
        Username: owner.email,
        FirstName: owner.firstName,
        LastName: owner.lastName,
        Email: owner.email,
        IsActive: !owner.archived,
        TimeZoneSidKey: 'America/New_York',
      };
      return [owner.id, org.load('User', user, began)];
    }),
  );
}

function loadContacts(
  org: Org,
  world: World,
  accounts: readonly string[],
  owners: ReadonlyMap<string, string>,
): { contacts: string[]; members: Map<number, string[]> } {
  const contacts: string[] = [];
  const members = new Map<number, string[]>();
  const load = (person: DemoPerson, index: number): void => {
    const owner = owners.get(person.owner) ?? org.adminId;
    if (isPrivate(world.seed, index)) {
      contacts.push(loadPersonAccount(org, person, owner));
      return;
    }
    const tie = { AccountId: accounts[person.company] ?? null, OwnerId: owner };
    const id = org.load('Contact', { ...person.values, ...tie }, person.createdAt, person.modifiedAt);
    contacts.push(id);
    const list = members.get(person.company);
    if (list) list.push(id);
    else members.set(person.company, [id]);
  };
  for (let index = 0; index < world.people; index++) {
    if (seeded(`${world.seed}:both:${index}`)() < SHARED) load(sharedPerson(world, index), index);
  }
  const own = Math.round(world.people * OWN);
  for (let index = 0; index < own; index++) load(ownPerson(world, index), world.people + index);
  return { contacts, members };
}

/** People sales has not spoken with yet. */
function loadLeads(org: Org, world: World, owners: ReadonlyMap<string, string>): string[] {
  return Array.from({ length: Math.round(world.people * LEADS) }, (_, index) => {
    const person = ownPerson(world, Math.round(world.people * OWN) + index);
    const { MailingCity, MailingCountry, ...values } = person.values;
    return org.load(
      'Lead',
      {
        ...values,
        Company: companyAt(world, person.company).name,
        Status: index % 3 === 0 ? 'Open - Not Contacted' : 'Working - Contacted',
        LeadSource: 'Web',
        City: MailingCity ?? null,
        Country: MailingCountry ?? null,
        OwnerId: owners.get(person.owner) ?? org.adminId,
      },
      person.createdAt,
      person.modifiedAt,
    );
  });
}
