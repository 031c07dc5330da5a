import { expect, test } from 'vitest';
import { accountKey } from '#core/account/key.ts';

test('companies of one domain are one account, in whichever CRM and however it is written', () => {
  const keys = ['acme.com', ' WWW.Acme.com ', 'acme.com.'].map((domain) =>
    accountKey('hubspot-1', { id: '1', domain }),
  );
  expect(new Set([...keys, accountKey('salesforce-2', { id: 'x', domain: 'acme.com' })])).toEqual(
    new Set(['acme.com']),
  );
});

test('a company without a domain of its own stands alone', () => {
  expect(accountKey('hubspot-1', { id: '1', domain: null })).toBe('hubspot-1:1');
  expect(accountKey('hubspot-1', { id: '2', domain: 'gmail.com' })).toBe('hubspot-1:2');
  expect(accountKey('hubspot-1', { id: '3', domain: 'not a domain' })).toBe('hubspot-1:3');
});
