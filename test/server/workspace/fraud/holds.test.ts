import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FraudHold } from '#core/fraud/hold.ts';
import { DAY } from '#core/time.ts';
import { openHolds } from '#server/workspace/fraud/holds.ts';
import { trustOfPerson } from '#server/workspace/fraud/trust.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { NOW, problem, rewound, value, walk } from '#test/server/workspace/fixture.ts';
import { MIA, OLU, playing, suspects } from './suspects.ts';

const held = (w = suspects()) => {
  const reward = w.propose({ proposedBy: 'bob@acme.test' });
  return { w, reward, hold: `${reward.id}:same_household_or_domain` };
};

test('while a hold is open approving is refused with its reason, and once it is cleared it is not', () => {
  const { w, reward, hold } = held();
  expect(problem(w.decide(reward.id, 'approve'))).toMatchObject({
    code: 'on_hold',
    message: expect.stringContaining('has an address at acme.test'),
  });
  expect(value(w.rewards.get(reward.id)).state).toBe('proposed');
  expect(value(w.resolve(hold, 'clear'))).toMatchObject({
    state: 'cleared',
    by: MIA,
    at: NOW,
    why: 'I called them.',
  });
  expect(value(w.decide(reward.id, 'approve')).state).toBe('approved');
  const trail = w.all(
    `SELECT actor, action, detail FROM audit WHERE subject = 'reward:R0001' AND action LIKE 'fraud.%' ORDER BY id`,
  );
  expect(trail).toMatchObject([
    { actor: 'groundswell', action: 'fraud.held' },
    { actor: MIA, action: 'fraud.cleared', detail: 'same_household_or_domain: I called them.' },
  ]);
});

test('whoever gives the recipient’s own name as the proposer is held', () => {
  const w = suspects();
  expect(w.codes(w.propose({ proposedBy: 'Byron, Ada' }).id)).toEqual(['self']);
  expect(w.codes(w.propose({ proposedBy: 'Ada Lovelace' }).id)).toEqual([]);
});

test('a hold that is right declines the reward with the reason, and takes all trust', () => {
  const { w, reward, hold } = held();
  expect(value(w.resolve(hold, 'confirm')).state).toBe('confirmed');
  expect(value(w.rewards.get(reward.id))).toMatchObject({
    state: 'declined',
    decidedBy: expect.any(String),
    reason: 'I called them.',
  });
  expect(problem(w.resolve(hold, 'clear')).code).toBe('already_decided');
  expect(w.fraud.waiting()).toBe(0);
});

test('nobody decides about a hold on what they proposed, told of or would get, nor without the role', () => {
  const w = suspects();
  value(w.members.add({ email: 'ada@acme.test', name: 'Ada', role: 'manager' }, 'admin'));
  value(w.members.add({ email: 'vic@ours.test', name: 'Vic', role: 'viewer' }, 'admin'));
  w.store.sql.run(`UPDATE member SET slack_user = 'U1OLU' WHERE email = '${OLU}'`);
  value(w.gates.setDomains({ employees: ['acme.test'], competitors: [] }, 'admin'));
  const { id } = w.propose();
  for (const by of [OLU, 'slack:U1OLU:Olu', 'ada@acme.test']) {
    expect(problem(w.resolve(`${id}:insider`, 'clear', by)).code, by).toBe('self_approval');
    expect(problem(w.resolve(`${id}:insider`, 'confirm', by)).code, by).toBe('self_approval');
  }
  expect(problem(w.resolve(`${id}:insider`, 'clear', 'vic@ours.test')).code).toBe('forbidden');
  expect(problem(w.resolve(`${id}:nothing`, 'clear')).code).toBe('not_found');
  expect(problem(w.resolve('', 'clear')).code).toBe('not_found');
  const silent = w.fraud.resolve(`${id}:insider`, { verdict: 'clear', by: MIA, reason: ' ' });
  expect(problem(silent)).toMatchObject({ code: 'invalid_input', field: 'reason' });
  expect(value(w.fraud.holdsOf(id))).toMatchObject([{ state: 'open' }]);
});

