import { describe, expect, it } from 'vitest';
import { isBootstrapping, roleOf, setDefaultSlackRole } from '#server/workspace/members/role-of.ts';
import { noteSlackUser } from '#server/workspace/members/slack-users.ts';
import { problem, value } from '#test/server/workspace/fixture.ts';
import { ANA, BEN, openOffice, team } from './office.ts';

const OWNER = 'slack:UANA:Ana Ortiz';

/** An office whose owner, Ana, installed the app and signed in. */
function ownedOffice() {
  const office = openOffice();
  office.members.installedBy(team('UANA'));
  value(office.members.signIn(team('UANA'), ANA));
  return office;
}

describe('the first owner', () => {
  it('is who installed the app, and the token opens everything until they sign in', () => {
    const { members, store } = openOffice();
    expect(roleOf(store, 'admin')).toBe('owner');
    members.installedBy(team('UANA'));
    expect(roleOf(store, OWNER)).toBe('owner');
    expect(members.bootstrapping()).toBe(true);
    expect(members.principal('', 0, 's1')).toMatchObject({ actor: 'admin' });
    const { memberId, version } = value(members.signIn(team('UANA'), ANA));
    expect(members.principal(memberId, version, 's1')).toMatchObject({
      actor: OWNER,
      role: 'owner',
      name: 'Ana Ortiz',
    });
    expect(members.principal('', 0, 's1')).toBeNull();
    expect(roleOf(store, 'admin')).toBeNull();
    expect(roleOf(store, 'somebody')).toBeNull();
  });

  it('stays the only one when another installs the app again', () => {
    const { members, store } = ownedOffice();
    members.installedBy(team('UBEN'));
    members.installedBy(team('UANA'));
    expect(members.list().map(({ role }) => role)).toEqual(['owner']);
    expect(roleOf(store, 'slack:UBEN:Ben')).toBe('viewer');
  });

  it('is let back in by the token once nobody is left who owns', () => {
    const { store } = ownedOffice();
    store.sql.run(`UPDATE member SET state = 'disabled'`);
    expect(isBootstrapping(store)).toBe(true);
  });
});

describe('a role', () => {
  it('is the member’s, by Slack user and by e-mail, and nobody’s once they are disabled', () => {
    const { members, store } = ownedOffice();
    const ben = value(members.add({ email: 'BEN@acme.example', name: 'Ben', role: 'finance' }, OWNER));
    expect(roleOf(store, 'ben@acme.example')).toBe('finance');
    value(members.signIn(team('UBEN'), BEN));
    expect(roleOf(store, 'slack:UBEN:anything')).toBe('finance');
    value(members.changeState(ben.id, 'disabled', OWNER));
    expect(roleOf(store, 'slack:UBEN:anything')).toBeNull();
    expect(roleOf(store, 'ben@acme.example')).toBeNull();
  });

  it('of a Slack user nobody knows is the default, which only changes by who may', () => {
    const { members, store } = ownedOffice();
    const stranger = 'slack:U99:Zoe';
    expect(roleOf(store, stranger)).toBe('viewer');
    expect(problem(members.setDefaultRole('manager', stranger)).code).toBe('forbidden');
    expect(problem(members.setDefaultRole('owner', OWNER)).code).toBe('forbidden');
    expect(problem(members.setDefaultRole('king', OWNER)).code).toBe('invalid_input');
    value(members.setDefaultRole('manager', OWNER));
    expect(roleOf(store, stranger)).toBe('manager');
  });

  it('is none for rules and CRM users, however the workspace stands', () => {
    const { store } = openOffice();
    for (const actor of ['rule:reference_call', 'hubspot:1:2', 'salesforce:00D:005'])
      expect(roleOf(store, actor)).toBeNull();
  });

  it('cannot be changed by its bearer, nor an owner made by an admin', () => {
    const { members, store } = ownedOffice();
    const ben = value(members.add({ email: BEN.email, name: null, role: 'admin' }, OWNER));
    const ana = members.find(OWNER)!;
    expect(problem(members.changeRole(ana.id, 'admin', OWNER)).code).toBe('forbidden');
    expect(problem(members.changeRole(ben.id, 'owner', BEN.email)).code).toBe('forbidden');
    expect(problem(members.changeRole(ana.id, 'viewer', BEN.email)).code).toBe('forbidden');
    expect(problem(members.add({ email: 'x@acme.example', name: null, role: 'owner' }, BEN.email)).code).toBe(
      'forbidden',
    );
    expect(problem(members.changeRole(ben.id, 'viewer', 'admin')).code).toBe('forbidden');
    expect(roleOf(store, BEN.email)).toBe('admin');
    value(members.changeRole(ben.id, 'owner', OWNER));
    value(members.changeRole(ana.id, 'viewer', BEN.email));
    expect(roleOf(store, OWNER)).toBe('viewer');
  });

  it('of the last owner stays, even against the token', () => {
    const { members } = openOffice();
    members.installedBy(team('UANA'));
    const [ana] = members.list();
    expect(problem(members.changeRole(ana!.id, 'admin', 'admin')).code).toBe('last_owner');
    expect(problem(members.changeState(ana!.id, 'disabled', 'admin')).code).toBe('last_owner');
  });
});

