import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createVerify } from '#slack-app/verify.ts';
import { signV0 } from '#test/sandbox/slack/delivery/signature.ts';
import { FORM, NOW, SECRET, signedRequest } from './signed-request.ts';

const encode = (text: string) => new TextEncoder().encode(text);

async function verified(body: string, headers: Record<string, string>): Promise<boolean> {
  return createVerify(SECRET, () => NOW)(new Headers(headers), encode(body));
}

function signed(body: string, timestamp: string): Record<string, string> {
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signV0(SECRET, timestamp, body) };
}

describe('createVerify', () => {
  it("accepts the example in Slack's documentation", async () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V' +
      '&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=' +
      '&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
      '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const verify = createVerify('8f742231b10e8888abcd99yyyzzz85a5', () => 1531420618_000);
    const headers = new Headers({
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    });
    expect(await verify(headers, encode(body))).toBe(true);
  });

  it.each([
    [-300, true],
    [-301, false],
    [300, true],
    [301, false],
  ])('a timestamp %i s from now: %s', async (offset, good) => {
    expect(await verified('a=b', signed('a=b', String(NOW / 1000 + offset)))).toBe(good);
  });

  it.each(['', 'now', '-1', '1e9', ' 1', '1.5', '9'.repeat(13)])(
    'refuses the timestamp %j',
    async (timestamp) => {
      expect(await verified('a=b', signed('a=b', timestamp))).toBe(false);
    },
  );

  const good = signed('a=b', String(NOW / 1000));
  const signature = good['x-slack-signature'] ?? '';
  it.each([
    ['missing', ''],
    ['truncated', signature.slice(0, -1)],
    ['longer', `${signature}0`],
    ['upper case', signature.toUpperCase()],
    ['of another version', signature.replace('v0', 'v1')],
    ['of another secret', signV0('other', String(NOW / 1000), 'a=b')],
  ])('refuses a signature that is %s', async (_, forged) => {
    expect(await verified('a=b', { ...good, 'x-slack-signature': forged })).toBe(false);
  });

  it('refuses without any header', async () => {
    expect(await verified('a=b', {})).toBe(false);
  });

  it('accepts any bytes as signed, and no other bytes', async () => {
    const verify = createVerify(SECRET, () => NOW);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), fc.nat(), async (bytes, at) => {
        const body = new Uint8Array(bytes);
        const { headers } = signedRequest(body, FORM);
        expect(await verify(headers, body)).toBe(true);
        const changed = body.with(at % body.length, (body[at % body.length] ?? 0) ^ 1);
        expect(await verify(headers, changed)).toBe(false);
      }),
    );
  });
});
