import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { verifyCardRequest } from '#connectors/salesforce/card-signature.ts';
import { openOrg, type OpenOrg } from '#test/sandbox/salesforce/open-org.ts';
import { openFixtureApp, type FixtureApp } from '../hubspot/fixture-app.ts';
import { CANNED } from './canned.ts';

const KEYS = { token: 'the-token', secret: 'a-signing-secret-of-the-right-length' };
const GET_CARD = 'AdvocacyCardController.getCard';

let app: FixtureApp;
let org: OpenOrg;

beforeAll(async () => {
  app = await openFixtureApp(CANNED.champion);
});

afterAll(() => app.close());

beforeEach(() => {
  app.received.splice(0);
  org = openOrg({ Contact: [{ LastName: 'One' }], Account: [{ Name: 'Two' }], Case: [{ Subject: 'Three' }] });
});

function ask(headers: Record<string, string> = {}) {
  const params = { recordId: org.ids['Contact']?.[0] };
  return org.call('POST', '/_card/apex', { method: GET_CARD, params }, headers);
}

test('before the org is set up the card says whom to ask', async () => {
  const answer = await ask();
  expect(answer).toMatchObject({ status: 500, body: { message: expect.stringContaining('not set up') } });
  expect(app.received).toEqual([]);
});

test('once it is, requests are signed for the org and whoever is signed in', async () => {
  expect((await org.call('PUT', '/__sandbox/card', { url: app.url, ...KEYS })).status).toBe(204);
  expect((await ask()).body).toEqual(CANNED.champion);
  const rep = [...org.sandbox.org.table('User').all()].find((user) => user['FirstName'] === 'Rae')!;
  const switched = await org.post('/_card/user', { user: String(rep['Id']) });
  await ask({ cookie: switched.headers.get('set-cookie')!.split(';')[0]! });
  const users = await Promise.all(
    app.received.map(async ({ method, url, headers, body }) => {
      const request = { method, pathAndQuery: url, body, headers: new Headers(headers as HeadersInit) };
      const verified = await verifyCardRequest(request, KEYS, org.clock.now);
      return verified.ok ? verified.value.userId : verified.problem.code;
    }),
  );
  expect(users).toEqual([org.sandbox.org.adminId, rep['Id']]);
});

test('an incomplete set-up is refused', async () => {
  expect((await org.call('PUT', '/__sandbox/card', { url: app.url, token: '' })).status).toBe(400);
  expect(org.sandbox.card).toBeNull();
});

test('nobody is switched to who is not a user of the org', async () => {
  const answer = await org.post('/_card/user', { user: '"><script>' });
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([303, null]);
});

test('the card stands on the records a rep works with, and on no others', async () => {
  const shows = async (object: string) => {
    const { body } = await org.call('GET', `/lightning/r/${object}/${org.ids[object]?.[0]}/view`);
    return String(body).includes('id="advocacy-card"');
  };
  expect([await shows('Contact'), await shows('Account'), await shows('Case')]).toEqual([true, true, false]);
});
