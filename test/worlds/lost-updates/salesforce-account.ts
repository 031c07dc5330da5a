import { parseOutboundMessage } from '#connectors/salesforce/webhook.ts';
import { testOrg, viaSandbox } from '#test/connectors/salesforce/org.ts';
import { pick } from '#test/sandbox/random.ts';
import { makeId } from '#test/sandbox/salesforce/org/id.ts';
import { textOf } from '#test/sandbox/salesforce/org/row.ts';
import { toEnvelope } from '#test/sandbox/salesforce/outbound/soap.ts';
import type { Account } from './account.ts';
import { Crowd } from './crowd.ts';
import { memoryOfAnHour } from './memory-of-an-hour.ts';
import { naiveSalesforce } from './naive-salesforce.ts';
import type { Weather } from './weather.ts';

const CAMPAIGN = makeId('701', 1);
const ANNOUNCED = ['created', 'updated', 'undeleted'];

/** An org people work in, leads among its people. */
export function salesforceAccount(weather: Weather): Account {
  const { random } = weather;
  const vendor = testOrg({
    contacts: weather.contacts,
    companies: 8,
    deals: 8,
    leads: true,
    knobs: { commitLagJitterMs: weather.lagMs },
  });
  const { org, admin, grants, instanceUrl, knobs } = vendor.sandbox;
  org.load(
    'Campaign',
    { Id: CAMPAIGN, Name: 'Customer day', Type: 'Webinar', StartDate: '2026-10-30' },
    vendor.clock.at,
  );
  const crowd = new Crowd([...vendor.people().keys()]);
  const removed = new Crowd([]);
  const silent = new Map<string, number>();
  const memory = memoryOfAnHour();
  const sender = { orgId: org.id, actionId: makeId('04k', 1), instanceUrl };
  let messages = 0;
  return {
    clock: vendor.clock,
    pollEvery: 300_000,
    fetch: viaSandbox(vendor),
    connect: (through, now) => vendor.connect({ fetch: through, now, memory }),
    naive: (through) =>
      naiveSalesforce(through, instanceUrl, () => grants.issueAccess(org.adminId, ['api', 'id']).access),
    listen: (post) =>
      org.listen(({ action, object, row }) => {
        if (!ANNOUNCED.includes(action) || !knobs.outboundObjects.includes(object)) return;
        const xml = toEnvelope(sender, [{ id: makeId('04l', ++messages), object, row }]);
        post({
          read: async () => {
            const message = await parseOutboundMessage(xml);
            return message.ok ? { ok: true, value: message.value.events } : message;
          },
          gone: [],
        });
      }),
    ids: () => crowd.all,
    create: (LastName) =>
      crowd.add(
        random() < 0.7
          ? admin.create('Contact', { LastName })
          : admin.create('Lead', { LastName, Company: 'Unknown' }),
      ),
    rename: (id, LastName) => admin.update(objectOf(id), id, { FirstName: null, LastName }),
    remove: (id) => {
      admin.remove(objectOf(id), id);
      crowd.drop(id);
      removed.add(id);
    },
    restore: () => {
      if (removed.all.length === 0) return;
      const id = pick(random, removed.all);
      admin.undelete(objectOf(id), id);
      removed.drop(id);
      crowd.add(id);
    },
    merge: (into, other) => {
      const object = objectOf(into);
      if (object === objectOf(other)) admin.merge(object, into, other);
      else {
        const [lead, contactId] = object === 'Lead' ? [into, other] : [other, into];
        admin.convertLead(lead, { contactId });
      }
      crowd.drop(object === objectOf(other) || object === 'Contact' ? other : into);
    },
    special: (id) => {
      const roll = random();
      if (objectOf(id) === 'Lead') {
        crowd.add(admin.convertLead(id).contactId);
        crowd.drop(id);
      } else if (roll < 0.4) {
        const answered = { Status: 'Responded', FirstRespondedDate: '2026-10-30' };
        admin.create('CampaignMember', { CampaignId: CAMPAIGN, ContactId: id, ...answered });
      } else if (roll < 0.8) {
        admin.create('Case', { ContactId: id, Subject: 'Down', IsEscalated: true, Status: 'New' });
      } else {
        admin.hardDelete('Contact', id);
        crowd.drop(id);
        silent.set(id, vendor.clock.at);
      }
    },
    truth: () =>
      new Map(
        [...vendor.people()].map(([id, row]) => [
          id,
          `${textOf(row, 'FirstName')} ${textOf(row, 'LastName')}`.trim(),
        ]),
      ),
    silent,
  };
}

function objectOf(id: string): 'Lead' | 'Contact' {
  return id.startsWith('00Q') ? 'Lead' : 'Contact';
}
