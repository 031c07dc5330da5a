import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextTierCheck, tierAt, type Tier } from '#core/score/tier.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { scoreAt, sumsOf } from '#core/score/score.ts';
import { DAY } from '#core/time.ts';
import { signalsOf } from '#server/workspace/scoring/history.ts';
import { reviewTiers } from '#server/workspace/scoring/rescore.ts';
import { anySignals } from '#test/core/signals.ts';
import { batch, contact, praise } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { connectedWorkspace, CRM, NOW, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';

const tierOf = (workspace: TestWorkspace) => value(workspace.people.get('1')).tier;
const checkOf = (workspace: TestWorkspace) =>
  workspace.all<{ at: number | null }>('SELECT tier_check_at AS at FROM person')[0]?.at ?? null;

describe('a tier', () => {
  test('falls at the moment it was foreseen, and the record is told', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    await workspace.tick(doors);
    const at = checkOf(workspace) ?? 0;
    expect(workspace.woken).toContain(at);
    expect(workspace.nextTimer()).toBe(at);
    workspace.clock.now = at - 1;
    await workspace.tick(doors);
    expect(tierOf(workspace)).toBe('advocate');
    workspace.clock.now = at;
    await workspace.tick(doors);
    expect(tierOf(workspace)).toBe('candidate');
    expect(doors.flags.get(`${CRM}:1`)?.status).toBe('candidate');
    expect(checkOf(workspace)).toBeGreaterThan(at);
  });

  test('is always that of the score, however long nobody looks', () => {
    fc.assert(
      fc.property(
        anySignals(12),
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 5 }),
        (list, waits) => {
          const workspace = connectedWorkspace({ slack: false });
          workspace.ingest.apply(CRM, batch({ contacts: [contact('1')] }));
          workspace.signals.recordAll(
            list.map(({ key, type, occurredAt, value: worth }) => ({
              key,
              personId: '1',
              type,
              occurredAt,
              value: worth,
            })),
          );
          for (const days of [0, ...waits]) {
            workspace.pass(days);
            reviewTiers(workspace.store);
            const sums = sumsOf(DEFAULT_MODEL, signalsOf(workspace.store, 1));
            const tier: Tier = tierOf(workspace);
            expect(tierAt(DEFAULT_MODEL, scoreAt(DEFAULT_MODEL, sums, workspace.clock.now), tier)).toBe(tier);
            // A look that turned out needless is no harm; one that is due and not planned is.
            const check = checkOf(workspace) ?? Infinity;
            const isDue = nextTierCheck(DEFAULT_MODEL, sums, tier, workspace.clock.now) !== null;
            expect(check).toBeGreaterThan(workspace.clock.now);
            expect(isDue && check === Infinity).toBe(false);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('due for a look is looked at once, even while the clock stands still or runs back', () => {
    const workspace = connectedWorkspace();
    const contacts = Array.from({ length: 1100 }, (_, n) => contact(`${n}`, { signals: praise(`${n}`) }));
    workspace.ingest.apply(CRM, batch({ contacts }));
    workspace.store.sql.run('UPDATE person SET tier_check_at = ?', NOW);
    let looks = 0;
    const { store } = workspace;
    const backwards = { ...store, now: () => NOW - DAY * Math.min(1, looks++) };
    reviewTiers(backwards);
    expect(workspace.all('SELECT 1 FROM person WHERE tier_check_at <= ?', NOW)).toEqual([]);
  });
});
