import { describe, expect, it } from 'vitest';
import { value } from '#test/server/workspace/fixture.ts';
import { ANA, openOffice, team } from './office.ts';

describe('signing out', () => {
  it('ends that session for whoever has a copy of it, and no other, until it would have run out', () => {
    const { members, store, clock } = openOffice();
    members.installedBy(team('UANA'));
    expect(members.principal('', 0, 'of the token')).not.toBeNull();
    members.endSession('of the token', clock.now + 1000);
    expect(members.principal('', 0, 'of the token')).toBeNull();
    const { memberId, version } = value(members.signIn(team('UANA'), ANA));
    members.endSession('here', clock.now + 2000);
    members.endSession('here', clock.now + 2000);
    expect(members.principal(memberId, version, 'here')).toBeNull();
    expect(members.principal(memberId, version, 'there')).not.toBeNull();
    clock.now += 1500;
    members.endSession('there', clock.now + 2000);
    const kept = store.sql.all<{ id: string }>('SELECT id FROM ended_session ORDER BY id');
    expect(kept.map(({ id }) => id)).toEqual(['here', 'there']);
  });
});
