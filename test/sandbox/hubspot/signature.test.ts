import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { signedHeaders } from './signature.ts';

const over = (text: string) => createHmac('sha256', 'secret').update(text).digest('base64');

test('exactly the characters HubSpot decodes are decoded before signing', () => {
  const url = 'https://app.test/card?userEmail=a%40b.test&note=a%20b%26c%3D%2Fd&x=%2a';
  const signed = signedHeaders('secret', 'GET', url, '', 1_700_000_000_000);
  const decoded = 'https://app.test/card?userEmail=a@b.test&note=a%20b%26c%3D/d&x=*';
  expect(signed['x-hubspot-signature-v3']).toBe(over(`GET${decoded}1700000000000`));
});
