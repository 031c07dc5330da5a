import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import type { Preview } from '#core/score/preview.ts';
import { runSweep } from '#server/workspace/models/sweep.ts';
import { reviewTiers } from '#server/workspace/scoring/rescore.ts';
import { problem, rewound, value } from '#test/server/workspace/fixture.ts';
import { RUNS } from '#test/core/score/models.ts';
import {
  addPeople,
  anyPeople,
  anyTwoModels,
  flowOf,
  pastOf,
  publish,
  shown,
  slower,
  spreadOf,
  worldOf,
  type Shown,
} from './worlds.ts';

/** What was previewed of people is what became of them. */
function expectSame(preview: Preview, before: readonly Shown[], after: readonly Shown[]): void {
  const { people, of, flow, entering, leaving, movers } = preview;
  expect([people, of, preview.before, preview.after, flow]).toEqual([
    after.length,
    after.length,
    spreadOf(before),
    spreadOf(after),
    flowOf(before, after),
  ]);
  const known = new Map(before.map((one, index) => [String(one.id), [one, after[index]!] as const]));
  const told = [...movers, ...entering, ...leaving];
  expect(told.map((mover) => [mover.before, mover.after])).toEqual(
    told.map(({ personId }) =>
      known.get(personId)?.map(({ propensity, confidence, tier }) => ({ propensity, confidence, tier })),
    ),
  );
  expect(told.map(({ reasons }) => reasons.reduce((sum, { points }) => sum + points, 0))).toEqual(
    told.map((mover) => mover.after.propensity - mover.before.propensity),
  );
  const changed = after.filter((one, index) => one.propensity !== before[index]?.propensity).length;
  expect(movers).toHaveLength(Math.min(50, changed));
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a preview', () => {
  // Nothing is told of more than fifty people, so that some worlds have to hold more.
  test.each([
    { most: 2, worlds: RUNS },
    { most: 100, worlds: 40 },
  ])(
    'is what people show once the model is published, at the same moment: $worlds worlds of up to $most',
    async ({ most, worlds }) => {
      // What lets others go first would wait a millisecond each time, and here nobody waits.
      vi.stubGlobal('setTimeout', (work: () => void) => setImmediate(work));
      const open = rewound();
      const seen = { moved: 0, told: 0 };
      const anyDays = fc.integer({ min: 0, max: 400 });
      const property = fc.asyncProperty(
        anyPeople(most),
        anyTwoModels,
        anyDays,
        fc.constantFrom('by default', 'by default', 'published', 'swept'),
        async (pasts, [model, other], days, stage) => {
          const workspace = open();
          addPeople(workspace, pasts);
          if (stage !== 'by default') publish(workspace, model);
          if (stage === 'swept') await runSweep(workspace.store);
          workspace.pass(days);
          reviewTiers(workspace.store);
          const before = shown(workspace);
          const preview = value(await workspace.models.preview(other, null));
          expect(shown(workspace)).toEqual(before);
          publish(workspace, other);
          await runSweep(workspace.store);
          expectSame(preview, before, shown(workspace));
          seen.moved += preview.movers.length;
          seen.told += preview.entering.length + preview.leaving.length;
        },
      );
      await fc.assert(property, { numRuns: worlds, endOnFailure: true });
      expect(seen.moved).toBeGreaterThan(worlds / 2);
      expect(seen.told).toBeGreaterThan(worlds / 50);
    },
    300_000,
  );

  const three = [
    pastOf(['referral', 0], ['nps', 0, 10]),
    pastOf(['reference_call', 0], ['review', 0, 5], ['nps', 0, 10]),
    pastOf(['complaint', 0]),
  ];

  test('tells by name who becomes an advocate and who stops being one, and what moved them', async () => {
    const workspace = worldOf(three);
    const { strengths } = DEFAULT_MODEL;
    const other = {
      ...DEFAULT_MODEL,
      strengths: { ...strengths, referral: 100, reference_call: 5, review: 0 },
      enter: { candidate: 20, advocate: 40, champion: 60 },
      minConfidence: 0.3,
    };
    const { entering, leaving, movers, flow, unsure } = value(await workspace.models.preview(other, null));
    expect(entering).toEqual([
      {
        personId: '1',
        name: 'Person 1',
        company: null,
        before: { propensity: 33, confidence: 0.35, tier: 'none' },
        after: { propensity: 41, confidence: 0.35, tier: 'advocate' },
        reasons: [{ label: 'Referral', points: 8 }],
      },
    ]);
    expect(leaving).toMatchObject([
      {
        personId: '2',
        before: { propensity: 63, tier: 'advocate' },
        after: { propensity: 22, tier: 'candidate' },
        reasons: [
          { label: 'Reference call', points: -25 },
          { label: 'Public review', points: -16 },
        ],
      },
    ]);
    expect(movers.map(({ personId }) => personId)).toEqual(['2', '1']);
    expect([flow.none.advocate, flow.advocate.candidate, flow.none.none]).toEqual([1, 1, 1]);
    expect(unsure).toEqual({ before: 1, after: 0 });
  });

  test('leaves out whom no CRM holds any more', async () => {
    const workspace = worldOf(three);
    workspace.store.sql.run('UPDATE person SET removed_at = 1 WHERE id = 2');
    expect(value(await workspace.models.preview(slower(), null))).toMatchObject({ people: 2, of: 2 });
  });

  test('looks at a sample of as many as asked for, the same ones each time', async () => {
    const workspace = worldOf(Array.from({ length: 30 }, () => pastOf(['referral', 10])));
    const looked = value(await workspace.models.preview(slower('promotion'), 10));
    expect(looked).toMatchObject({ people: 10, of: 30 });
    expect(looked.movers.map(({ personId }) => Number(personId))).toEqual(
      Array.from({ length: looked.movers.length }, (_, index) => index * 3 + 1),
    );
    expect(value(await workspace.models.preview(slower('promotion'), 10))).toEqual(looked);
    expect(value(await workspace.models.preview(slower(), 31))).toMatchObject({ people: 30, of: 30 });
  });

  test.each([0, -1, 0.5, NaN, Infinity])('refuses a sample of %s', async (sample) => {
    const { models } = worldOf([]);
    expect(problem(await models.preview(DEFAULT_MODEL, sample))).toMatchObject({ field: 'sample' });
  });

  test('of nobody is empty, and a model that does not hold is refused', async () => {
    const { models } = worldOf([]);
    expect(value(await models.preview(slower(), null))).toMatchObject({ people: 0, of: 0, movers: [] });
    expect(problem(await models.preview({ ...DEFAULT_MODEL, full: 0 }, null))).toMatchObject({
      field: 'full',
    });
  });

  test('lets others go first between its slices, and keeps to one moment', async () => {
    const workspace = worldOf(Array.from({ length: 1200 }, () => pastOf(['referral', 10])));
    const { now } = workspace.clock;
    let turns = 0;
    const looking = workspace.models.preview(slower('promotion'), null);
    const watch = setInterval(() => {
      turns += 1;
      workspace.clock.now += 1000;
    }, 0);
    const preview = value(await looking);
    clearInterval(watch);
    expect(turns).toBeGreaterThan(2);
    expect(preview.at).toBe(now);
    workspace.clock.now = now;
    expect(value(await workspace.models.preview(slower('promotion'), null))).toEqual(preview);
  });
});
