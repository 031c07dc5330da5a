import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { fault } from '#test/sandbox/faults.ts';
import { createTremendous } from '#test/sandbox/tremendous/tremendous.ts';
import { NOW, problem, value } from '#test/server/workspace/fixture.ts';
import { by, KEY, opened, SET } from './opened.ts';

const OLD = 'https://old.example.com/pay';
const NEW = 'https://new.example.com/pay';
const asked: { url: string; key: string | null; signature: string | null }[] = [];
let answers = false;

const vendor = createTremendous({ now: () => NOW });
const server = setupServer(
  ...vendor.handlers,
  http.get('https://cloudflare-dns.com/dns-query', () =>
    HttpResponse.json({ Status: 0, Answer: [{ type: 1, data: '203.1.2.3' }] }),
  ),
  http.post(/example\.com\/pay$/, async ({ request }) => {
    const key = request.headers.get('idempotency-key');
    asked.push({ url: request.url, key, signature: request.headers.get('x-groundswell-signature') });
    return answers ? HttpResponse.json({ key, id: 'P1' }) : new HttpResponse('', { status: 500 });
  }),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  asked.length = 0;
  answers = false;
  vendor.books.clear();
  vendor.faults.length = 0;
});
afterAll(() => server.close());

type Opened = Awaited<ReturnType<typeof opened>>;

async function toWebhook({ fulfilment }: Opened, url: string, secret: string) {
  value(await fulfilment.saveProvider('webhook', { settings: { url }, secrets: { secret }, by }));
  value(fulfilment.choose([{ programme: '', kind: '', provider: 'webhook' }], by));
}

test('who fulfils what, and where, is written down as it was and as it is, and no secret', async () => {
  const all = await opened();
  await toWebhook(all, OLD, 'secret-of-the-old-one');
  await toWebhook(all, NEW, 'secret-of-the-new-one');
  const told = value(all.workspace.trail.list(4, null, { action: 'fulfilment.' })).items.map(
    ({ detail }) => detail,
  );
  expect(told[1]).toBe(`${OLD} → ${NEW}, new secret`);
  expect(told[2]).toMatch(/ → every programme, every kind: webhook$/);
  expect(told.join()).not.toContain('secret-of');
});

describe('an order nobody answered', () => {
  test('is tried again at the address it went to, signed as there, while new ones go to the new address', async () => {
    const all = await opened();
    const { workspace, doors, fulfilment, stateOf } = all;
    await toWebhook(all, OLD, 'secret-of-the-old-one');
    await workspace.tick(doors);
    await toWebhook(all, NEW, 'secret-of-the-new-one');
    workspace.clock.now += DAY;
    answers = true;
    await workspace.tick(doors);
    expect(asked.map(({ url, key }) => [url, key])).toEqual([
      [OLD, 'reward:R0001:payout'],
      [OLD, 'reward:R0001:payout'],
    ]);
    expect(stateOf()).toBe('paid');
    expect(value(fulfilment.get('R0001'))).toMatchObject({ provider: 'webhook', edition: 1 });
    const { providers } = fulfilment.providers();
    expect(providers.find(({ name }) => name === 'webhook')?.settings).toEqual({ url: NEW });
  });

  test('an address keeps its number and its secret, and another one needs one of its own', async () => {
    const all = await opened();
    await toWebhook(all, OLD, 'secret-of-the-old-one');
    const change = { settings: { url: NEW }, secrets: {}, by };
    expect(problem(await all.fulfilment.saveProvider('webhook', change)).field).toBe('secret');
    await toWebhook(all, NEW, 'secret-of-the-new-one');
    value(await all.fulfilment.saveProvider('webhook', { ...change, settings: { url: OLD } }));
    await all.workspace.tick(all.doors);
    expect(value(all.fulfilment.get('R0001')).edition).toBe(1);
  });

  test('waits for a person where its address is known to nobody any more, and is void on their word', async () => {
    const { workspace, doors, fulfilment, stateOf } = await opened();
    doors.usualProvider = 'webhook';
    doors.usualAddress = OLD;
    await workspace.tick(doors);
    doors.usualAddress = NEW;
    workspace.clock.now += DAY;
    await workspace.tick(doors);
    expect(asked).toEqual([]);
    expect(stateOf()).toBe('approved');
    const waits = value(fulfilment.get('R0001'));
    expect(waits.problem?.message).toContain(OLD);
    expect(fulfilment.waiting(9)).toHaveLength(1);
    expect(problem(await fulfilment.cancel('R0001', { by, proof: null })).code).toBe('not_connected');
    expect(value(await fulfilment.cancel('R0001', { by, proof: 'they never had it' })).state).toBe(
      'cancelled',
    );
    const again = value(fulfilment.retry('R0001', { by, newOrder: true }));
    expect(again).toMatchObject({ number: 2, edition: null });
  });

  test('of Tremendous stays in the environment it was made in, and is asked about there', async () => {
    const { workspace, doors, fulfilment } = await opened({ tremendous: true });
    vendor.faults.push(fault('error-after', { method: 'POST' }));
    await workspace.tick(doors);
    const production = { settings: { ...SET, environment: 'production' }, secrets: KEY, by };
    value(await fulfilment.saveProvider('tremendous', production));
    const elsewhere: string[] = [];
    server.events.on('request:start', ({ request }) => {
      if (request.url.includes('www.tremendous.com')) elsewhere.push(request.url);
    });
    workspace.clock.now += DAY;
    await workspace.tick(doors);
    workspace.pass(1);
    await workspace.tick(doors);
    expect(value(fulfilment.get('R0001'))).toMatchObject({ state: 'ordered', edition: 1 });
    expect(elsewhere).toEqual([]);
    expect(vendor.books.list()).toHaveLength(1);
  });
});
