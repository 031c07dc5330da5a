import { expect, it } from 'vitest';
import { isRole, may, PERMISSIONS, ROLES, sharedRole } from '#core/member/role.ts';

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

it('what two roles share is a role that neither of them exceeds, and the one where they are the same', () => {
  for (const a of ROLES)
    for (const b of ROLES) {
      const shared = sharedRole(a, b);
      expect(PERMISSIONS.filter((each) => may(shared, each) && !(may(a, each) && may(b, each)))).toEqual([]);
      expect(sharedRole(b, a)).toBe(shared);
    }
  expect(ROLES.map((role) => sharedRole(role, role))).toEqual([...ROLES]);
  expect([sharedRole('owner', 'finance'), sharedRole('admin', 'finance')]).toEqual(['finance', 'viewer']);
});
