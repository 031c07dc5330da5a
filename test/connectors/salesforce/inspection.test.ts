import { describe, expect, test } from 'vitest';
import { emptyBatch, joinBatches, type CrmBatch } from '#core/crm/crm.ts';
import type { CrmConnector } from '#connectors/connector.ts';
import type { SchemaMemory } from '#connectors/salesforce/schema-memory.ts';
import { testOrg } from './org.ts';

async function everything(connector: CrmConnector): Promise<CrmBatch> {
  const batches = [emptyBatch()];
  for await (const { batch } of connector.backfill(null)) batches.push(batch);
  return joinBatches(batches);
}

const problemsOf = async (connector: CrmConnector, seen: string[] = []) => {
  const found = await connector.inspect(seen);
  return found.ok ? found.value.problems.map(({ property, code }) => [property, code]) : found;
};

describe('inspect', () => {
  test('has nothing to say of an org where everything is seen', async () => {
    expect(await problemsOf(testOrg().connect())).toEqual([]);
  });

  test('names hidden fields and objects, and the rest syncs', async () => {
    const org = testOrg({ contacts: 4, companies: 2, deals: 2, leads: true });
    const { admin } = org.sandbox;
    for (const field of ['Title', 'HasOptedOutOfEmail', 'NPS_Date__c']) admin.hideField('Contact', field);
    admin.hideField('Campaign', 'Type');
    admin.hideField('CampaignMember', 'HasResponded');
    admin.hideObject('Case');
    admin.hideObject('OpportunityContactRole');
    expect(await problemsOf(org.connect(), ['Contact.NPS_Date__c'])).toEqual(
      [
        'Contact.HasOptedOutOfEmail',
        'Contact.Title',
        'OpportunityContactRole',
        'Campaign.Type',
        'CampaignMember.HasResponded',
        'Case',
        'Contact.NPS_Date__c',
      ].map((property) => [property, 'property_missing']),
    );
    const read = await everything(org.connect());
    expect(read.contacts.map(({ name }) => name)).toEqual(
      [...org.people().values()].map((row) => row['Name']),
    );
    expect(read.contacts.every(({ title, optedOut }) => title === null && !optedOut)).toBe(true);
    expect(read.deals.map(({ contactIds }) => contactIds)).toEqual([[], []]);
  });

  test.each(['Contact', 'Lead', 'Account', 'Opportunity', 'User'] as const)(
    'goes on without %s',
    async (object) => {
      const org = testOrg({ contacts: 10, companies: 2, deals: 2, leads: true });
      org.sandbox.admin.hideObject(object);
      expect(await problemsOf(org.connect())).toContainEqual([object, 'property_missing']);
      const read = await everything(org.connect());
      const counted = await org.connect().count();
      expect(counted).toEqual({
        ok: true,
        value: read.contacts.length + read.companies.length + read.deals.length,
      });
      expect(read.contacts.length).toBe(
        new Map<string, number>([
          ['Contact', 2],
          ['Lead', 8],
        ]).get(object) ?? 10,
      );
    },
  );
});

describe('what the user may see', () => {
  const remember = () => {
    const kept: { text: string | null } = { text: null };
    const memory: SchemaMemory = {
      load: () => kept.text,
      save: (text) => {
        kept.text = text;
      },
    };
    return { kept, memory };
  };
  const describes = (org: ReturnType<typeof testOrg>) =>
    org.sandbox.calls.calls().filter(({ path }) => path.endsWith('/describe')).length;

  test('is asked once a use, and once an hour where it is kept', async () => {
    const org = testOrg({ contacts: 3 });
    const once = org.connect();
    await once.count();
    await everything(once);
    expect(describes(org)).toBe(9);
    const { memory } = remember();
    for (let uses = 0; uses < 3; uses++) await org.connect({ memory }).count();
    expect(describes(org)).toBe(18);
    org.clock.at += 3_600_001;
    await org.connect({ memory }).count();
    expect(describes(org)).toBe(27);
  });

  test('is asked again after a query was refused', async () => {
    const org = testOrg({ contacts: 3 });
    const { kept, memory } = remember();
    await org.connect({ memory }).count();
    org.sandbox.admin.hideField('Contact', 'Title');
    await expect(everything(org.connect({ memory }))).rejects.toMatchObject({
      problem: { code: 'property_missing' },
    });
    expect(kept.text).toBe(null);
    expect((await everything(org.connect({ memory }))).contacts).toHaveLength(3);
  });
});
