import { expect, it } from 'vitest';
import { permissionsOf, ROLES } from '#core/member/role.ts';
import { notAllowed } from '#server/routes/permissions.ts';
import { roleOf } from '#server/workspace/members/role-of.ts';
import { problem, value } from '#test/server/workspace/fixture.ts';
import { ANA, openOffice, team } from './office.ts';

const OWNER = 'slack:UANA:Ana Ortiz';

function ownedOffice() {
  const office = openOffice();
  office.members.installedBy(team('UANA'));
  value(office.members.signIn(team('UANA'), ANA));
  const create = (id: string, role: string, by = OWNER, name = 'Import') =>
    office.apiKeys.create({ id, hash: `hash-of-${id}`, name, role }, by);
  return { ...office, create };
}

it('opens with its own secret alone, with the role it was made with, until it is revoked', () => {
  const { apiKeys, store, create } = ownedOffice();
  value(create('a1', 'finance'));
  value(create('b2', 'viewer'));
  const { actor, permissions } = apiKeys.principal('a1', 'hash-of-a1')!;
  expect(actor).toBe('key:a1:Import');
  expect(permissions).toContain('approve_finance');
  expect(roleOf(store, actor)).toBe('finance');
  for (const [id, hash] of [
    ['a1', 'hash-of-b2'],
    ['a1', ''],
    ['a1', 'hash-of-a'],
    ['c3', 'hash-of-a1'],
  ] as const)
    expect(apiKeys.principal(id, hash)).toBeNull();
  value(apiKeys.revoke('a1', OWNER));
  expect(apiKeys.principal('a1', 'hash-of-a1')).toBeNull();
  expect(roleOf(store, actor)).toBeNull();
  expect(apiKeys.principal('b2', 'hash-of-b2')).not.toBeNull();
});

it('may do no more than whoever makes it', () => {
  const { members, create } = ownedOffice();
  value(members.add({ email: 'adm@acme.example', name: null, role: 'admin' }, OWNER));
  const made = (by: string) => ROLES.filter((role, at) => create(`${by.length}${at}`, role, by).ok);
  expect(made(OWNER)).toEqual([...ROLES]);
  expect(made('adm@acme.example')).toEqual(['admin', 'manager', 'viewer']);
  expect(made('admin')).toEqual([]);
});

it('never does more than its maker may do now', () => {
  const { apiKeys, members, store, create } = ownedOffice();
  const { id } = value(members.add({ email: 'mar@acme.example', name: 'Marcus', role: 'admin' }, OWNER));
  value(create('a1', 'manager', 'mar@acme.example'));
  value(create('b2', 'admin', 'mar@acme.example'));
  const opens = () =>
    ['a1', 'b2'].map((key) => {
      const { actor, permissions } = apiKeys.principal(key, `hash-of-${key}`)!;
      return [roleOf(store, actor), permissions];
    });
  const standings = () => apiKeys.list().map(({ standing }) => standing);
  expect(opens()).toMatchObject([
    ['manager', permissionsOf('manager')],
    ['admin', permissionsOf('admin')],
  ]);
  value(members.changeRole(id, 'finance', OWNER));
  expect(opens()).toEqual([
    ['viewer', ['view', 'propose']],
    ['viewer', ['view', 'propose']],
  ]);
  value(members.changeRole(id, 'viewer', OWNER));
  expect(opens()).toEqual([
    ['viewer', ['view']],
    ['viewer', ['view']],
  ]);
  expect(standings()).toEqual(['viewer', 'viewer']);
  const added = members.add({ email: 'x@acme.example', name: null, role: 'viewer' }, 'key:b2:Import');
  expect(problem(added).code).toBe('forbidden');
  value(members.changeState(id, 'disabled', OWNER));
  expect(opens()).toEqual([
    [null, []],
    [null, []],
  ]);
  expect(standings()).toEqual([null, null]);
  expect(notAllowed(apiKeys.principal('a1', 'hash-of-a1')!, 'view')).toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('made this API key') as string,
  });
});

it('only looks where the admin token made it, from when an owner has signed in', () => {
  const office = openOffice();
  value(office.apiKeys.create({ id: 'a1', hash: 'hash-of-a1', name: 'Import', role: 'owner' }, 'admin'));
  const does = () => office.apiKeys.principal('a1', 'hash-of-a1')?.permissions;
  office.members.installedBy(team('UANA'));
  expect(does()).toEqual(permissionsOf('owner'));
  value(office.members.signIn(team('UANA'), ANA));
  expect(does()).toEqual(['view']);
  expect(roleOf(office.store, 'key:a1:Import')).toBe('viewer');
  expect(office.apiKeys.list()).toMatchObject([{ role: 'owner', standing: 'viewer' }]);
  const added = office.members.add({ email: 'x@acme.example', name: null, role: 'owner' }, 'key:a1:Import');
  expect(problem(added).code).toBe('forbidden');
});

it('is revoked only by who could have made it', () => {
  const { members, apiKeys, create } = ownedOffice();
  value(members.add({ email: 'adm@acme.example', name: null, role: 'admin' }, OWNER));
  value(create('a1', 'owner'));
  expect(problem(apiKeys.revoke('a1', 'adm@acme.example')).code).toBe('forbidden');
  expect(problem(apiKeys.revoke('zz', OWNER)).code).toBe('not_found');
  value(apiKeys.revoke('a1', OWNER));
  expect(apiKeys.list()).toMatchObject([{ id: 'a1', revokedAt: expect.any(Number) as number }]);
});

it('needs a name and a role', () => {
  const { create } = ownedOffice();
  expect(problem(create('a1', 'viewer', OWNER, '\u202e ')).field).toBe('name');
  expect(problem(create('a1', 'viewer', OWNER, 'x'.repeat(81))).field).toBe('name');
  expect(problem(create('a1', 'root')).field).toBe('role');
});

it('tells when it was last used, to the minute', () => {
  const { apiKeys, clock, create } = ownedOffice();
  value(create('a1', 'viewer'));
  apiKeys.principal('a1', 'hash-of-a1');
  const first = clock.now;
  clock.now += 30_000;
  apiKeys.principal('a1', 'hash-of-a1');
  expect(apiKeys.list()[0]?.lastUsedAt).toBe(first);
  clock.now += 40_000;
  apiKeys.principal('a1', 'hash-of-a1');
  expect(apiKeys.list()[0]?.lastUsedAt).toBe(clock.now);
});

it('is never shown by its hash', () => {
  const { apiKeys, audit, create } = ownedOffice();
  value(create('a1', 'viewer'));
  expect(JSON.stringify([apiKeys.list(), audit()])).not.toContain('hash-of');
});
