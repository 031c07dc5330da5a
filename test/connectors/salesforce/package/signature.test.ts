import { expect, it } from 'vitest';
import { verifyCardRequest } from '#connectors/salesforce/card-signature.ts';
import { metadata } from './place.ts';

// Apex does not run here, so its own test asserts a signature that is checked here by whoever has to accept it.
const SECRET = 'a-signing-secret-of-the-right-length';
const BODY = '{"note":"Zoë said yes"}';
const SIGNED_AT = 1_767_225_600_000;
const test = metadata('classes/GroundswellSignatureTest.cls');
const signature = /SIGNATURE = '([^']+)'/.exec(test)?.[1] ?? '';

it('accepts the signature the Apex test expects', async () => {
  const caller = await verify(BODY);
  expect(caller).toEqual({
    ok: true,
    value: {
      orgId: '00D000000000001EAA',
      userId: '005000000000001AAA',
      nonce: '00112233445566778899aabbccddeeff',
    },
  });
});

it('accepts it for no other body', async () => {
  expect(await verify(`${BODY} `)).toMatchObject({ ok: false, problem: { code: 'bad_signature' } });
});

it.each([
  `SECRET = '${SECRET}'`,
  `BODY = '${BODY}'`,
  "'/crm/salesforce/actions/nominate'",
  `'${SIGNED_AT}'`,
  "'00112233445566778899aabbccddeeff'",
  "'00D' + '0'.repeat(11) + '1EAA'",
  "'005' + '0'.repeat(11) + '1AAA'",
])('is about the same request as the Apex test: %s', (part) => {
  expect(test).toContain(part);
});

function verify(body: string) {
  const headers = new Headers({
    authorization: 'Bearer token',
    'x-groundswell-org': '00D000000000001EAA',
    'x-groundswell-user': '005000000000001AAA',
    'x-groundswell-timestamp': String(SIGNED_AT),
    'x-groundswell-nonce': '00112233445566778899aabbccddeeff',
    'x-groundswell-signature': signature,
  });
  const request = { method: 'POST', pathAndQuery: '/crm/salesforce/actions/nominate', body, headers };
  return verifyCardRequest(request, { token: 'token', secret: SECRET }, SIGNED_AT);
}
