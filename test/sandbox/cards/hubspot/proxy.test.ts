import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyWebhook } from '#connectors/hubspot/webhook.ts';
import { openPortal, type OpenPortal } from '#test/sandbox/hubspot/open-portal.ts';
import { CARDS } from './fixtures.ts';
import { openFixtureApp, type FixtureApp } from './fixture-app.ts';

const OWNERS = [
  { id: '1', email: 'gone@us.example', firstName: 'Gone', lastName: 'Long', archived: true },
  { id: '2', email: 'ana+crm@us.example', firstName: 'Ana', lastName: 'Ruiz', archived: false },
  { id: '3', email: 'bo@us.example', firstName: 'Bo', lastName: 'Berg', archived: false },
];

let app: FixtureApp;
let portal: OpenPortal;

beforeAll(async () => {
  app = await openFixtureApp(CARDS.champion);
});
afterAll(() => app.close());
beforeEach(() => {
  app.answer = CARDS.champion;
  portal = openPortal([{ firstname: 'Ada' }], {}, { owners: OWNERS });
  portal.sandbox.webhooks.target.url = `${app.url}/webhooks/hubspot`;
});
afterEach(() => {
  app.received.splice(0);
  portal.close();
});

function ask(url: string, init: RequestInit = {}) {
  const request = new Request(`https://app.hubspot.com/_card/fetch?url=${encodeURIComponent(url)}`, init);
  return portal.fetch(request);
}

describe('what a card fetches', () => {
  test('reaches the app with who asks, signed for the very address and body', async () => {
    const answer = await ask(`${app.url}/crm/hubspot/actions/nominate`, {
      method: 'POST',
      body: '{"note":"é"}',
    });
    expect(await answer.json()).toEqual({ done: 'It was noted.', card: CARDS.champion });
    const [got] = app.received;
    const query = new URL(got!.url, app.url).searchParams;
    const { sandbox } = portal;
    expect(Object.fromEntries(query)).toEqual({
      portalId: String(sandbox.portal.id),
      userId: '50000002',
      userEmail: 'ana+crm@us.example',
      appId: String(sandbox.app.id),
    });
    const signed = {
      method: got!.method,
      url: `${app.url}${got!.url}`,
      body: got!.body,
      signature: String(got!.headers['x-hubspot-signature-v3']),
      timestamp: String(got!.headers['x-hubspot-request-timestamp']),
    };
    const secret = sandbox.webhooks.target.clientSecret;
    expect(await verifyWebhook(signed, [secret], sandbox.now())).toEqual({ ok: true, value: null });
    expect((await verifyWebhook({ ...signed, body: '{}' }, [secret], sandbox.now())).ok).toBe(false);
  });

  test('comes from the owner who is signed in', async () => {
    const form = new URLSearchParams({ user: '3' });
    const switched = await portal.fetch(
      new Request('https://app.hubspot.com/_card/user', { method: 'POST', body: form }),
    );
    const cookie = switched.headers.get('set-cookie')!.split(';')[0]!;
    await ask(`${app.url}/crm/hubspot/card?kind=contact&id=1`, { headers: { cookie } });
    expect(new URL(app.received[0]!.url, app.url).searchParams.get('userEmail')).toBe('bo@us.example');
  });

  test('is refused anywhere but at the app', async () => {
    for (const url of ['https://evil.example/x', `${app.url}.evil.example/`, 'file:///etc/passwd', ''])
      expect((await ask(url)).status).toBe(403);
    expect(app.received).toEqual([]);
  });

  test('is refused at the addresses of the app that no card needs', async () => {
    const paths = ['/webhooks/hubspot', '/crm/hubspot/workflow-actions/nominate', '/api/v1/people', '/'];
    const hidden = [
      '/crm/hubspot/card/../../../webhooks/hubspot',
      '/crm/hubspot/card/%2e%2e/workflow-actions',
    ];
    for (const path of [...paths, ...hidden]) {
      const answer = await ask(`${app.url}${path}`, { method: 'POST', body: '[]' });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect(app.received).toEqual([]);
  });

  test('is tried once more after a 5xx, and only then', async () => {
    app.answer = 'down';
    expect((await ask(`${app.url}/crm/hubspot/card`, { method: 'POST', body: '{}' })).status).toBe(503);
    expect(app.received).toHaveLength(2);
    app.answer = 'refused';
    expect((await ask(`${app.url}/crm/hubspot/card`)).status).toBe(403);
    expect(app.received).toHaveLength(3);
  });

  test('is refused above a megabyte', async () => {
    const answer = await ask(`${app.url}/crm/hubspot/card`, { method: 'POST', body: 'x'.repeat(1_000_001) });
    expect(answer.status).toBe(413);
    expect(app.received).toEqual([]);
  });
});