describe('a session', () => {
  it('ends at once for the disabled, and shows a new role at once', () => {
    const { members } = ownedOffice();
    const ben = value(members.add({ email: BEN.email, name: null, role: 'manager' }, OWNER));
    const { memberId, version } = value(members.signIn(team('UBEN'), BEN));
    value(members.changeRole(ben.id, 'finance', OWNER));
    expect(members.principal(memberId, version, 's1')?.permissions).toContain('manage_money');
    value(members.changeState(ben.id, 'disabled', OWNER));
    expect(members.principal(memberId, version, 's1')).toBeNull();
    expect(problem(members.signIn(team('UBEN'), BEN)).code).toBe('forbidden');
    value(members.changeState(ben.id, 'active', OWNER));
    expect(members.principal(memberId, version, 's1')).toBeNull();
  });

  it('ends everywhere when its bearer says so, and not for anybody else who may not', () => {
    const { members } = ownedOffice();
    value(members.add({ email: BEN.email, name: null, role: 'manager' }, OWNER));
    const { memberId, version } = value(members.signIn(team('UBEN'), BEN));
    const ana = members.find(OWNER)!;
    expect(problem(members.endSessions(ana.id, BEN.email)).code).toBe('forbidden');
    value(members.endSessions(memberId, 'slack:UBEN:Ben Bell'));
    expect(members.principal(memberId, version, 's1')).toBeNull();
  });

  it('is for members alone: a stranger is refused and shown among the exceptions', () => {
    const { members } = ownedOffice();
    expect(problem(members.signIn(team('UBEN'), BEN)).code).toBe('forbidden');
    expect(members.exceptions()).toMatchObject([{ id: 'UBEN', email: BEN.email, state: 'unmatched' }]);
    // The id of a member, in a team that is another.
    expect(problem(members.signIn({ team: 'T2', id: 'UANA' }, ANA)).code).toBe('forbidden');
  });
});