test('a hold lapses on its day by itself, and the reward is drawn again', async () => {
  const { w, reward } = held();
  w.store.sql.run('UPDATE reward SET expires_at = ?', NOW + 60 * DAY);
  expect(w.woken).toContain(NOW + 30 * DAY);
  const doors = new FakeDoors();
  w.pass(29);
  await w.tick(doors);
  expect(value(w.fraud.holdsOf(reward.id))).toMatchObject([{ state: 'open' }]);
  const drawn = () =>
    w.all<{ version: number }>(`SELECT version FROM delivery WHERE id = 'reward:R0001:message'`)[0];
  const before = drawn()?.version ?? 0;
  w.pass(1);
  await w.tick(doors);
  expect(value(w.fraud.holdsOf(reward.id))).toMatchObject([
    { state: 'lapsed', by: 'groundswell', at: NOW + 30 * DAY },
  ]);
  expect(drawn()?.version).toBeGreaterThan(before);
  expect(w.fraud.waiting()).toBe(0);
});

test('holds are listed by state, in pages, and an open one only while its reward waits', () => {
  const w = suspects();
  const ids = ['1', '2', '1', '2'].map((personId) => {
    w.pass(1);
    return w.propose({ personId, proposedBy: 'eve@acme.test' }).id;
  });
  const listed = (state: 'open' | 'cleared' | 'confirmed' | null) =>
    walk((cursor) => w.fraud.list(state, 1, cursor)).map(({ rewardId }) => rewardId);
  expect(listed('open')).toEqual(ids.toReversed());
  value(w.resolve(`${ids[0]}:same_household_or_domain`, 'clear'));
  value(w.decide(ids[1]!, 'decline'));
  expect([listed('open'), listed('cleared')]).toEqual([[ids[3], ids[2]], [ids[0]]]);
  expect(listed(null)).toHaveLength(4);
  expect(w.fraud.waiting()).toBe(2);
  expect(value(w.fraud.list('open', 1, null)).items[0]).toMatchObject({
    personId: '2',
    person: 'Bob Stone',
    act: 'Reference call',
    amount: 50_00,
  });
  expect(problem(w.fraud.list(null, 1, 'nonsense')).field).toBe('cursor');
});

test('a held reward is counted where it waits to be looked at, once: not while its proposer changes it', () => {
  const { w, reward } = held();
  const counted = () => {
    const query = { actor: MIA, queue: 'held', limit: 9, cursor: null } as const;
    const { counts } = value(w.rewards.queue(query));
    return [w.fraud.waiting(), counts.held, value(w.fraud.list('open', 9, null)).items.length];
  };
  expect(counted()).toEqual([1, 1, 1]);
  value(w.rewards.decide(reward.id, { decision: 'change', by: MIA, reason: 'Less.' }));
  expect(counted()).toEqual([0, 0, 0]);
  expect(value(w.fraud.list(null, 9, null)).items).toMatchObject([{ state: 'open' }]);
  const { act, currency, amount, proof } = reward;
  value(w.rewards.revise(reward.id, { act, currency, amount, proof, by: 'bob@acme.test' }));
  expect(counted()).toEqual([1, 1, 1]);
  w.store.sql.run('UPDATE reward SET expires_at = ?', NOW + 60 * DAY);
  w.pass(30);
  expect(counted()).toEqual([0, 0, 0]);
});

test('holds follow their person through a merge, and are forgotten with them', () => {
  const w = suspects();
  const reward = w.propose({ personId: '2', proposedBy: 'ada@acme.test' });
  value(w.identity.link('1', '2', 'admin'));
  expect(value(w.fraud.list('open', 9, null)).items).toMatchObject([{ rewardId: reward.id, personId: '1' }]);
  value(w.erasures.erase('1', 'admin'));
  const [hold] = value(w.fraud.holdsOf(reward.id));
  expect(JSON.stringify(hold)).not.toContain('acme.test');
  expect(JSON.stringify(w.all('SELECT detail FROM audit'))).not.toContain('acme.test');
});

