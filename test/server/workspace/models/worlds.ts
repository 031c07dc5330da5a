import * as fc from 'fast-check';
import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import { TIERS, type Tier } from '#core/score/tier.ts';
import type { Signal } from '#core/signal/signal.ts';
import { scoreAt } from '#core/score/score.ts';
import { modelAt } from '#server/workspace/models/published.ts';
import { rowToSums, SUM_COLUMNS } from '#server/workspace/people/pillar-columns.ts';
import { recordSignals, type PersonSignal } from '#server/workspace/scoring/scoring.ts';
import { anySignals } from '#test/core/signals.ts';
import { anyModel } from '#test/core/score/models.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { NOW, openWorkspace, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';

/** Who told of a signal: a CRM account, a rep on a card, or somebody by the API. */
const TELLERS = ['hubspot-1', 'hubspot-1', 'salesforce-1', 'card', 'api'] as const;

/** What one person did, each signal with who told of it. */
type Past = { signal: Signal; teller: (typeof TELLERS)[number] }[];

const anyPast: fc.Arbitrary<Past> = anySignals(9).chain((signals) =>
  fc
    .array(fc.constantFrom(...TELLERS), { minLength: signals.length, maxLength: signals.length })
    .map((tellers) => signals.map((signal, index) => ({ signal, teller: tellers[index] ?? 'api' }))),
);

/** Up to `most` people, each with a past of their own; of some two accounts tell the same, or two reps on cards. */
export function anyPeople(most: number): fc.Arbitrary<Past[]> {
  const twice = fc
    .tuple(anyPast, fc.constantFrom('salesforce-1' as const, 'card' as const))
    .map(([past, teller]) =>
      past.flatMap((told) => [teller === 'card' ? { ...told, teller } : told, { ...told, teller }]),
    );
  return fc.array(fc.oneof({ arbitrary: anyPast, weight: 4 }, twice), {
    minLength: 1,
    maxLength: most,
    size: 'max',
  });
}

/** Two models, of which the second often differs only in what leaves the sums as they are. */
export const anyTwoModels: fc.Arbitrary<[ScoreModel, ScoreModel]> = fc.oneof(
  fc.tuple(anyModel, anyModel),
  fc.tuple(anyModel, anyModel).map(([model, other]): [ScoreModel, ScoreModel] => [
    model,
    {
      ...other,
      strengths: model.strengths,
      pillars: Object.fromEntries(
        Object.entries(other.pillars).map(([name, pillar]) => [
          name,
          { ...pillar, halfLife: model.pillars[name as keyof ScoreModel['pillars']].halfLife },
        ]),
      ) as ScoreModel['pillars'],
    },
  ]),
);

/** A workspace with these people, scored by the default model. */
export function worldOf(people: readonly Past[]): TestWorkspace {
  const workspace = openWorkspace();
  addPeople(workspace, people);
  return workspace;
}

export function addPeople(workspace: TestWorkspace, people: readonly Past[]): void {
  const { store } = workspace;
  for (const [index] of people.entries()) {
    store.sql.run(
      `INSERT INTO person (id, name, tier, tier_since, created_at) VALUES (?, ?, 'none', ?1, ?1)`,
      index + 1,
      `Person ${index + 1}`,
    );
    for (const account of ['hubspot-1', 'salesforce-1']) {
      store.sql.run(
        `INSERT INTO record (connection, id, person_id, url, modified_at, read_at) VALUES (?, ?1 || ?2, ?2, '', 1, 1)`,
        account,
        index + 1,
      );
    }
  }
  recordSignals(
    store,
    people.flatMap((past, index) => past.map((told, place) => personSignal(index + 1, place, told))),
    // As after a merge: a card refuses what a rep told of before, so that only joined people hold it twice.
    new Set(people.map((_, index) => index + 1)),
  );
}

function personSignal(personId: number, place: number, { signal, teller }: Past[number]): PersonSignal {
  const key = `${personId}:${place}`;
  if (teller === 'card') return { ...signal, personId, key: `card:${key}`, reportedBy: 'ana@acme.test' };
  if (teller === 'api') return { ...signal, personId, key };
  return { ...signal, personId, key: `crm:${teller}:${key}`, connection: teller };
}

/** Makes `model` the one people are scored by; they are as the sweep reaches them. */
export function publish({ models }: TestWorkspace, model: unknown, note = ''): number {
  const draft = value(models.draft(model, note, 'ana'));
  return value(models.publish(draft.id, 'ana')).version!;
}

/** Lets the timers run until everybody is scored by the current model. */
export async function sweep(workspace: TestWorkspace, doors = new FakeDoors()): Promise<FakeDoors> {
  await workspace.tick(doors);
  while (workspace.models.progress() !== null) await workspace.tick(doors);
  return doors;
}

export interface Shown {
  id: number;
  propensity: number;
  confidence: number;
  tier: Tier;
}

/** What everybody who is there shows now, by id. */
export function shown({ store, clock }: TestWorkspace): Shown[] {
  return store.sql
    .all<{ id: number; tier: Tier; version: number }>(
      `SELECT id, tier, model_version AS version, ${SUM_COLUMNS} FROM person WHERE removed_at IS NULL ORDER BY id`,
    )
    .map((row) => {
      const { propensity, confidence } = scoreAt(modelAt(store, row.version), rowToSums(row), clock.now);
      return { id: row.id, propensity, confidence, tier: row.tier };
    });
}

/** Counts of 20 bands of five points. */
export function spreadOf(people: readonly Shown[]): number[] {
  const bands = Array.from({ length: 20 }, () => 0);
  for (const { propensity } of people) bands[Math.min(19, Math.floor(propensity / 5))]! += 1;
  return bands;
}

/** How many went from each tier to each. */
export function flowOf(before: readonly Shown[], after: readonly Shown[]): unknown {
  const count = (from: Tier, to: Tier) =>
    before.filter(({ tier }, index) => tier === from && after[index]?.tier === to).length;
  return Object.fromEntries(
    TIERS.map((from) => [from, Object.fromEntries(TIERS.map((to) => [to, count(from, to)]))]),
  );
}

/** The default model with one half-life changed: every kept sum has to be made anew. */
export function slower(pillar: keyof ScoreModel['pillars'] = 'word_of_mouth', times = 2): ScoreModel {
  const { pillars } = DEFAULT_MODEL;
  const changed = { ...pillars[pillar], halfLife: pillars[pillar].halfLife * times };
  return { ...DEFAULT_MODEL, pillars: { ...pillars, [pillar]: changed } };
}

/** Somebody with these signals, so and so many days old, told by the API. */
export function pastOf(...told: [type: Signal['type'], age: number, worth?: number | null][]): Past {
  return told.map(([type, age, worth = null], index) => ({
    teller: 'api',
    signal: {
      key: String(index),
      type,
      occurredAt: NOW - age * 86_400_000,
      receivedAt: NOW,
      value: worth,
      source: null,
    },
  }));
}
