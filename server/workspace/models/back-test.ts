import { backTest, type BackTestAnswer } from '#core/score/back-test.ts';
import { checkModel } from '#core/score/check-model.ts';
import { cutoffsBefore } from '#core/score/cutoffs.ts';
import { addRanked, emptyLevels } from '#core/score/levels.ts';
import type { ScoreModel } from '#core/score/model.ts';
import { Panel } from '#core/score/panel.ts';
import { ok, type Result } from '#core/problem.ts';
import type { Store } from '#server/workspace/store.ts';
import { eachHistory, inTurns, pastPeople } from './past.ts';
import { currentModel } from './published.ts';

/** See `Models.backTest`. */
export async function backTestModel(store: Store, claimed: unknown): Promise<Result<BackTestAnswer>> {
  const model = checkModel(claimed);
  if (!model.ok) return model;
  const models = { model: model.value, current: currentModel(store).model };
  return ok(await backTestAt(store, models, cutoffsBefore(store.now())));
}

/** Back-tests a model beside the current one at some cut-offs. */
export async function backTestAt(
  store: Store,
  models: Record<'model' | 'current', ScoreModel>,
  cutoffs: readonly number[],
): Promise<BackTestAnswer> {
  const people = pastPeople(store);
  const rows = people.count * cutoffs.length;
  const panel = new Panel(cutoffs, rows);
  const levels = emptyLevels(rows);
  await eachHistory(store, people, (id, history) => addRanked(panel, levels, id, history, models));
  return inTurns(backTest(panel, levels, people.oneIn));
}