describe('a Slack user seen for the first time', () => {
  it('is looked up once, and joined to the member with their e-mail', async () => {
    const { members, store, doors, lookUp } = ownedOffice();
    value(members.add({ email: BEN.email, name: null, role: 'finance' }, OWNER));
    await lookUp();
    doors.profiles.set('UBEN', BEN);
    noteSlackUser(store, { ...team('UBEN'), name: 'ben' });
    noteSlackUser(store, { ...team('UBEN'), name: 'ben' });
    expect(roleOf(store, 'slack:UBEN:ben')).toBe('viewer');
    await lookUp();
    expect(doors.calls.filter((call) => call === 'user UBEN')).toHaveLength(1);
    expect(roleOf(store, 'slack:UBEN:ben')).toBe('finance');
    expect(members.find('slack:UBEN:ben')).toMatchObject({ name: 'Ben Bell', image: BEN.image });
    expect(members.exceptions()).toEqual([]);
  });

  it('is an exception where nobody has their e-mail, until somebody says who they are', async () => {
    const { members, store, doors, lookUp } = ownedOffice();
    doors.profiles.set('UBEN', BEN);
    noteSlackUser(store, { ...team('UBEN'), name: 'ben' });
    noteSlackUser(store, { ...team('UGONE'), name: 'Gone' });
    await lookUp();
    expect(members.exceptions().map(({ id, state }) => [id, state])).toEqual([
      ['UBEN', 'unmatched'],
      ['UGONE', 'stranger'],
    ]);
    setDefaultSlackRole(store, 'manager', OWNER);
    expect(roleOf(store, 'slack:UBEN:ben')).toBe('manager');
    expect(roleOf(store, 'slack:UGONE:Gone')).toBeNull();
    const cleo = value(members.add({ email: 'cleo@acme.example', name: 'Cleo', role: 'manager' }, OWNER));
    value(members.map(team('UBEN'), cleo.id, OWNER));
    expect(roleOf(store, 'slack:UBEN:ben')).toBe('manager');
    expect(problem(members.map(team('UGONE'), cleo.id, OWNER)).code).toBe('key_conflict');
    expect(problem(members.map(team('UBEN'), cleo.id, OWNER)).code).toBe('not_found');
    expect(value(members.addSlackUser(team('UGONE'), 'viewer', OWNER))).toMatchObject({
      slackUser: 'UGONE',
      name: 'Gone',
    });
    expect(members.exceptions()).toEqual([]);
  });

  it('is an exception where the member with their e-mail is another Slack user', async () => {
    const { members, store, doors, lookUp } = ownedOffice();
    doors.profiles.set('UANA2', ANA);
    noteSlackUser(store, { ...team('UANA2'), name: 'ana' });
    await lookUp();
    expect(members.exceptions()).toMatchObject([{ id: 'UANA2', state: 'conflict' }]);
    expect(roleOf(store, 'slack:UANA2:ana')).toBe('viewer');
  });

  it('is tried again while Slack is down', async () => {
    const { members, store, doors, lookUp, clock } = ownedOffice();
    value(members.add({ email: BEN.email, name: null, role: 'finance' }, OWNER));
    doors.profiles.set('UBEN', BEN);
    doors.fail('user');
    noteSlackUser(store, { ...team('UBEN'), name: 'ben' });
    await lookUp();
    expect(roleOf(store, 'slack:UBEN:ben')).toBe('viewer');
    doors.mend();
    clock.now += 60_000;
    await lookUp();
    expect(roleOf(store, 'slack:UBEN:ben')).toBe('finance');
  });
});

describe('somebody added by e-mail', () => {
  it('is found in Slack before they ever press', async () => {
    const { members, store, doors, lookUp } = ownedOffice();
    doors.users.set(BEN.email, 'UBEN');
    doors.profiles.set('UBEN', BEN);
    value(members.add({ email: BEN.email, name: null, role: 'finance' }, OWNER));
    await lookUp();
    await lookUp();
    expect(roleOf(store, 'slack:UBEN:ben')).toBe('finance');
    expect(members.find('slack:UBEN:ben')?.name).toBe('Ben Bell');
  });

  it('is joined at once to the exception with their e-mail', () => {
    const { members } = ownedOffice();
    expect(members.signIn(team('UBEN'), BEN).ok).toBe(false);
    expect(value(members.add({ email: BEN.email, name: null, role: 'viewer' }, OWNER)).slackUser).toBe(
      'UBEN',
    );
    expect(members.signIn(team('UBEN'), BEN).ok).toBe(true);
  });

  it('is refused twice, without an e-mail, and without a role', () => {
    const { members } = ownedOffice();
    const add = (email: string, role: string) =>
      problem(members.add({ email, name: null, role }, OWNER)).code;
    expect(add('ANA.ortiz@acme.example', 'viewer')).toBe('key_conflict');
    expect(add('ana', 'viewer')).toBe('invalid_input');
    expect(add('new@acme.example', 'root')).toBe('invalid_input');
  });
});

it('writes down who did what, by name', () => {
  const { members, audit } = ownedOffice();
  const ben = value(members.add({ email: BEN.email, name: null, role: 'viewer' }, OWNER));
  value(members.changeRole(ben.id, 'manager', OWNER));
  expect(audit().slice(-2)).toEqual([
    { actor: OWNER, action: 'member.added', subject: `member:${ben.id}`, detail: `${BEN.email} as viewer` },
    { actor: OWNER, action: 'member.role', subject: `member:${ben.id}`, detail: 'viewer to manager' },
  ]);
});