test('trust rises with paid rewards and falls with one confirmed fraud', () => {
  const w = suspects();
  const trust = () => [value(w.fraud.trust('1')), trustOfPerson(w.store, 2)];
  const paid = () => {
    const { id } = w.propose();
    value(w.decide(id, 'approve'));
    w.store.sql.run(`UPDATE reward SET state = 'paid' WHERE id = ?`, id);
  };
  expect(trust()).toEqual(['new', 'new']);
  paid();
  w.pass(30);
  expect(trust()).toEqual(['known', 'new']);
  paid();
  paid();
  w.pass(60);
  expect(trust()).toEqual(['trusted', 'new']);
  expect(w.codes(w.propose({ proposedBy: 'bob@acme.test' }).id)).toEqual([]);
  value(w.gates.setDomains({ employees: ['acme.test'], competitors: [] }, 'admin'));
  const { id } = w.propose();
  value(w.resolve(`${id}:insider`, 'confirm'));
  expect(trust()).toEqual(['new', 'new']);
  expect(w.codes(w.propose({ proposedBy: 'bob@acme.test' }).id)).toContain('same_household_or_domain');
  expect(problem(w.fraud.trust('99')).code).toBe('not_found');
});

test('settings are kept whole with who set them, or not at all', () => {
  const w = suspects();
  const before = w.fraud.settings();
  const claimed = { rules: { insider: 'off' }, sameDomain: {}, velocity: { days: 0 } };
  expect(problem(w.fraud.setSettings(claimed, 'admin')).field).toBe('velocity.days');
  expect(w.fraud.settings()).toEqual(before);
  const kept = value(w.fraud.setSettings({ ...claimed, velocity: { days: 9 } }, MIA));
  value(w.fraud.setSettings({ ...claimed, velocity: { days: 9 } }, MIA));
  expect(w.fraud.settings()).toEqual(kept);
  expect(w.all('SELECT at, by FROM fraud_setting')).toEqual([{ at: NOW, by: MIA }]);
});

const step = fc.record({
  what: fc.constantFrom('propose', 'propose', 'clear', 'confirm', 'approve', 'decline', 'wait', 'tick'),
  person: fc.constantFrom('1', '2', '3'),
  by: fc.constantFrom('bob@acme.test', OLU, 'ada@acme.test', 'slack:U9:Zed'),
  decider: fc.constantFrom(MIA, OLU),
  pick: fc.nat(5),
});

test('whatever happens in whatever order, nothing held is approved and nothing ended opens again', async () => {
  const fresh = rewound((workspace) => void suspects(workspace));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 9 }), async (steps) => {
      const w = playing(fresh());
      const doors = new FakeDoors();
      const ended = new Map<string, string>();
      const approvedHeld: FraudHold[] = [];
      for (const { what, person, by, decider, pick } of steps) {
        const holds = value(w.fraud.list(null, 99, null)).items;
        const hold = holds[pick % Math.max(1, holds.length)];
        const [reward] = value(w.rewards.list({ state: 'proposed', limit: 1, cursor: null })).items;
        if (what === 'propose') w.propose({ personId: person, proposedBy: by });
        else if (what === 'wait') w.pass(pick * 5);
        else if (what === 'tick') await w.tick(doors);
        else if (what === 'clear' || what === 'confirm') w.resolve(hold?.id ?? '', what, decider);
        else if (reward !== undefined) {
          const open = openHolds(w.store, reward.id);
          if (w.decide(reward.id, what, decider).ok && what === 'approve') approvedHeld.push(...open);
        }
        const after = value(w.fraud.list(null, 99, null)).items;
        for (const { id, state } of after) expect(ended.get(id) ?? state).toBe(state);
        for (const { id, state } of after.filter((each) => each.state !== 'open')) ended.set(id, state);
        const confirmed = after.filter(({ state }) => state === 'confirmed');
        const states = confirmed.map(({ rewardId }) => value(w.rewards.get(rewardId)).state);
        expect(states.filter((state) => state !== 'declined')).toEqual([]);
      }
      expect(approvedHeld).toEqual([]);
    }),
    { numRuns: 400 },
  );
}, 30_000);
