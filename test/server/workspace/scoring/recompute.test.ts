import * as fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import type { RankBy } from '#core/score/rank.ts';
import { scoreAt, sumsOf } from '#core/score/score.ts';
import { tierAt } from '#core/score/tier.ts';
import { PILLARS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { currentModel } from '#server/workspace/models/published.ts';
import { runSweep } from '#server/workspace/models/sweep.ts';
import { EVERYBODY } from '#server/workspace/people/segment.ts';
import { signalsOf } from '#server/workspace/scoring/history.ts';
import { reviewTiers } from '#server/workspace/scoring/rescore.ts';
import { loadPeople } from '#server/workspace/scoring/scored-person.ts';
import { recompute } from '#server/workspace/scoring/scoring.ts';
import { anySignals } from '#test/core/signals.ts';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { RUNS } from '#test/core/score/models.ts';
import { connectedWorkspace, CRM, rewound, value, type TestWorkspace } from '../fixture.ts';

/** What may happen to the signals of so many people, some of it again, late or ahead of time. */
function anyEvent(people: number) {
  const anyPlace = fc.integer({ min: 1, max: people });
  return fc.oneof(
    fc.record({ kind: fc.constant('told' as const), id: anyPlace, list: anySignals(12) }),
    fc.record({ kind: fc.constant('again' as const), id: anyPlace, list: fc.constant([]) }),
    fc.record({ kind: fc.constant('ahead' as const), id: anyPlace, hours: fc.integer({ min: -2, max: 30 }) }),
    // The CRM takes back its last answer by giving another for the same day.
    fc.record({
      kind: fc.constant('corrected' as const),
      id: anyPlace,
      nps: fc.integer({ min: 0, max: 10 }),
    }),
    fc.record({ kind: fc.constant('merged' as const), id: anyPlace, into: anyPlace }),
    fc.record({
      kind: fc.constant('weighed' as const),
      // Few: each model is a query of its own to the store, which keeps them all.
      strength: fc.constantFrom(0, 7, 33, 90),
      days: fc.constantFrom(20, 180, 700),
    }),
    fc.record({ kind: fc.constant('passed' as const), days: fc.integer({ min: 0, max: 90 }) }),
  );
}
type Event = ReturnType<typeof anyEvent> extends fc.Arbitrary<infer T> ? T : never;

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
  await runSweep(workspace.store);
  reviewTiers(workspace.store);
}

/** All that follows from signals, as it is kept, and who stands where by one of the rankings. */
function standing(workspace: TestWorkspace, pillar: RankBy) {
  const { store } = workspace;
  const ranking = value(workspace.people.top({ pillar, segment: EVERYBODY, limit: 9 }));
  const order = ranking.map(({ id }) => id);
  const kept = workspace.all<{ id: number; propensity: number; tier: string }>(
    `SELECT id, tier, tier_check_at, last_act_at, rank_overall IS NULL AS unranked FROM person WHERE removed_at IS NULL`,
  );
  const scores = [
    ...loadPeople(
      store,
      kept.map(({ id }) => id),
    ).values(),
  ];
  return { order, kept, scores };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

// Little happens to few in most worlds, for speed; some hold more.
test.each([
  { people: 2, most: 4, worlds: RUNS },
  { people: 4, most: 14, worlds: 120 },
])(
  'whatever came late, twice, ahead of time, corrected, merged or weighed anew ends as if counted from scratch: $worlds worlds of $people',
  async ({ people, most, worlds }) => {
    // What lets others go first would wait a millisecond each time, and here nobody waits.
    vi.stubGlobal('setTimeout', (work: () => void) => setImmediate(work));
    const open = rewound((workspace) => {
      connectedWorkspace({ slack: false }, workspace);
      const contacts = Array.from({ length: people }, (_, n) => contact(`${n + 1}`));
      workspace.ingest.apply(CRM, batch({ contacts }));
    });
    const moved = { tier: 0, ranked: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEvent(people), { minLength: 1, maxLength: most, size: 'max' }),
        fc.constantFrom<RankBy>(null, ...PILLARS),
        async (events, by) => {
          const workspace = open();
          await happen(workspace, events);
          const { store, clock } = workspace;
          const { model } = currentModel(store);
          const before = standing(workspace, by);
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
          const after = standing(workspace, by);
          expect(after.order).toEqual(before.order);
          expect(after.kept).toEqual(before.kept);
          if (before.order.length > 1) moved.ranked += 1;
        },
      ),
      { numRuns: worlds, endOnFailure: true },
    );
    expect(moved.tier).toBeGreaterThan(worlds / 10);
    expect(moved.ranked).toBeGreaterThan(worlds / 50);
  },
  300_000,
);
