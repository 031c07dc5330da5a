import { parseWebhook } from '#connectors/hubspot/webhook.ts';
import { testPortal, viaSandbox } from '#test/connectors/hubspot/portal.ts';
import { pick } from '#test/sandbox/random.ts';
import type { Actor } from '#test/sandbox/hubspot/portal.ts';
import { toWebhook } from '#test/sandbox/hubspot/webhook-event.ts';
import type { Account } from './account.ts';
import { Crowd } from './crowd.ts';
import { memoryOfAnHour } from './memory-of-an-hour.ts';
import { naiveHubspot } from './naive-hubspot.ts';
import type { Weather } from './weather.ts';

const PERSON: Actor = { source: 'CRM_UI', sourceId: 'userId:1' };
const APP = 3_141_592;

/** A portal people work in. */
export function hubspotAccount(weather: Weather): Account {
  const { random } = weather;
  const vendor = testPortal({
    contacts: weather.contacts,
    companies: 8,
    deals: 8,
    knobs: {
      searchLagJitterMs: weather.lagMs,
      modifiedTieMs: weather.tieMs,
      mergeGivesNewId: weather.newIdOnMerge,
    },
  });
  const { portal, tokens } = vendor.sandbox;
  const crowd = new Crowd([...vendor.live('contacts').keys()]);
  const removed = new Crowd([]);
  /** By survivor: whom it absorbed, and when. */
  const absorbed = new Map<string, Map<string, number>>();
  const silent = new Map<string, number>();
  const fetch: Account['fetch'] = async (input, init) => {
    const response = await viaSandbox(vendor)(input, init);
    response.headers.set('date', new Date(vendor.clock.at).toUTCString());
    return response;
  };
  const memory = memoryOfAnHour();
  const contact = (id: string) => portal.find('contacts', Number(id))!;
  const leave = (id: string) => {
    crowd.drop(id);
    silent.set(id, vendor.clock.at);
  };
  return {
    clock: vendor.clock,
    pollEvery: 60_000,
    fetch,
    connect: (through, now) => vendor.connect({ fetch: through, now, memory }),
    naive: (through) =>
      naiveHubspot(through, () =>
        tokens.issueAccess({
          kind: 'access',
          id: 'naive',
          grant: 'grant',
          scopes: ['contacts', 'companies', 'deals'].map((type) => `crm.objects.${type}.read`),
          issuedAt: vendor.clock.at,
          redirectUri: null,
          challenge: null,
        }),
      ),
    listen: (post) =>
      portal.listen((event) => {
        const body = JSON.stringify([toWebhook(event, portal.id, APP, 'legacy', random)]);
        const gone = ['deletion', 'privacyDeletion'].includes(event.action) ? [String(event.id)] : [];
        post({ read: () => parseWebhook(body), gone });
      }),
    ids: () => crowd.all,
    create: (firstname) => crowd.add(String(portal.create('contacts', { firstname }, PERSON).id)),
    rename: (id, firstname) => {
      portal.update('contacts', contact(id), { firstname, lastname: '' }, PERSON);
    },
    remove: (id) => {
      portal.archive('contacts', contact(id), PERSON);
      leave(id);
      removed.add(id);
    },
    restore: () => {
      if (removed.all.length === 0) return;
      const id = pick(random, removed.all);
      portal.restore('contacts', contact(id), PERSON);
      removed.drop(id);
      silent.delete(id);
      crowd.add(id);
    },
    merge: (into, other) => {
      const survivor = String(portal.merge('contacts', contact(into), contact(other), PERSON).id);
      // A survivor that is absorbed in turn does not hand on whom it absorbed.
      for (const [id, at] of absorbed.get(other) ?? []) silent.set(id, at);
      const gone = [into, other].filter((id) => id !== survivor);
      const own = new Map([
        ...(absorbed.get(into) ?? []),
        ...gone.map((id) => [id, vendor.clock.at] as const),
      ]);
      absorbed.set(survivor, own);
      for (const id of gone) crowd.drop(id);
      crowd.add(survivor);
    },
    special: (id) => {
      portal.erase('contacts', contact(id), PERSON);
      leave(id);
    },
    truth: () =>
      new Map(
        [...vendor.live('contacts')].map(([id, { firstname = '', lastname = '' }]) => [
          id,
          `${firstname} ${lastname}`.trim(),
        ]),
      ),
    silent,
  };
}
