import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DAY } from '#core/time.ts';
import { PLAIN } from '#test/core/points/histories.ts';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { undoubtedPeople } from './controls.ts';
import { callerOf, expectShape } from './api-client.ts';
import { moveSomebody } from './moved-person.ts';
import { bodiesFor, CSAT_COLUMNS, OTHER_MODEL } from './described-bodies.ts';
import {
  earnedLot,
  handedOver,
  heldReward,
  paidReward,
  policyInForce,
  recordPast,
  returnedReward,
} from './described-data.ts';
import { ROUTES, UNANSWERED } from './routes.ts';
import { problemDetails, type Person, type Reward } from './shapes.ts';

/** A file of two rows, the second about nobody. */
const CSV = 'email,date,score\nnot an address,2026-01-31,5\nnobody@example.com,2026-01-31,5';

const QUERIES: Record<string, string> = {
  'get /v1/fulfilment/reconciliation': `?from=${Date.now() - DAY}&to=${Date.now() + DAY}&provider=manual`,
};
/** A reminder is proposed after two weeks, and money that left twice is doubted only then. */
const NOT_YET = ['/v1/rewards/{id}/fulfilment/reminded', '/v1/rewards/{id}/fulfilment/settle-doubt'];

interface Operation {
  summary: string;
  requestBody?: unknown;
  responses: Record<string, { content: Record<string, { schema: object }> }>;
}

let g: RunningGroundswell;
let description: {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};
let operations: [method: string, path: string, operation: Operation][];

beforeAll(async () => {
  g = await startGroundswell({ people: 100, connect: ['slack', 'hubspot', 'salesforce'] });
  await g.synced();
  description = await (await fetch(`${g.appUrl}/api/openapi.json`)).json();
  operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): (typeof operations)[number] => [
      method,
      path,
      operation,
    ]),
  );
});

afterAll(async () => {
  await g.close();
});

describe('the description at /api/openapi.json', () => {
  it('names every route of the contract, where it really is', () => {
    expect(description.openapi).toBe('3.1.0');
    expect(description.servers).toEqual([{ url: '/api' }]);
    expect(operations.map(([method, path]) => `${method} ${path}`).toSorted()).toEqual(ROUTES);
  });

  it('tells the truth: each operation answers, and in the shape described', async () => {
    const { items: people } = await g.api<{ items: Person[] }>('/people?limit=200');
    const [person, other, gone] = [people[0]!, people.at(-1)!, people.at(-2)!];
    const pairs = await suggestedPairs();
    await recordPast(g, people.slice(0, 40));
    const proposal = { personId: person.id, amount: 100, currency: 'USD', act: 'Act', proposedBy: 'zoe' };
    const reward = await g.api<Reward>('/rewards', { ...proposal, key: 'described' });
    const ids: Record<string, string> = {
      people: person.id,
      tax: person.id,
      catalogue: 'gift-card-50',
      rewards: reward.id,
      imports: await uploadedImport(),
      models: await draftedModel(),
      'job-changes': await moveSomebody(g, person.id),
      accounts: `hubspot-24601337:${g.sandbox.hubspot.sandbox.portal.tables.companies.firstId}`,
      companies: String(g.sandbox.hubspot.sandbox.portal.tables.companies.firstId),
      connections: 'hubspot-24601337',
      points: PLAIN.id,
    };
    // What is in force is not the first version, so that there is something to go back to.
    await g.api(`/models/${await draftedModel()}/publish`, { note: 'Deeds', by: 'zoe' });
    const bodies = bodiesFor({
      personId: person.id,
      otherId: other.id,
      rewardId: reward.id,
      lot: await earnedLot(g, person.id),
      inForce: await policyInForce(g),
    });
    const doubtless = (await undoubtedPeople(g)).filter(
      ({ id }) => ![person.id, other.id, gone.id].includes(id),
    );
    const byHand = doubtless.slice(0, 4).map(({ id: personId }) => ({ ...proposal, personId }));
    const [waiting = '', standing = '', givenUp = '', takenBack = ''] = await handedOver(g, byHand);
    const paid = await paidReward(g, { ...proposal, personId: doubtless[4]!.id });
    const { items: accounts } = await g.api<{ items: { id: string; vendor: string }[] }>('/connections');
    const idOf = (vendor: string) => accounts.find((account) => account.vendor === vendor)?.id;
    // HubSpot signs for its card itself, so that only Salesforce has keys; and who ends nobody needs afterwards.
    const others: Record<string, string | undefined> = {
      'card-keys': idOf('salesforce'),
      'api-share': idOf('salesforce'),
      salesforce: idOf('salesforce'),
      disconnect: idOf('slack'),
      erase: gone.id,
      start: await checkedImport(),
      cancel: await uploadedImport(),
      publish: await draftedModel(),
      resolve: await heldReward(g, people),
      revision: await returnedReward(g, { ...proposal, personId: other.id }),
      'take-back': takenBack,
      fulfilment: paid,
      sent: waiting,
      reminded: paid,
      retry: givenUp,
      '/v1/rewards/{id}/fulfilment/cancel': standing,
    };
    for (const [method, path, operation] of operations.filter(([, at]) => !NOT_YET.includes(at))) {
      const id = others[path] ?? others[path.split('/').at(-1) ?? ''] ?? ids[path.split('/')[2] ?? ''] ?? '';
      const { call } = callerOf(g);
      const body = method === 'post' || method === 'put' ? JSON.stringify(bodies[path] ?? {}) : undefined;
      const [a = '', b = ''] = pairs[path.endsWith('/accept') ? 0 : 1] ?? [];
      const place = path
        .replace('/v1', '')
        .replace('{connection}', 'hubspot-24601337')
        .replace('{id}', id)
        .replace('{a}', a)
        .replace('{b}', b)
        .concat(QUERIES[`${method} ${path}`] ?? (method === 'delete' ? '?by=zoe&reason=settled' : ''));
      const response =
        path === '/v1/imports' && method === 'post'
          ? await call('POST', place, CSV, 'text/csv')
          : await call(method.toUpperCase(), place, body);
      const type = response.headers.get('content-type')?.split(';')[0] ?? '';
      const described = operation.responses[String(response.status)]?.content[type]?.schema;
      const answer: unknown = await (type === 'text/csv' ? response.text() : response.json());
      expect(
        described,
        `${method} ${path} answered ${response.status} ${JSON.stringify(answer)}`,
      ).toBeDefined();
      expectShape(shapeOf(described!), answer);
      expect(operation.summary).not.toBe('');
      expectShape(shapeOf(problemOf(operation)), await (await call('POST', '/nowhere')).json());
    }
  });

  async function uploadedImport(): Promise<string> {
    const answer = await callerOf(g).call('POST', '/imports', CSV, 'text/csv');
    return (await answer.json<{ id: string }>()).id;
  }

  async function draftedModel(): Promise<string> {
    return (await g.api<{ id: string }>('/models', { model: OTHER_MODEL, note: 'Deeds', by: 'zoe' })).id;
  }

  async function checkedImport(): Promise<string> {
    const id = await uploadedImport();
    await g.api(`/imports/${id}/dry-run`, CSAT_COLUMNS);
    const isChecked = async () => (await g.api<{ state: string }>(`/imports/${id}`)).state === 'checked';
    await until(isChecked, 'the dry run');
    return id;
  }

  async function suggestedPairs(): Promise<[string, string][]> {
    const { items } = await g.api<{ items: { a: Person; b: Person }[] }>('/identity/suggestions');
    return items.map(({ a, b }) => [a.id, b.id]);
  }

  it('is closed to whoever has no token, whatever the operation', async () => {
    for (const authorization of [null, 'Bearer', 'Bearer wrong-token-of-somebody', `Basic ${g.adminToken}`]) {
      for (const [method, path] of operations) {
        const response = await fetch(`${g.appUrl}/api${path.replace('{id}', '1')}`, {
          method: method.toUpperCase(),
          headers: authorization === null ? {} : { authorization },
        });
        expect(response.status).toBe(401);
        expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
        expect(await response.json()).toMatchObject({ code: 'unauthorized' });
      }
    }
  });
});

