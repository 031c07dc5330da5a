import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '#core/policy/policy.ts';
import { DAY } from '#core/time.ts';
import { problem, value } from '#test/server/workspace/fixture.ts';
import { asking, STARS } from '#test/server/workspace/points/programmes.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const lenient: Policy = {
  ...DEFAULT_POLICY,
  rules: [
    {
      name: 'Small ones',
      currency: 'USD',
      sources: null,
      programmes: null,
      trust: null,
      bands: [
        { upTo: 50_00, managers: 0, finance: false },
        { upTo: null, managers: 1, finance: false },
      ],
    },
  ],
};

/** A person who was rewarded once, and a policy of Ana’s that leaves small rewards to nobody. */
function lenientWorkspace() {
  const w = workspaceWithPerson();
  const { id } = value(w.rewards.create({ ...CALL, key: 'first' }));
  value(w.rewards.decide(id, { decision: 'approve', by: 'olu@acme.test' }));
  value(w.policies.publish(lenient, 0, 'Less work', 'ana@acme.test'));
  let keys = 0;
  const chainOf = (change: Partial<typeof CALL>, from: string | null = null) =>
    value(w.rewards.create({ ...CALL, key: `k${(keys += 1)}`, ...change }, from)).chain;
  return { ...w, chainOf };
}

describe('what policy leaves to nobody', () => {
  test('is reviewed where who published the policy proposed it, under whatever name', () => {
    const { chainOf, apiKeys, clock } = lenientWorkspace();
    value(apiKeys.create({ id: 'a1', hash: 'h', name: 'Import', role: 'manager' }, 'ana@acme.test'));
    expect(chainOf({ amount: 100, proposedBy: 'Ana Ortiz <ana+x@acme.test>' })).toEqual(['approve']);
    expect(chainOf({ amount: 100, proposedBy: 'rep@acme.test' }, 'key:a1:Import')).toEqual(['approve']);
    // So that they are not too many within a week.
    clock.now += 8 * DAY;
    expect(chainOf({ amount: 100, proposedBy: 'rep@acme.test' })).toEqual([]);
  });

  test('is so much for one person within a month, however it is cut', () => {
    const { chainOf, clock } = lenientWorkspace();
    expect(chainOf({ amount: 20_00 })).toEqual([]);
    expect(chainOf({ amount: 30_00 })).toEqual([]);
    expect(chainOf({ amount: 1 })).toEqual(['approve']);
    clock.now += 31 * DAY;
    expect(chainOf({ amount: 50_00 })).toEqual([]);
  });
});

test('points need whose yes the money they cost would need, by reward and by hand', () => {
  const w = workspaceWithPerson();
  value(w.points.put({ ...STARS, cost: { currency: 'USD', amount: 1_00, points: 1 } }, 'ana'));
  const chain = (amount: number) =>
    value(w.rewards.create({ ...CALL, key: `k${amount}`, amount, currency: 'points:stars' })).chain;
  expect(chain(500)).toEqual(['approve']);
  expect(chain(501)).toEqual(['approve', 'approve']);
  expect(chain(100_000_000)).toEqual(['approve', 'approve', 'approve_finance']);
});

test('points given by hand to a person come to little within a month, after tiers and however they are cut', () => {
  const w = workspaceWithPerson();
  const [tier] = STARS.tiers;
  const tiers = [{ ...tier!, multiplier: 20_000 }];
  value(w.points.put({ ...STARS, tiers, cost: { currency: 'USD', amount: 1_00, points: 1 } }, 'ana'));
  // The first points bring somebody into the tier.
  value(w.points.earn(asking(1)));
  expect(problem(w.points.earn(asking(250)))).toMatchObject({ code: 'forbidden', field: 'points' });
  const half = asking(124);
  expect(value(w.points.earn(half)).points).toBe(248);
  value(w.points.earn(asking(125)));
  expect(problem(w.points.earn(asking(1))).code).toBe('forbidden');
  expect(value(w.points.earn(half)).points).toBe(248);
  w.clock.now += 31 * DAY;
  value(w.points.earn(asking(250)));
});
