import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valueAt } from '#core/score/decay.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import type { RankBy } from '#core/score/rank.ts';
import { pillarShare, sumsOf } from '#core/score/score.ts';
import { PILLARS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { currentModel } from '#server/workspace/models/published.ts';
import { EVERYBODY, segmentSql, type Segment } from '#server/workspace/people/segment.ts';
import { rankPeople } from '#server/workspace/people/top.ts';
import { signalsOf } from '#server/workspace/scoring/history.ts';
import { recordSignals } from '#server/workspace/scoring/scoring.ts';
import { anySignals, kindTypes } from '#test/core/signals.ts';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { RUNS } from '#test/core/score/models.ts';
import { connectedWorkspace, CRM, NOW, problem, rewound, value, type TestWorkspace } from '../fixture.ts';

const top = (
  workspace: TestWorkspace,
  limit: number,
  segment: Partial<Segment> = {},
  pillar: RankBy = null,
) => value(workspace.people.top({ pillar, limit, segment: { ...EVERYBODY, ...segment } }));
const names = (...asked: Parameters<typeof top>) => top(...asked).map(({ name }) => name);
const rowsRead = ({ store }: TestWorkspace, limit: number, segment: Partial<Segment> = {}) =>
  rankPeople(store, { pillar: null, limit }, value(segmentSql(store, { ...EVERYBODY, ...segment }))).read;

/** Where somebody stands by all of their signals. */
function standingOf({ store, clock }: TestWorkspace, id: number, by: RankBy): number {
  const { model } = currentModel(store);
  const sums = sumsOf(model, signalsOf(store, id));
  if (by !== null) return valueAt(sums[by], clock.now, model.pillars[by].halfLife);
  return PILLARS.reduce((balance, pillar) => {
    const sum = sums[pillar];
    return balance + (sum === null ? 0 : pillarShare(model, pillar, sum, clock.now));
  }, 0);
}

describe('the top', () => {
  // Few people in most worlds, for speed; some hold more than are asked for, or than are read of an index at once.
  test.each([
    { most: 3, worlds: RUNS },
    { most: 14, worlds: 120 },
    { most: 200, worlds: 60 },
  ])(
    'is those who stand highest by all of their signals, at any moment: $worlds worlds of up to $most',
    ({ most, worlds }) => {
      const strong = anySignals(14, kindTypes()).map((signals) =>
        signals.map((one) => ({ ...one, occurredAt: Math.max(one.occurredAt, NOW - 200 * DAY) })),
      );
      const open = rewound((workspace) => {
        connectedWorkspace({ slack: false }, workspace);
        const contacts = Array.from({ length: most }, (_, index) => contact(`${index}`));
        workspace.ingest.apply(CRM, batch({ contacts }));
      });
      const anyPeople = fc.array(fc.oneof(strong, anySignals(10)), {
        minLength: 1,
        maxLength: most,
        size: 'max',
      });
      let indexed = 0;
      fc.assert(
        fc.property(
          anyPeople,
          fc.integer({ min: 1, max: 5 }),
          fc.constantFrom<RankBy>(null, ...PILLARS),
          fc.integer({ min: 0, max: 300 }),
          (people, limit, by, days) => {
            const workspace = open();
            recordSignals(
              workspace.store,
              people.flatMap((signals, index) =>
                signals.map((one) => ({ ...one, key: `${index} ${one.key}`, personId: index + 1 })),
              ),
            );
            workspace.pass(days);
            const everybody = people.map((_, index) => standingOf(workspace, index + 1, by));
            const found = top(workspace, limit, {}, by);
            const best = everybody.filter((standing) => standing >= 1e-6).toSorted((a, b) => b - a);
            expect(found).toHaveLength(Math.min(limit, best.length));
            found.forEach(({ id, standing }, place) => {
              expect(Math.abs(standing - best[place]!)).toBeLessThan(2e-6);
              expect(Math.abs(standing - everybody[Number(id) - 1]!)).toBeLessThan(2e-6);
            });
            expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
            const { read } = rankPeople(
              workspace.store,
              { pillar: by, limit },
              value(segmentSql(workspace.store, EVERYBODY)),
            );
            if (read !== null) indexed += 1;
          },
        ),
        { numRuns: worlds, endOnFailure: true },
      );
      expect(indexed).toBeGreaterThan(worlds / 50);
    },
    300_000,
  );

  test('orders equals by id, and those beyond 100 points too', () => {
    const workspace = connectedWorkspace();
    const everything = (id: string, more: number) => [
      ...praise(id),
      ...Array.from({ length: 3 }, (_, n) => told(id, 'speaking', n)),
      ...Array.from({ length: 5 }, (_, n) => told(id, 'renewal', n)),
      ...Array.from({ length: more }, (_, n) => told(id, 'defence', n)),
    ];
    const contacts = [0, 1, 1, 0, 1].map((more, n) => contact(`${n}`, { signals: everything(`${n}`, more) }));
    workspace.ingest.apply(CRM, batch({ contacts }));
    const found = top(workspace, 5);
    expect(found.map(({ id }) => id)).toEqual(['2', '3', '5', '1', '4']);
    expect(found.map(({ propensity }) => propensity)).toEqual([100, 100, 100, 100, 100]);
    expect(found[0]!.standing).toBeGreaterThan(found[3]!.standing);
  });

  test('reads few of many rows', () => {
    const workspace = connectedWorkspace();
    const contacts = Array.from({ length: 1500 }, (_, n) =>
      contact(`${n}`, { signals: [...praise(`${n}`), told(`${n}`, 'share', n % 300)] }),
    );
    workspace.ingest.apply(CRM, batch({ contacts }));
    expect(rowsRead(workspace, 3)).toBeLessThan(100);
    expect(rowsRead(workspace, 3, { owner: 'nobody' })).toBeNull();
  });

  test('is found without an index while a new model is being brought to everybody', async () => {
    const workspace = connectedWorkspace();
    const contacts = Array.from({ length: 40 }, (_, n) =>
      contact(`${n}`, { signals: [...praise(`${n}`), told(`${n}`, 'share', 10 * n)] }),
    );
    workspace.ingest.apply(CRM, batch({ contacts }));
    const before = names(workspace, 3);
    const pillars = { ...DEFAULT_MODEL.pillars };
    pillars.promotion = { halfLife: 20 * DAY, weight: 60, cap: 20 };
    const { id } = value(workspace.models.draft({ ...DEFAULT_MODEL, pillars }, 'promotion', 'admin'));
    value(workspace.models.publish(id, 'admin'));
    // One is scored by the new model already.
    workspace.signals.recordAll([{ key: 'x', personId: '30', type: 'share', occurredAt: NOW }]);
    const mixed = top(workspace, 3);
    expect(mixed[0]!.id).toBe('30');
    expect(mixed.slice(1).map(({ name }) => name)).toEqual(before.slice(0, 2));
    expect(rowsRead(workspace, 3)).toBeNull();
    while (workspace.models.progress() !== null) await workspace.tick(new FakeDoors());
    expect(rowsRead(workspace, 3)).not.toBeNull();
    for (const { id: found, standing } of top(workspace, 3)) {
      expect(standing).toBeCloseTo(standingOf(workspace, Number(found), null), 5);
    }
  });
});

describe('a segment', () => {
  function company(): TestWorkspace {
    const workspace = connectedWorkspace();
    const companies = ['Acme 100% _Ltd', 'Bolt'].map((name, n) => ({
      id: `${n + 1}`,
      name,
      domain: null,
      industry: null,
      url: `https://crm.test/company/${n + 1}`,
      modifiedAt: NOW,
    }));
    const owners = [{ id: '7', email: 'o@acme.test', name: 'Olga Ørsted', userId: '7', active: true }];
    const contacts = [
      contact('1', { name: 'Ada', companyId: '1', ownerId: '7', title: 'VP of Engineering' }),
      contact('2', { name: 'Bo', companyId: '2', title: 'Engineer' }),
      contact('3', { name: 'Cy', companyId: '1', optedOut: true, title: 'Head of 50%' }),
      contact('4', { name: 'Di', companyId: '1' }),
    ].map((each, n) => ({ ...each, signals: [...praise(each.id), told(each.id, 'share', 60 * n + 1)] }));
    workspace.ingest.apply(CRM, batch({ owners, companies, contacts }));
    return workspace;
  }

  test('narrows by owner, company, title, tier and CRM account', () => {
    const workspace = company();
    expect(names(workspace, 9)).toEqual(['Ada', 'Bo', 'Cy', 'Di']);
    expect(names(workspace, 9, { owner: 'olga Ørsted' })).toEqual(['Ada']);
    expect(names(workspace, 9, { company: '100% _l' })).toEqual(['Ada', 'Cy', 'Di']);
    expect(names(workspace, 9, { company: '%' })).toEqual(['Ada', 'Cy', 'Di']);
    expect(names(workspace, 9, { companyId: { connection: CRM, id: '2' } })).toEqual(['Bo']);
    expect(names(workspace, 9, { title: 'engineer' })).toEqual(['Ada', 'Bo']);
    expect(names(workspace, 9, { title: '%' })).toEqual(['Cy']);
    expect(names(workspace, 9, { tier: 'advocate' })).toHaveLength(4);
    expect(names(workspace, 9, { tier: 'none' })).toEqual([]);
    expect(names(workspace, 9, { connection: CRM, company: 'acme', title: 'VP' })).toEqual(['Ada']);
    expect(names(workspace, 2, { company: 'Acme' }, 'promotion')).toEqual(['Ada', 'Cy']);
  });

  test('leaves out who may not be asked now, until they may', () => {
    const workspace = company();
    value(
      workspace.asks.log({
        key: 'a',
        personId: '1',
        kind: 'review',
        askedAt: null,
        askedBy: 'rep',
        note: null,
      }),
    );
    expect(names(workspace, 9, { askable: true })).toEqual(['Bo', 'Di']);
    workspace.pass(40);
    expect(names(workspace, 9, { askable: true })).toEqual(['Ada', 'Bo', 'Di']);
  });

  test('shows nobody who was removed', () => {
    const workspace = company();
    const removals = [{ kind: 'contact' as const, id: '1', erased: false }];
    workspace.ingest.apply(CRM, batch({ removals }));
    expect(names(workspace, 9)).toEqual(['Bo', 'Cy', 'Di']);
  });

  test('of a CRM account nobody connected is refused', () => {
    const asked = { pillar: null, limit: 5, segment: { ...EVERYBODY, connection: 'nowhere' } };
    expect(problem(connectedWorkspace().people.top(asked))).toMatchObject({
      code: 'not_found',
      field: 'connection',
    });
  });
});
