import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkAddress, isOutside } from '#server/fulfilment/webhook/outside-address.ts';

const isAllowed = (url: string, trusted: string | null = null) => checkAddress(url, trusted).ok;

test.each([
  'https://pay.example.com/x',
  'https://pay.example.com:8443/',
  'https://8.8.8.8/',
  'https://[2606:4700::1111]/',
])('%s is outside', (url) => {
  expect(isAllowed(url)).toBe(true);
});

test.each([
  'http://pay.example.com/',
  'ftp://pay.example.com/',
  'javascript:alert(1)',
  'no url',
  'https://user:secret@pay.example.com/',
  'http://pay.example.com:8080/',
  'https://pay.example.com:8080/',
  'https://pay.example.com:22/',
  'https://localhost/',
  'https://localhost./',
  'https://LOCALHOST/',
  'https://a.localhost/',
  'https://printer.local/',
  'https://metadata.google.internal/',
  'https://metadata.google.internal./',
  'https://intranet/',
  'https://router.home.arpa/',
  'https://127.0.0.1/',
  'https://127.0.0.1./',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://0x7f.1/',
  'https://①②⑦.0.0.1/',
  'https://0.0.0.0/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data',
  'https://100.100.100.200/',
  'https://168.63.129.16/',
  'https://192.0.0.192/',
  'https://198.18.0.1/',
  'https://203.0.113.7/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:8.8.8.8]/',
  'https://[::127.0.0.1]/',
  'https://[2002:7f00:1::]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[64:ff9b:1::7f00:1]/',
  'https://[2001::7f00:1]/',
  'https://[fd00:ec2::254]/',
  'https://[fe80::1]/',
  'https://[fec0::1]/',
  'https://[ff02::1]/',
  'https://[2001:db8::1]/',
])('%s is refused', (url) => {
  expect(isAllowed(url)).toBe(false);
});

test('the address whoever runs the server named is trusted, and nothing else of its origin', () => {
  const trusted = 'http://127.0.0.1:8792/payouts';
  expect(isAllowed(trusted, trusted)).toBe(true);
  for (const other of ['/payouts/x', '/payouts?x', '/other', '/']) {
    expect(isAllowed(new URL(other, trusted).href, trusted)).toBe(false);
  }
  expect(isAllowed('http://127.0.0.1:8793/payouts', trusted)).toBe(false);
  expect(isAllowed('http://u:p@127.0.0.1:8792/payouts', trusted)).toBe(false);
});

test('no IPv4 address is outside that its own networks say is not, in whatever notation', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const inside = fc.oneof(
    fc.tuple(fc.constantFrom(0, 10, 127), byte, byte, byte),
    fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
    fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
    fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
    fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
  );
  fc.assert(
    fc.property(inside, ([a, b, c, d]) => {
      const number = ((a * 256 + b) * 256 + c) * 256 + d;
      const hex = [a, b, c, d].map((part) => `0x${part.toString(16)}`).join('.');
      for (const host of [`${a}.${b}.${c}.${d}`, String(number), hex, `[::ffff:${a}.${b}.${c}.${d}]`]) {
        expect(isAllowed(`https://${host}/`)).toBe(false);
      }
    }),
  );
});

test('what is no address is not outside', () => {
  for (const text of ['', 'example.com', '1.2.3.4.5', '::g']) expect(isOutside(text)).toBe(false);
});
