import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createAuthorization } from '#connectors/hubspot/oauth.ts';
import { PROPERTIES } from '#connectors/hubspot/mapping.ts';
import { parseWebhook } from '#connectors/hubspot/webhook.ts';
import { PROJECT, readProjectJson } from './project-folder.ts';

interface Subscription {
  subscriptionType: string;
  objectType?: 'contact' | 'company' | 'deal';
  propertyName?: string;
}

const { config: app } = readProjectJson<{
  config: { auth: { requiredScopes: string[] }; permittedUrls: { fetch: string[] } };
}>('src/app/app-hsmeta.json');
const cards = ['sidebar', 'tab'].map((place) =>
  readProjectJson<{ config: { entrypoint: string; objectTypes: string[] } }>(
    `src/app/cards/advocacy-${place}-hsmeta.json`,
  ),
);
const { subscriptions } = readProjectJson<{
  config: { subscriptions: { crmObjects: Subscription[]; hubEvents: Subscription[] } };
}>('src/app/webhooks/webhooks-hsmeta.json').config;

/** Not to be subscribed: HubSpot sends no event for them. */
const SILENT = new Set([
  'lastmodifieddate',
  'hs_lastmodifieddate',
  'hs_merged_object_ids',
  'hs_is_closed',
  'hs_is_closed_won',
]);
const OBJECT_TYPE_IDS = { contact: '0-1', company: '0-2', deal: '0-3' };

describe('scopes', () => {
  test('are those consent is asked for', () => {
    const authorization = createAuthorization({
      appUrl: 'https://app.hubspot.com',
      apiUrl: 'https://api.hubapi.com',
      clientId: 'id',
      clientSecret: 'secret',
      now: () => 0,
    });
    const url = authorization.authorizeUrl({
      state: 's',
      codeChallenge: 'c',
      redirectUri: 'https://groundswell.example.com/',
    });
    const asked = new URL(url).searchParams.get('scope')?.split(' ');
    expect(app.auth.requiredScopes.toSorted()).toEqual(asked?.toSorted());
  });

  test('let the cards stand on their records, or the upload fails', () => {
    for (const { config } of cards)
      for (const type of config.objectTypes)
        expect(app.auth.requiredScopes).toContain(`crm.objects.${type}.read`);
  });
});

test('each card begins in a file that is there', () => {
  for (const { config } of cards) expect(existsSync(`${PROJECT}src${config.entrypoint}`)).toBe(true);
});

describe('webhook subscriptions', () => {
  test('cover every mapped property HubSpot sends events for, and no other', () => {
    for (const kind of Object.keys(OBJECT_TYPE_IDS) as (keyof typeof OBJECT_TYPE_IDS)[]) {
      const subscribed = subscriptions.crmObjects
        .filter(({ objectType, propertyName }) => objectType === kind && propertyName !== undefined)
        .map(({ propertyName = '' }) => propertyName);
      const mapped = PROPERTIES[kind].filter((name) => !SILENT.has(name));
      expect(subscribed.toSorted()).toEqual(mapped.toSorted());
    }
  });

  test('are all understood when their events come', async () => {
    const all = [...subscriptions.crmObjects, ...subscriptions.hubEvents];
    const events = all.map(({ subscriptionType, objectType, propertyName }, index) => ({
      eventId: index,
      portalId: 1,
      subscriptionType,
      occurredAt: 1_790_000_000_000 + index,
      objectId: 100 + index,
      ...(objectType === undefined ? {} : { objectTypeId: OBJECT_TYPE_IDS[objectType] }),
      ...(propertyName === undefined ? {} : { propertyName, propertyValue: 'x' }),
    }));
    const read = await parseWebhook(JSON.stringify(events));
    if (!read.ok) throw new Error(read.problem.message);
    expect(read.value.map(({ action }) => action)).not.toContain('unknown');
    expect(read.value.map(({ kind }) => kind)).toEqual(all.map(({ objectType }) => objectType ?? 'contact'));
  });

  test('tell of creation, deletion, merge, restore and associations of all three, and of erasure', () => {
    const verbs = ['creation', 'deletion', 'merge', 'restore', 'associationChange'];
    for (const kind of Object.keys(OBJECT_TYPE_IDS))
      for (const verb of verbs)
        expect(subscriptions.crmObjects).toContainEqual({
          subscriptionType: `object.${verb}`,
          objectType: kind,
          active: true,
        });
    expect(subscriptions.hubEvents).toEqual([{ subscriptionType: 'contact.privacyDeletion', active: true }]);
  });

  test('are none twice, and fewer than the thousand an app may have', () => {
    const keys = subscriptions.crmObjects.map((one) => JSON.stringify(one));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeLessThan(1000);
  });
});
