import { describe, expect, it } from 'vitest';

import { answerPrivately } from '#slack-app/response-url.ts';

const HOOK = 'https://hooks.slack.com/actions/T1/1/x';

async function answered(responseUrl: string, status: number) {
  const sent: { url: string; redirect: unknown; body: unknown }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    sent.push({ url: request.url, redirect: init?.redirect, body: await request.json() });
    if (status === 0) throw new TypeError('network');
    return new Response('ok', { status });
  };
  const result = await answerPrivately({
    apiUrl: 'http://127.0.0.1:8791/api/',
    fetch,
    responseUrl,
    text: 'Hi &lt;b&gt;',
  });
  return { result, sent };
}

describe('answerPrivately', () => {
  it.each([HOOK, 'http://127.0.0.1:8791/actions/T1/1/x'])(
    'answers at %s, beside the message',
    async (url) => {
      const { result, sent } = await answered(url, 200);
      expect(result).toEqual({ ok: true, value: null });
      const body = { response_type: 'ephemeral', replace_original: false, text: 'Hi &lt;b&gt;' };
      expect(sent).toEqual([{ url, redirect: 'manual', body }]);
    },
  );

  it.each([
    'https://evil.test/x',
    'https://hooks.slack.com.evil.test/x',
    'http://hooks.slack.com/x',
    'x',
    '',
  ])('sends nothing to %j', async (url) => {
    const { result, sent } = await answered(url, 200);
    expect(result).toMatchObject({ ok: false, problem: { code: 'vendor_refused' } });
    expect(sent).toEqual([]);
  });

  it.each([
    [404, 'vendor_refused', null],
    [302, 'vendor_refused', null],
    [429, 'vendor_unavailable', 5_000],
    [500, 'vendor_unavailable', 5_000],
    [0, 'vendor_unavailable', 5_000],
  ])('HTTP status %i is %s', async (status, code, retryAfter) => {
    const { result } = await answered(HOOK, status);
    expect(result).toMatchObject({ ok: false, problem: { code, retryAfter } });
  });
});
