import * as fc from 'fast-check';
import { test } from 'vitest';
import { DAY } from '#core/time.ts';
import { FakeDoors } from '../fake-doors.ts';
import { asking, checkBooks, COINS, pointsWorkspace, STARS, type PointsWorkspace } from './programmes.ts';

const who = fc.constantFrom('1', '2', '3');
const what = fc.constantFrom('stars', 'coins');
const points = fc.integer({ min: 1, max: 1200 });
const moved = fc.record({ personId: who, programme: what, points, key: fc.integer({ min: 1, max: 12 }) });

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('earn' as const), moved }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('spend' as const), moved }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('back' as const), moved, lot: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 250 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tick' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('put' as const), days: fc.integer({ min: 20, max: 300 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge' as const), from: who, into: who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase' as const), person: who }) },
);
type Doing = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

async function perform(workspace: PointsWorkspace, doing: Doing): Promise<void> {
  const { points: noun, clock } = workspace;
  if (doing.kind === 'earn')
    noun.earn(asking(doing.moved.points, { ...doing.moved, key: `e${doing.moved.key}` }));
  else if (doing.kind === 'spend')
    noun.spend(asking(doing.moved.points, { ...doing.moved, key: `s${doing.moved.key}` }));
  else if (doing.kind === 'back') {
    const { key, ...moving } = doing.moved;
    const some = moving.points % 2 === 0 ? null : moving.points;
    noun.clawBack({ ...asking(0, { ...moving, key: `b${key}` }), points: some, lot: String(doing.lot) });
  } else if (doing.kind === 'wait') clock.now += doing.days * DAY;
  else if (doing.kind === 'tick') await workspace.tick(new FakeDoors());
  else if (doing.kind === 'put') {
    const expiry = {
      kind: doing.days % 2 === 0 ? ('inactivity' as const) : ('fixed' as const),
      days: doing.days,
    };
    noun.put(
      doing.days % 3 === 0
        ? { ...STARS, expiry }
        : { ...COINS, expiry, tiers: STARS.tiers.slice(0, doing.days % 4) },
      'ana',
    );
  } else if (doing.kind === 'merge') workspace.identity.link(doing.from, doing.into, 'ana');
  else workspace.erasures.erase(doing.person, 'ana');
}

test('after every step of any history, balances are the fold of entries and the sum of lots', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const workspace = pointsWorkspace();
      for (const each of steps) {
        await perform(workspace, each);
        checkBooks(workspace);
      }
    }),
    { numRuns: 60 },
  );
});
