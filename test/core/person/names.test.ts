import { expect, test } from 'vitest';
import { companyKey, isNamedAfter, nameKey } from '#core/person/names.ts';

test.each([
  ['  Ada   BYRON ', 'ada byron'],
  ['José-María Ñandú', 'jose maria nandu'],
  ['山田太郎', '山田太郎'],
  ['Ada', null],
  ['ada byron@acme.test', null],
  ['Unnamed person', null],
  ['···', null],
])('%j is compared as %j', (name, key) => expect(nameKey(name)).toBe(key));

test.each([
  ['Acme, Inc.', 'acme'],
  ['Acme Holding GmbH & Co. KG', 'acme holding'],
  ['The Company', 'the'],
  ['Ltd', null],
  ['', null],
])('the company %j is compared as %j', (name, key) => expect(companyKey(name)).toBe(key));

test.each([
  ['Dealia Vbnmtrace - consulting', 'Dealia  Vbnmtrace', true],
  ['Renewal (JOSÉ ÑANDÚ)', 'José Ñandú', true],
  ['Joann Leeds', 'Ann Lee', false],
  ['Ann Marie Lee', 'Ann Lee', false],
])('%j holds the name %j: %j', (text, name, is) => expect(isNamedAfter(text, name)).toBe(is));
