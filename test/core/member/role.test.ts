import { expect, it } from 'vitest';
import { isRole, may, PERMISSIONS, ROLES } from '#core/member/role.ts';

it('lets every role look, and only owners do everything', () => {
  for (const role of ROLES) {
    expect(may(role, 'view')).toBe(true);
    expect(PERMISSIONS.every((permission) => may(role, permission))).toBe(role === 'owner');
  }
});

it('keeps the yes above the limit, and money, from whoever configures', () => {
  expect(may('admin', 'configure')).toBe(true);
  expect(may('admin', 'approve_finance')).toBe(false);
  expect(may('admin', 'manage_money')).toBe(false);
  expect(may('finance', 'approve_finance')).toBe(true);
  expect(may('finance', 'approve')).toBe(false);
  expect(may('manager', 'configure')).toBe(false);
  expect(may('viewer', 'propose')).toBe(false);
});

it('tells a role from any other text', () => {
  expect(ROLES.every(isRole)).toBe(true);
  expect(['', 'Owner', 'toString', 'root'].some(isRole)).toBe(false);
});
