import { parseWebhook } from '#connectors/hubspot/webhook.ts';
import { testPortal, viaSandbox } from '#test/connectors/hubspot/portal.ts';
import { pick } from '#test/sandbox/random.ts';
import type { Actor, PortalEvent } from '#test/sandbox/hubspot/portal.ts';
import { toWebhook } from '#test/sandbox/hubspot/webhook-event.ts';
import { Absorbed } from './absorbed.ts';
import type { Account } from './account.ts';
import { Crowd } from './crowd.ts';
import { memoryOfAnHour } from './memory-of-an-hour.ts';
import { naiveHubspot } from './naive-hubspot.ts';
import type { Weather } from './weather.ts';

const PERSON: Actor = { source: 'CRM_UI', sourceId: 'userId:1' };
const APP = 3_141_592;
const POLL_EVERY = 60_000;

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
  const silent = new Map<string, number>();
  // Whatever moment search comes to show a merge, a whole poll follows within twice the time between two.
  const absorbed = new Absorbed(silent, () => vendor.clock.at, weather.lagMs + 2 * POLL_EVERY);
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
    absorbed.leave(id);
  };
  return {
    clock: vendor.clock,
    pollEvery: POLL_EVERY,
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
        post({ read: () => parseWebhook(body), gone: goneBy(event) });
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
      absorbed.restore(id);
      crowd.add(id);
    },
    merge: (into, other) => {
      const survivor = String(portal.merge('contacts', contact(into), contact(other), PERSON).id);
      absorbed.merge(into, other, survivor);
      for (const id of [into, other]) if (id !== survivor) crowd.drop(id);
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

/** Contacts an event says are gone; a merge names whom it absorbed. */
function goneBy({ action, id, merge }: PortalEvent): string[] {
  if (action === 'deletion' || action === 'privacyDeletion') return [String(id)];
  return merge === null ? [] : [merge.primary, ...merge.merged].filter((one) => one !== id).map(String);
}
