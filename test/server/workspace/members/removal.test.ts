import { describe, expect, it } from 'vitest';
import { roleOf } from '#server/workspace/members/role-of.ts';
import { note } from '#server/workspace/trail/note.ts';
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

describe('somebody added by mistake', () => {
  const REN = { email: 'ren@acme.example', name: 'Ren', role: 'viewer' };

  it('is removed, on the record, and their place is nobody else’s', async () => {
    const { members, store, audit, lookUp, doors } = ownedOffice();
    doors.profiles.set('UREN', { ...BEN, name: 'Ren', email: REN.email });
    const ren = value(members.add(REN, OWNER));
    await lookUp();
    expect(value(members.remove(ren.id, OWNER))).toMatchObject({ name: 'Ren' });
    expect(members.list().map(({ email }) => email)).not.toContain(REN.email);
    expect(audit().at(-1)).toMatchObject({ action: 'member.removed', detail: 'ren@acme.example as viewer' });
    expect(members.exceptions()).toEqual([]);
    expect(roleOf(store, 'slack:UREN:Ren')).toBe('viewer');
    expect(problem(members.remove(ren.id, OWNER)).code).toBe('not_found');
    const again = value(members.add(REN, OWNER));
    expect(Number(again.id)).toBeGreaterThan(Number(ren.id));
  });

  it('stays where they signed in, did something, or are named in the books', () => {
    const { members, store } = ownedOffice();
    value(members.add({ email: BEN.email, name: null, role: 'admin' }, OWNER));
    value(members.signIn(team('UBEN'), BEN));
    const ben = members.find(BEN.email)!;
    expect(problem(members.remove(ben.id, OWNER)).message).toContain('signed in');
    const ren = value(members.add(REN, OWNER));
    note(store, 'Ren@acme.example', 'person.seen', 'person:1');
    expect(problem(members.remove(ren.id, OWNER)).code).toBe('forbidden');
    const zoe = value(members.add({ ...REN, email: 'zoe@acme.example' }, OWNER));
    note(store, 'admin', 'reward.proposed', 'reward:R1', 'as zoe@acme.example: Webinar');
    expect(problem(members.remove(zoe.id, OWNER)).code).toBe('forbidden');
    expect(members.list()).toHaveLength(4);
  });

  it('is removed only by who may disable them', () => {
    const { members } = ownedOffice();
    value(members.add({ email: BEN.email, name: null, role: 'admin' }, OWNER));
    const owner = value(members.add({ ...REN, role: 'owner' }, OWNER));
    expect(problem(members.remove(owner.id, BEN.email)).code).toBe('forbidden');
    const viewer = value(members.add({ ...REN, email: 'zoe@acme.example' }, OWNER));
    expect(problem(members.remove(owner.id, 'zoe@acme.example')).code).toBe('forbidden');
    value(members.remove(viewer.id, BEN.email));
    value(members.remove(owner.id, OWNER));
  });

  it.each([
    ['too long', 'x'.repeat(201), 'too long'],
    ['turned around', 'Ana \u202egnp.exe', 'nobody sees'],
    ['with a control', 'Ana\u0007', 'nobody sees'],
  ])('has no name that is %s', (_, name, words) => {
    const { members } = ownedOffice();
    const refused = problem(members.add({ ...REN, name }, OWNER));
    expect(refused).toMatchObject({ code: 'invalid_input', field: 'name' });
    expect(refused.message).toContain(words);
    value(members.add({ ...REN, name: 'Ren \u{1f30a} مرحبا' }, OWNER));
  });
});
