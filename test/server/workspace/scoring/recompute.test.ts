import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { scoreAt, sumsOf } from '#core/score/score.ts';
import { tierAt } from '#core/score/tier.ts';
import { PILLARS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { currentModel } from '#server/workspace/models/published.ts';
import { EVERYBODY } from '#server/workspace/people/segment.ts';
import { signalsOf } from '#server/workspace/scoring/history.ts';
import { reviewTiers } from '#server/workspace/scoring/rescore.ts';
import { loadPeople } from '#server/workspace/scoring/scored-person.ts';
import { recompute } from '#server/workspace/scoring/scoring.ts';
import { anySignals } from '#test/core/signals.ts';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { connectedWorkspace, CRM, value, type TestWorkspace } from '../fixture.ts';

const PEOPLE = 4;
const anyPlace = fc.integer({ min: 1, max: PEOPLE });

/** What may happen to people's signals, some of it again, late or ahead of time. */
const anyEvent = fc.oneof(
  fc.record({ kind: fc.constant('told' as const), id: anyPlace, list: anySignals(12) }),
  fc.record({ kind: fc.constant('again' as const), id: anyPlace, list: fc.constant([]) }),
  fc.record({ kind: fc.constant('ahead' as const), id: anyPlace, hours: fc.integer({ min: -2, max: 30 }) }),
  // The CRM takes back its last answer by giving another for the same day.
  fc.record({ kind: fc.constant('corrected' as const), id: anyPlace, nps: fc.integer({ min: 0, max: 10 }) }),
  fc.record({ kind: fc.constant('merged' as const), id: anyPlace, into: anyPlace }),
  fc.record({
    kind: fc.constant('weighed' as const),
    strength: fc.integer({ min: 0, max: 90 }),
    days: fc.integer({ min: 20, max: 700 }),
  }),
  fc.record({ kind: fc.constant('passed' as const), days: fc.integer({ min: 0, max: 90 }) }),
);
type Event = typeof anyEvent extends fc.Arbitrary<infer T> ? T : never;

async function happen(workspace: TestWorkspace, events: readonly Event[]): Promise<void> {
  let last: Parameters<TestWorkspace['signals']['recordAll']>[0] = [];
  for (const [step, event] of events.entries()) {
    const at = workspace.clock.now;
    if (event.kind === 'told') {
      last = event.list.map((one) => ({ ...one, key: `${step} ${one.key}`, personId: `${event.id}` }));
      workspace.signals.recordAll(last);
    } else if (event.kind === 'again') {
      workspace.signals.recordAll(last.toReversed());
    } else if (event.kind === 'ahead') {
      const occurredAt = at + event.hours * 3_600_000;
      workspace.signals.recordAll([
        { key: `ahead ${step}`, personId: `${event.id}`, type: 'referral', occurredAt },
      ]);
    } else if (event.kind === 'corrected') {
      const signals = [told(`${event.id}`, 'nps', 30, event.nps), ...praise(`${event.id}`)];
      workspace.ingest.apply(
        CRM,
        batch({ contacts: [contact(`${event.id}`, { signals, modifiedAt: at + step })] }),
      );
    } else if (event.kind === 'merged' && event.id !== event.into) {
      const merges = [{ from: [`${event.id}`], into: `${event.into}`, why: 'merged' as const }];
      workspace.ingest.apply(CRM, batch({ merges }));
    } else if (event.kind === 'weighed') {
      const { strength, days } = event;
      const strengths = { ...DEFAULT_MODEL.strengths, referral: strength, nps: 2 * strength };
      const pillars = {
        ...DEFAULT_MODEL.pillars,
        loyalty: { halfLife: days * DAY, weight: strength, cap: 60 },
      };
      const { id } = value(workspace.models.draft({ ...DEFAULT_MODEL, strengths, pillars }, '', 'admin'));
      value(workspace.models.publish(id, 'admin'));
    } else if (event.kind === 'passed') {
      workspace.pass(event.days);
      reviewTiers(workspace.store);
    }
  }
  while (workspace.models.progress() !== null) await workspace.tick(new FakeDoors());
  reviewTiers(workspace.store);
}

/** All that follows from signals, as it is kept. */
function standing(workspace: TestWorkspace) {
  const { store } = workspace;
  const orders = [null, ...PILLARS].map((pillar) =>
    value(workspace.people.top({ pillar, segment: EVERYBODY, limit: 9 })).map(({ id }) => id),
  );
  const kept = workspace.all<{ id: number; propensity: number; tier: string }>(
    `SELECT id, tier, tier_check_at, last_act_at, rank_overall IS NULL AS unranked FROM person WHERE removed_at IS NULL`,
  );
  const scores = [
    ...loadPeople(
      store,
      kept.map(({ id }) => id),
    ).values(),
  ];
  return { orders, kept, scores };
}

test('whatever came late, twice, ahead of time, corrected, merged or weighed anew ends as if counted from scratch', async () => {
  const moved = { tier: 0, ranked: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 14, size: 'max' }), async (events) => {
      const workspace = connectedWorkspace({ slack: false });
      const contacts = Array.from({ length: PEOPLE }, (_, n) => contact(`${n + 1}`));
      workspace.ingest.apply(CRM, batch({ contacts }));
      await happen(workspace, events);
      const { store, clock } = workspace;
      const { model } = currentModel(store);
      const before = standing(workspace);
      for (const { id, sums, tier } of before.scores) {
        const scratch = sumsOf(model, signalsOf(store, id));
        for (const pillar of PILLARS) {
          expect(sums[pillar]?.asOf).toBe(scratch[pillar]?.asOf);
          expect(Math.abs((sums[pillar]?.v ?? 0) - (scratch[pillar]?.v ?? 0))).toBeLessThan(1e-9);
        }
        const score = scoreAt(model, scratch, clock.now);
        expect(scoreAt(model, sums, clock.now)).toEqual(score);
        expect(tierAt(model, score, tier)).toBe(tier);
        if (tier !== 'none') moved.tier += 1;
      }
      store.sql.transaction(() =>
        recompute(
          store,
          before.scores.map(({ id }) => id),
        ),
      );
      const after = standing(workspace);
      expect(after.orders).toEqual(before.orders);
      expect(after.kept).toEqual(before.kept);
      if (before.orders[0]!.length > 1) moved.ranked += 1;
    }),
    { numRuns: 120 },
  );
  expect(moved.tier).toBeGreaterThan(30);
  expect(moved.ranked).toBeGreaterThan(50);
}, 60_000);