describe('a request nobody can answer', () => {
  it.each(UNANSWERED)('%s %s is answered %i with the code %s', async (method, path, status, code) => {
    const response = await callerOf(g).call(method, path);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(expectShape(problemDetails, await response.json())).toMatchObject({ status, code });
    expect(response.status).toBe(status);
  });

  it.each([
    ['no JSON', '{"key":', 'application/json', 'not_json'],
    ['nothing', '', 'application/json', 'not_json'],
    ['JSON under another name', '{}', 'text/plain', 'not_json'],
    ['a form', 'key=1', 'application/x-www-form-urlencoded', 'not_json'],
    ['a list', '[]', 'application/json', 'invalid_input'],
    [
      'nested a hundred thousand deep',
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      'application/json',
      'invalid_input',
    ],
    ['poisoned', '{"__proto__":{"key":"x"},"constructor":1}', 'application/json', 'invalid_input'],
  ])('a body that is %s is answered 400', async (_, body, type, code) => {
    for (const path of ['/signals', '/rewards']) {
      const response = await fetch(`${g.appUrl}/api/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${g.adminToken}`, 'content-type': type },
        body,
      });
      expect(expectShape(problemDetails, await response.json())).toMatchObject({ status: 400, code });
    }
  });

  it('a body over 1 MB is answered 413 before it has arrived', async () => {
    const sending = new AbortController();
    const response = await fetch(`${g.appUrl}/api/v1/signals`, {
      method: 'POST',
      headers: { authorization: `Bearer ${g.adminToken}`, 'content-type': 'application/json' },
      body: new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(1_200_000))),
      }),
      duplex: 'half',
      signal: sending.signal,
    } as RequestInit);
    expect(expectShape(problemDetails, await response.json())).toMatchObject({
      status: 413,
      code: 'too_large',
    });
    sending.abort();
  });

  it('a page that does not exist is a problem too, and the server is well', async () => {
    const response = await fetch(`${g.appUrl}/nowhere`);
    expect(response.status).toBe(404);
    expectShape(problemDetails, await response.json());
    const health = await fetch(`${g.appUrl}/healthz`);
    expect([health.status, await health.json()]).toEqual([200, { ok: true }]);
  });
});

/** A described schema as something to hold an answer against, its references resolved. */
function shapeOf(schema: object): z.ZodType {
  const local = JSON.stringify({ ...schema, $defs: description.components.schemas }).replaceAll(
    '#/components/schemas/',
    '#/$defs/',
  );
  return z.fromJSONSchema(JSON.parse(local));
}

function problemOf({ responses }: Operation): object {
  return responses['default']!.content['application/problem+json']!.schema;
}
