import type { BackTestAnswer, Calibration } from '#core/score/back-test.ts';
import type { ScoreModel } from '#core/score/model.ts';
import { isSameModel } from '#core/score/same-model.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';
import { currentModel, parseModel } from './published.ts';

/** What a calibration found, kept with its draft: tested later it would be asked what it learned. */
export interface HeldOut {
  fit: Calibration['fit'];
  /** On months it did not learn from, beside the version it was learned beside. */
  backTest: BackTestAnswer;
  /** When it was tested, epoch milliseconds. */
  testedAt: number;
}

interface KeptCalibration extends HeldOut {
  /** The model this is about; a draft may be another by now. */
  model: ScoreModel;
}

/** Keeps what a calibration found with the draft it made, in the place of what an earlier one found. */
export function keepCalibration(
  store: Store,
  draftId: string,
  kept: Omit<KeptCalibration, 'testedAt'>,
): void {
  const told: KeptCalibration = { ...kept, testedAt: store.now() };
  store.sql.run('UPDATE model SET calibration = ? WHERE id = ?', JSON.stringify(told), Number(draftId));
}

/** The newest calibration draft of the current version that is this very model, or null. */
export function standingDraft(store: Store, model: ScoreModel): string | null {
  const drafts = store.sql.all<{ id: number; definition: string }>(
    `SELECT id, definition FROM model WHERE version IS NULL AND origin = 'calibration' AND base = ? ORDER BY id DESC`,
    currentModel(store).version,
  );
  const found = drafts.find(({ definition }) => isSameModel(parseModel(definition), model));
  return found === undefined ? null : String(found.id);
}

/**
 * What a calibration found of a draft, or null where it says nothing of it any more: the draft is another model now,
 * another version is the current one, or it is no draft of a calibration.
 */
export function heldOutOf(store: Store, id: string): HeldOut | null {
  const row = first<{ definition: string; calibration: string }>(
    store.sql,
    `SELECT definition, calibration FROM model
     WHERE id = ? AND version IS NULL AND base = ? AND calibration IS NOT NULL`,
    Number(id),
    currentModel(store).version,
  );
  if (row === undefined) return null;
  const { model, fit, backTest, testedAt } = JSON.parse(row.calibration) as KeptCalibration;
  return isSameModel(parseModel(row.definition), model) ? { fit, backTest, testedAt } : null;
}
