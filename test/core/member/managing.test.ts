import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAddition, checkChange, checkDefaultRole, checkKey } from '#core/member/managing.ts';
import { may, PERMISSIONS, ROLES, type Role } from '#core/member/role.ts';

const role = fc.constantFrom(...ROLES);
const state = fc.constantFrom('active' as const, 'disabled' as const);
const change = fc.oneof(
  role.map((to) => ({ role: to })),
  state.map((to) => ({ state: to })),
);
const person = fc.record({ id: fc.constantFrom('1', '2', '3'), role, state });

describe('a company of members', () => {
  it('keeps an active owner whatever is asked, and nobody changes themselves or climbs above who lets them', () => {
    const people = fc.tuple(role, role, role).map((roles) =>
      roles.map((each, at) => ({
        id: String(at + 1),
        role: at === 0 ? ('owner' as const) : each,
        state: 'active' as const,
      })),
    );
    const steps = fc.array(fc.record({ by: fc.nat(2), to: fc.nat(2), change }), { maxLength: 30 });
    fc.assert(
      fc.property(people, steps, (start, asked) => {
        const members = start.map((member) => ({ ...member })) as {
          id: string;
          role: Role;
          state: 'active' | 'disabled';
        }[];
        for (const { by, to, change: wanted } of asked) {
          const actor = members[by]!;
          const member = members[to]!;
          const owners = members.filter((each) => each.role === 'owner' && each.state === 'active').length;
          const manager = { role: actor.state === 'active' ? actor.role : null, memberId: actor.id };
          const checked = checkChange(manager, member, wanted, owners);
          if (!checked.ok) continue;
          expect(by).not.toBe(to);
          expect(may(actor.role, 'manage_members')).toBe(true);
          const isOwner = actor.role === 'owner';
          expect(isOwner || member.role !== 'owner').toBe(true);
          Object.assign(member, wanted);
          expect(isOwner || member.role !== 'owner').toBe(true);
          expect(members.some((each) => each.role === 'owner' && each.state === 'active')).toBe(true);
        }
      }),
    );
  });

  it('refuses to demote, disable or leave out the last owner, also by the token', () => {
    const token = { role: 'owner' as const, memberId: null };
    const last = { id: '1', role: 'owner' as const, state: 'active' as const };
    for (const wanted of [{ role: 'admin' as const }, { state: 'disabled' as const }]) {
      expect(checkChange(token, last, wanted, 1)).toMatchObject({ problem: { code: 'last_owner' } });
      expect(checkChange(token, last, wanted, 2).ok).toBe(true);
    }
    expect(checkChange(token, last, { role: 'owner' }, 1).ok).toBe(true);
  });

  it('lets nobody without the permission, and nobody without a role, change anybody', () => {
    fc.assert(
      fc.property(fc.option(role), person, change, (by, member, wanted) => {
        fc.pre(by === null || !may(by, 'manage_members'));
        expect(checkChange({ role: by, memberId: null }, member, wanted, 5)).toMatchObject({
          problem: { code: 'forbidden' },
        });
      }),
    );
  });
});

it('lets admins add anybody but owners', () => {
  for (const wanted of ROLES) {
    expect(checkAddition({ role: 'admin', memberId: '1' }, wanted).ok).toBe(wanted !== 'owner');
    expect(checkAddition({ role: 'owner', memberId: '1' }, wanted).ok).toBe(true);
    expect(checkAddition({ role: 'manager', memberId: '1' }, wanted).ok).toBe(false);
  }
});

it('gives people nobody looked at no say over others or money', () => {
  const owner = { role: 'owner' as const, memberId: '1' };
  expect(ROLES.filter((each) => checkDefaultRole(owner, each).ok)).toEqual(['manager', 'viewer']);
  expect(checkDefaultRole({ role: 'finance', memberId: '1' }, 'viewer').ok).toBe(false);
});

it('makes no key that may do more than its maker', () => {
  fc.assert(
    fc.property(role, role, (own, wanted) => {
      const made = checkKey({ role: own, memberId: '1' }, wanted).ok;
      const within = PERMISSIONS.every((permission) => !may(wanted, permission) || may(own, permission));
      expect(made).toBe(may(own, 'manage_members') && within);
    }),
  );
  expect(checkKey({ role: 'admin', memberId: '1' }, 'finance').ok).toBe(false);
});
