import { expect, test } from 'vitest';
import { isKey } from '#core/account/member.ts';
import { member } from './members.ts';

test('a key person decides, or is on a deal', () => {
  expect(isKey(member('1', { title: 'CEO' }))).toBe(true);
  expect(isKey(member('2', { title: 'Engineer', onDeal: true }))).toBe(true);
  expect(isKey(member('3', { title: 'Engineer' }))).toBe(false);
  expect(isKey(member('4'))).toBe(false);
});
