import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { DAY } from '#core/time.ts';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { callerOf, expectShape } from './api-client.ts';
import { moveSomebody } from './moved-person.ts';
import { ROUTES, UNANSWERED } from './routes.ts';
import { problemDetails, type Person, type Reward } from './shapes.ts';

/** A file of two rows, the second about nobody. */
const CSV = 'email,date,score\nnot an address,2026-01-31,5\nnobody@example.com,2026-01-31,5';
const CSAT_COLUMNS = { columns: { email: 0, occurredAt: 1, value: 2 }, type: 'csat' };

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
    await recordPast(people.slice(0, 40));
    const proposal = { personId: person.id, amount: 100, currency: 'USD', act: 'Act', proposedBy: 'zoe' };
    const reward = await g.api<Reward>('/rewards', { ...proposal, key: 'described' });
    const ids: Record<string, string> = {
      people: person.id,
      rewards: reward.id,
      imports: await uploadedImport(),
      models: await draftedModel(),
      'job-changes': await moveSomebody(g, person.id),
      accounts: `hubspot-24601337:${g.sandbox.hubspot.sandbox.portal.tables.companies.firstId}`,
      companies: String(g.sandbox.hubspot.sandbox.portal.tables.companies.firstId),
      connections: 'hubspot-24601337',
    };
    const bodies: Record<string, unknown> = {
      '/v1/signals': { key: 's', personId: person.id, type: 'idea', occurredAt: Date.now() },
      '/v1/signals/batch': {
        items: [{ key: 'b', personId: person.id, type: 'idea', occurredAt: Date.now() }],
      },
      '/v1/people/{id}/asks': { key: 'a', kind: 'review', askedBy: 'zoe' },
      '/v1/people/{id}/link': { otherId: other.id, by: 'zoe' },
      '/v1/people/{id}/erase': { by: 'zoe' },
      '/v1/identity/suggestions/{a}/{b}/accept': { by: 'zoe' },
      '/v1/identity/suggestions/{a}/{b}/reject': { by: 'zoe' },
      '/v1/connections/{id}/write-back': { on: false },
      '/v1/connections/{id}/api-share': { share: 0.5 },
      '/v1/job-changes/{id}/settle': { verdict: 'confirmed', by: 'zoe' },
      '/v1/people/{id}/hold': { by: 'zoe', reason: 'Litigation' },
      '/v1/companies/{connection}/{id}/hold': { by: 'zoe', reason: 'Litigation', until: Date.now() + 9e8 },
      '/v1/domain-lists': { by: 'zoe', employees: ['northwind.example'], competitors: [] },
      '/v1/reward-rules': { by: 'zoe', rules: [{ act: 'speaking', amount: 100, currency: 'EUR' }] },
      '/v1/models': { model: DEFAULT_MODEL, by: 'zoe' },
      '/v1/models/back-test': { model: DEFAULT_MODEL },
      '/v1/models/preview': { model: DEFAULT_MODEL },
      '/v1/models/revert': { version: 1, by: 'zoe' },
      '/v1/models/{id}': { model: DEFAULT_MODEL, note: 'described' },
      '/v1/models/{id}/publish': { by: 'zoe' },
      '/v1/imports/{id}/dry-run': CSAT_COLUMNS,
      '/v1/models/calibrate': { by: 'zoe' },
      '/v1/rewards': { ...proposal, key: 'described too' },
      '/v1/rewards/{id}/decisions': { decision: 'approve', by: 'max' },
    };
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
    };
    for (const [method, path, operation] of operations) {
      const id = others[path.split('/').at(-1) ?? ''] ?? ids[path.split('/')[2] ?? ''] ?? '';
      const { call } = callerOf(g);
      const body = method === 'post' || method === 'put' ? JSON.stringify(bodies[path] ?? {}) : undefined;
      const [a = '', b = ''] = pairs[path.endsWith('/accept') ? 0 : 1] ?? [];
      const place = path
        .replace('/v1', '')
        .replace('{connection}', 'hubspot-24601337')
        .replace('{id}', id)
        .replace('{a}', a)
        .replace('{b}', b)
        .concat(method === 'delete' ? '?by=zoe&reason=settled' : '');
      const response =
        path === '/v1/imports' && method === 'post'
          ? await call('POST', place, CSV, 'text/csv')
          : await call(method.toUpperCase(), place, body);
      const described = operation.responses[String(response.status)]?.content['application/json']?.schema;
      expect(described, `${method} ${path} answered ${response.status}`).toBeDefined();
      expectShape(shapeOf(described!), await response.json());
      expect(operation.summary).not.toBe('');
      expectShape(shapeOf(problemOf(operation)), await (await call('POST', '/nowhere')).json());
    }
  });

  /** Enough that a calibration has something to learn from: loyal customers referred somebody a year ago. */
  async function recordPast(people: Person[]): Promise<void> {
    const items = people.flatMap(({ id }) => [
      { key: `renewal ${id}`, personId: id, type: 'renewal', occurredAt: Date.now() - 500 * DAY },
      { key: `referral ${id}`, personId: id, type: 'referral', occurredAt: Date.now() - 300 * DAY },
    ]);
    await g.api('/signals/batch', { items });
  }

  async function uploadedImport(): Promise<string> {
    const answer = await callerOf(g).call('POST', '/imports', CSV, 'text/csv');
    return (await answer.json<{ id: string }>()).id;
  }

  async function draftedModel(): Promise<string> {
    return (await g.api<{ id: string }>('/models', { model: DEFAULT_MODEL, by: 'zoe' })).id;
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
