import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyWebhook, type SignedRequest } from '#connectors/hubspot/webhook.ts';

const SECRET = 'the-secret';
const NOW = 1_790_000_000_000;

function signed(request: Partial<SignedRequest> = {}, secret = SECRET): SignedRequest {
  const whole = {
    method: 'POST',
    url: 'https://app.example/webhooks/hubspot',
    body: '[]',
    timestamp: String(NOW),
    ...request,
  };
  const source = `${whole.method}${whole.url}${whole.body}${whole.timestamp}`;
  return { ...whole, signature: createHmac('sha256', secret).update(source).digest('base64') };
}

const accepted = async (request: SignedRequest, secrets = [SECRET], now = NOW) =>
  (await verifyWebhook(request, secrets, now)).ok;

describe('verifyWebhook', () => {
  test('accepts what was signed with the secret, and with the one before it', async () => {
    expect(await accepted(signed())).toBe(true);
    expect(await accepted(signed({}, 'old'), [SECRET, 'old'])).toBe(true);
    expect(await accepted(signed({ body: '[{"name":"Zoë 🎉"}]' }))).toBe(true);
  });

  test('refuses anything changed afterwards', async () => {
    const good = signed({ body: '[{"a":1}]' });
    const changes: Partial<SignedRequest>[] = [
      { method: 'PUT' },
      { method: 'post' },
      { url: 'http://app.example/webhooks/hubspot' },
      { url: 'https://app.example/webhooks/hubspot/' },
      { url: 'https://app.example/webhooks/hubspot?a=1' },
      { body: '[{"a":2}]' },
      { body: '[{"a":1}] ' },
      { timestamp: String(NOW + 1) },
      { signature: null },
      { timestamp: null },
      { signature: '' },
      { signature: 'AAAA' },
      { signature: `${good.signature}x` },
      { signature: good.signature?.slice(0, -2) ?? null },
      { signature: good.signature?.toLowerCase() ?? null },
    ];
    for (const change of changes) {
      const result = await verifyWebhook({ ...good, ...change }, [SECRET], NOW);
      expect(result, JSON.stringify(change)).toMatchObject({ ok: false, problem: { code: 'bad_signature' } });
    }
  });

  test('refuses another secret, no secret and an empty one', async () => {
    expect(await accepted(signed(), ['other'])).toBe(false);
    expect(await accepted(signed(), [])).toBe(false);
    expect(await accepted(signed(), [''])).toBe(false);
  });

  test.each([
    [0, true],
    [300_000, true],
    [300_001, false],
    [-300_000, true],
    [-300_001, false],
  ])('a signature %i ms old is accepted: %s', async (age, expected) => {
    expect(await accepted(signed(), [SECRET], NOW + age)).toBe(expected);
  });

  test.each([
    '',
    'NaN',
    '1e12',
    ' 1790000000000',
    '-1790000000000',
    '1790000000000.5',
    '0x1',
    '１７９００００００００００',
  ])('the time %j is none', async (timestamp) => {
    expect(await accepted(signed({ timestamp }))).toBe(false);
  });

  test('decodes exactly the twelve escapes HubSpot decodes', async () => {
    const escapes = '%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B%3a%2f';
    const kept = '%20%26%3D%2B%25%23%5B%C3%A9';
    const decoded = signed({
      url: `https://app.example/card?x=:/?@!$'()*,;:/&y=${kept}`,
      method: 'GET',
      body: '',
    });
    expect(await accepted({ ...decoded, url: `https://app.example/card?x=${escapes}&y=${kept}` })).toBe(true);
    const overDecoded = signed({ url: 'https://app.example/card?x=a b&c', method: 'GET', body: '' });
    expect(await accepted({ ...overDecoded, url: 'https://app.example/card?x=a%20b%26c' })).toBe(false);
  });
});

const vectorsPath = join(import.meta.dirname, '../../../../shared/data/signature-vectors.json');
const vectors = existsSync(vectorsPath) ? JSON.parse(readFileSync(vectorsPath, 'utf8')) : null;

describe.skipIf(vectors === null)('published vectors (skipped where ../shared/data is absent)', () => {
  const all = vectors === null ? [] : [...vectors.hubspot_v3, ...vectors.hubspot_v3_derived_NOT_INDEPENDENT];
  test.each(all)('$id', async ({ secret, method, url, urlAsReceived, body, timestamp, expected }) => {
    const request = { method, url: urlAsReceived ?? url, body, timestamp, signature: expected };
    expect(await accepted(request, [secret], Number(timestamp))).toBe(true);
    expect(await accepted({ ...request, body: `${body} ` }, [secret], Number(timestamp))).toBe(false);
  });
});
