import { createRequire } from 'node:module';
import { createClient } from '#connectors/hubspot/client.ts';
import { FLAG_PROPERTIES, GROUP } from '#connectors/hubspot/flag-properties.ts';
import { createHubspotAuthorization } from '#connectors/hubspot/index.ts';
import { expect, test } from 'vitest';
import { BEGIN } from './portal.ts';
import { type Call, stubFetch } from './stub.ts';

const API = { apiUrl: 'https://api.hubapi.com', now: () => BEGIN };
const PARTS = ['crm/associations/v4', 'crm/objects', 'crm/owners', 'crm/properties', 'oauth'];

interface Serializer {
  serialize: (data: unknown, type: string, format: string) => unknown;
  stringify: (data: unknown, mediaType: string) => string;
  getPreferredMediaType: (mediaTypes: string[]) => string | undefined;
}

const load = createRequire(import.meta.url);
const serializerIn = (file: string): Serializer => load(file).ObjectSerializer;

/** One of each request we have the SDK write, in the order they are made. */
async function requests() {
  const { fetch, calls } = stubFetch(() => new Response('{}', { status: 404 }));
  const client = createClient({
    ...API,
    accessToken: async () => 'token',
    spend: (_budget, call) => call(),
    fetch,
    wait: async () => undefined,
  });
  const app = { appUrl: 'https://app.hubspot.com', clientId: 'id', clientSecret: 's&t' };
  const authorization = createHubspotAuthorization({ ...API, ...app, fetch });
  const search = { sort: '-createdate', properties: ['email'], limit: 200 };
  const filters = [{ property: 'hs_object_id', operator: 'GT' as const, value: '7' }];
  const option = { value: 'a', label: 'A', description: '', displayOrder: 1, hidden: false };
  const made: (() => Promise<unknown>)[] = [
    () => client.list('contact', ['email', 'a b'], '17', ['companies', 'deals']),
    () => client.list('deal', [], null),
    () => client.search('company', { ...search, filters }),
    () => client.search('contact', { ...search, filters: [] }),
    () => client.batchRead('contact', ['email'], ['1', '2']),
    () => client.updateContacts([{ id: '1', properties: { groundswell_reason: 'ä "quoted"', a: '' } }]),
    () => client.associations('deal', 'contact', ['3', '4']),
    () => client.owners(true, 'next'),
    () => client.owners(false, null),
    () => client.contactProperties(),
    ...FLAG_PROPERTIES.map((property) => () => client.createContactProperty(property)),
    () => client.setContactPropertyOptions('groundswell_status', [option]),
    () => client.createContactPropertyGroup(GROUP),
    () => authorization.refresh('r'),
  ];
  for (const request of made) await request().catch(() => null);
  expect(calls).toHaveLength(made.length);
  return calls.map(told);
}

function told({ method, url, headers, body }: Call) {
  const isJson = headers.get('content-type') === 'application/json';
  return { method, url, headers: [...headers], body: isJson ? (JSON.parse(body) as unknown) : body };
}

test('the bundle’s stand-in for the SDK’s serializer writes the requests the SDK writes', async () => {
  const written = await requests();
  expect(written.filter(({ body }) => typeof body === 'object')).toHaveLength(7 + FLAG_PROPERTIES.length);
  const standIn = serializerIn('#connectors/hubspot/shims/object-serializer.cjs');
  const replaced = PARTS.map((part) =>
    serializerIn(`@hubspot/api-client/lib/codegen/${part}/models/ObjectSerializer.js`),
  );
  const own = replaced.map(({ serialize, stringify, getPreferredMediaType }) => ({
    serialize,
    stringify,
    getPreferredMediaType,
  }));
  try {
    for (const serializer of replaced) Object.assign(serializer, standIn);
    expect(await requests()).toEqual(written);
  } finally {
    for (const [index, serializer] of replaced.entries()) Object.assign(serializer, own[index]);
  }
});
