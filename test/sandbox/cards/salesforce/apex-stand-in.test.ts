import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyCardRequest } from '#connectors/salesforce/card-signature.ts';
import { createApexStandIn } from './apex-stand-in.ts';

const NOW = 1_767_225_600_000;
const SECRETS = { token: 'the-token', secret: 'a-signing-secret-of-the-right-length' };
const ORG = { orgId: '00D000000000001EAA', userId: '005000000000001AAA' };
const CONTACT = '003000000000001AAA';
const ACCOUNT = '001000000000001AAA';

let server: Server;
let appUrl: string;
let reply: { status: number; body: string };
let seen: { request: IncomingMessage; body: string }[];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    seen.push({ request, body: await text(request) });
    response.writeHead(reply.status).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  reply = { status: 200, body: '{"done":"Nominated."}' };
  seen = [];
});

function call(method: string, params: object): Promise<Response> {
  const apex = createApexStandIn({ appUrl, ...ORG, ...SECRETS, now: () => NOW });
  return apex(
    new Request('http://org.test/_card/apex', { method: 'POST', body: JSON.stringify({ method, params }) }),
  );
}

function perform(action: string, details: object): Promise<Response> {
  return call('AdvocacyCardController.perform', { action, details });
}

describe('what it sends', () => {
  it.each([
    [CONTACT, 'contact'],
    ['00Q000000000001AAA', 'contact'],
    [ACCOUNT, 'company'],
    ['006000000000001AAA', 'deal'],
  ])('asks for %s as a %s, signed as the server wants it', async (recordId, kind) => {
    await call('AdvocacyCardController.getCard', { recordId });
    const [asked] = seen;
    expect(asked?.request.url).toBe(`/crm/salesforce/card?kind=${kind}&id=${recordId}`);
    expect(await verified()).toMatchObject({ ok: true, value: ORG });
  });

  it('sends an action signed over its body', async () => {
    const details = { recordId: ACCOUNT, contactId: CONTACT, idempotencyKey: 'k', act: 'referral' };
    await perform('suggest-reward', { ...details, amount: 2550, currencyCode: 'EUR', note: 'left out' });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      record: { kind: 'company', id: ACCOUNT },
      contactId: CONTACT,
      idempotencyKey: 'k',
      act: 'referral',
      amount: 2550,
      currency: 'EUR',
    });
    expect(await verified()).toMatchObject({ ok: true, value: ORG });
  });

  async function verified() {
    const [asked] = seen;
    const headers = new Headers(asked?.request.headers as Record<string, string>);
    const { method = '', url = '' } = asked?.request ?? {};
    return verifyCardRequest({ method, pathAndQuery: url, body: asked?.body ?? '', headers }, SECRETS, NOW);
  }
});

describe('what it asks nothing for', () => {
  it.each([
    ['AdvocacyCardController.getCard', { recordId: '500000000000001AAA' }],
    ['AdvocacyCardController.getCard', { recordId: '../../console' }],
    ['AdvocacyCardController.perform', { action: 'erase', details: { recordId: CONTACT } }],
    ['AdvocacyCardController.perform', { action: 'constructor', details: { recordId: CONTACT } }],
    ['GroundswellSetup.saveSigningSecret', { action: 'nominate', details: { recordId: CONTACT } }],
  ])('%s %o', async (method, params) => {
    const answer = await call(method, params);
    expect(answer.status).toBe(500);
    expect(seen).toEqual([]);
  });
});

describe('what it answers', () => {
  it.each([
    [200, '{"done":"Nominated."}', 200, { done: 'Nominated.' }],
    [
      403,
      '{"code":"user_left","detail":"You left.","remedy":"Ask your admin."}',
      500,
      { message: 'You left. Ask your admin.' },
    ],
    [409, '{"detail":"Done already."}', 500, { message: 'Done already.' }],
    [502, '<html>', 500, { message: 'Groundswell had trouble answering (502). Try again in a minute.' }],
    [200, '[]', 500, { message: 'Groundswell had trouble answering (200). Try again in a minute.' }],
  ])('turns %d %s into what Apex gives', async (status, body, given, json) => {
    reply = { status, body };
    const answer = await perform('nominate', { recordId: CONTACT, contactId: CONTACT, idempotencyKey: 'k' });
    expect(answer.status).toBe(given);
    expect(await answer.json()).toEqual(json);
  });

  it('says so where nobody listens', async () => {
    const apex = createApexStandIn({ appUrl: 'http://127.0.0.1:1', ...ORG, ...SECRETS, now: () => NOW });
    const body = JSON.stringify({ method: 'AdvocacyCardController.getCard', params: { recordId: CONTACT } });
    const answer = await apex(new Request('http://org.test/_card/apex', { method: 'POST', body }));
    expect(await answer.json()).toEqual({
      message: 'Groundswell could not be reached. Try again in a minute.',
    });
  });
});
