import { checkModel } from '#core/score/check-model.ts';
import { ageSums } from '#core/score/columns-age.ts';
import { compileModel, type CompiledModel } from '#core/score/columns-model.ts';
import { readScores } from '#core/score/columns-read.ts';
import { explain } from '#core/score/explain.ts';
import type { ScoreModel } from '#core/score/model.ts';
import { reasonsBetween } from '#core/score/preview-reasons.ts';
import { PreviewTally, type Change } from '#core/score/preview-tally.ts';
import type { Mover, Preview } from '#core/score/preview.ts';
import { emptySums, scoreAt } from '#core/score/score.ts';
import { spreadSample } from '#core/score/spread-sample.ts';
import { tierAt, type Tier } from '#core/score/tier.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { COMPANY_NAME } from '#server/workspace/people/row.ts';
import { rowToSums, SUM_COLUMNS } from '#server/workspace/people/pillar-columns.ts';
import { signalsOf } from '#server/workspace/scoring/history.ts';
import { fittingIn, sumsOfPeople } from '#server/workspace/scoring/sums.ts';
import type { Store } from '#server/workspace/store.ts';
import { nextTurn } from '#server/workspace/turns.ts';
import { currentModel, modelAt, outdatedVersions } from './published.ts';

/** Few enough people that nothing else waits long. */
const SLICE = 500;
const IDS = 10_000;

/** See `Models.preview`. */
export async function previewModel(
  store: Store,
  claimed: unknown,
  sample: number | null,
): Promise<Result<Preview>> {
  const checked = checkModel(claimed);
  if (!checked.ok) return checked;
  if (sample !== null && !(Number.isInteger(sample) && sample > 0)) {
    return refuse('invalid_input', 'A sample is a number of people.', 'Send 1 or more, or none.', 'sample');
  }
  const model = checked.value;
  const at = store.now();
  const everybody = await idsOfAll(store);
  const chosen = sample === null ? everybody : spreadSample(everybody, sample);
  const tally = new PreviewTally(currentModel(store).model, model);
  const compiled = compileModel(model);
  for (let from = 0; from < chosen.length;) {
    const slice = chosen.slice(from, from + SLICE);
    const ids = slice.slice(0, fittingIn(store, slice));
    for (const change of changesOf(store, compiled, ids, at)) tally.add(change);
    from += ids.length;
    await nextTurn();
  }
  const { people, before, after, flow, unsure } = tally;
  const tell = (changes: readonly Change[]) => moversOf(store, model, changes, at);
  const [entering, leaving, movers] = [tell(tally.entering), tell(tally.leaving), tell(tally.movers)];
  return ok({
    at,
    people,
    of: everybody.length,
    before,
    after,
    flow,
    unsure,
    entering,
    leaving,
    movers,
  });
}

/** Everybody who is shown, by id. */
async function idsOfAll({ sql }: Store): Promise<number[]> {
  const ids: number[] = [];
  for (let after = 0; ;) {
    const [row] = sql.all<{ ids: string; last: number | null }>(
      `SELECT json_group_array(id) FILTER (WHERE removed_at IS NULL) AS ids, max(id) AS last
       FROM (SELECT id, removed_at FROM person WHERE id > ? ORDER BY id LIMIT ?)`,
      after,
      IDS,
    );
    if (row === undefined || row.last === null) return ids;
    for (const id of JSON.parse(row.ids) as number[]) ids.push(id);
    after = row.last;
    await nextTurn();
  }
}

interface Row {
  id: number;
  tier: Tier;
  version: number;
}

/** What people show now, and what they would: a new model places everybody by where tiers are entered. */
function changesOf(store: Store, compiled: CompiledModel, ids: readonly number[], at: number): Change[] {
  const { model } = compiled;
  const rows = store.sql.all<Row>(
    `SELECT id, tier, model_version AS version, ${SUM_COLUMNS} FROM person
     WHERE removed_at IS NULL AND id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  const outdated = outdatedVersions(
    store,
    rows.map(({ version }) => version),
    model,
  );
  const anew = sumsOfPeople(
    store,
    model,
    rows.filter(({ version }) => outdated.has(version)).map(({ id }) => id),
  );
  const kept = rows.map(rowToSums);
  const sums = rows.map((row, index) =>
    outdated.has(row.version) ? (anew.get(row.id)?.sums ?? emptySums()) : kept[index]!,
  );
  const scores = readScores(ageSums(compiled, sums, at), at);
  return rows.map((row, index) => {
    const now = scoreAt(modelAt(store, row.version), kept[index]!, at);
    const then = { propensity: scores.propensity[index]!, confidence: scores.confidence[index]! / 100 };
    return {
      personId: row.id,
      before: { propensity: now.propensity, confidence: now.confidence, tier: row.tier },
      after: { ...then, tier: tierAt(model, then, 'none') },
    };
  });
}

interface Named {
  id: number;
  name: string;
  company: string | null;
  version: number;
}

/** The few people a preview tells of, by name and with what moved them. */
function moversOf(store: Store, model: ScoreModel, changes: readonly Change[], at: number): Mover[] {
  const rows = store.sql.all<Named>(
    `SELECT id, name, ${COMPANY_NAME} AS company, model_version AS version FROM person
     WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(changes.map(({ personId }) => personId)),
  );
  const people = new Map(rows.map((row) => [row.id, row]));
  return changes.flatMap(({ personId, before, after }) => {
    const person = people.get(personId);
    if (person === undefined) return [];
    const signals = signalsOf(store, personId);
    const reasons = reasonsBetween(
      explain(modelAt(store, person.version), signals, at),
      explain(model, signals, at),
    );
    return [
      { personId: String(personId), name: person.name, company: person.company, before, after, reasons },
    ];
  });
}
