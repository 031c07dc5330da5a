import { RpcTarget } from 'cloudflare:workers';
import type { BackTestAnswer, Calibration } from '#core/score/back-test.ts';
import { checkModel } from '#core/score/check-model.ts';
import type { ModelOrigin, ModelVersion } from '#core/score/model-version.ts';
import type { ScoreModel } from '#core/score/model.ts';
import type { Preview } from '#core/score/preview.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { note as audit } from '#server/workspace/trail/note.ts';
import type { Store } from '#server/workspace/store.ts';
import { backTestModel } from './back-test.ts';
import { calibrateModel } from './calibrate.ts';
import { heldOutOf, keepCalibration, standingDraft, type HeldOut } from './kept-calibration.ts';
import { previewModel } from './preview.ts';
import { currentModel, parseModel } from './published.ts';
import type { SweepProgress } from './sweep-state.ts';
import { beginSweep, sweepProgress } from './sweep.ts';

/** The models of a workspace: drafts, the one people are scored by, and those before it. */
export class Models extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Every model, drafts first, then versions from the newest. */
  list(): ModelVersion[] {
    const { version } = currentModel(this.#store);
    return this.#store.sql
      .all<Row>(`${SELECT} ORDER BY version IS NOT NULL, version DESC, updated_at DESC, id DESC`)
      .map((row) => toVersion(row, version));
  }

  get(id: string): Result<ModelVersion> {
    return findModel(this.#store, id);
  }

  /** The model people are scored by now. */
  current(): ModelVersion {
    const { version } = currentModel(this.#store);
    return toVersion(first<Row>(this.#store.sql, `${SELECT} WHERE version = ?`, version)!, version);
  }

  /** Keeps a new draft. Nothing is scored by it until it is published. */
  draft(claimed: unknown, note: string, by: string, origin: ModelOrigin = 'edit'): Result<ModelVersion> {
    const model = checkModel(claimed);
    return model.ok ? ok(keepDraft(this.#store, model.value, { note, by, origin })) : model;
  }

  /** Changes a draft. A published model never changes. */
  change(id: string, claimed: unknown, note: string): Result<ModelVersion> {
    const draft = findDraft(this.#store, id);
    if (!draft.ok) return draft;
    const model = checkModel(claimed);
    if (!model.ok) return model;
    this.#store.sql.run(
      'UPDATE model SET definition = ?, note = ?, updated_at = ? WHERE id = ?',
      JSON.stringify(model.value),
      trimNote(note),
      this.#store.now(),
      Number(id),
    );
    return findModel(this.#store, id);
  }

  /** Throws a draft away. */
  discard(id: string, by: string): Result<null> {
    const draft = findDraft(this.#store, id);
    if (!draft.ok) return draft;
    this.#store.sql.transaction(() => {
      this.#store.sql.run('DELETE FROM model WHERE id = ?', Number(id));
      audit(this.#store, by, 'model.discarded', `model:${id}`);
    });
    return ok(null);
  }

  /** Lets everybody be scored by a draft: new signals at once, all others as the sweep reaches them. */
  publish(id: string, by: string): Result<ModelVersion> {
    const draft = findDraft(this.#store, id);
    if (!draft.ok) return draft;
    this.#store.sql.transaction(() => publishDraft(this.#store, draft.value, by));
    return findModel(this.#store, id);
  }

  /** Publishes an older version again, as a new one: history only grows. */
  revert(version: number, note: string, by: string): Result<ModelVersion> {
    const row = first<Row>(this.#store.sql, `${SELECT} WHERE version = ?`, version);
    if (row === undefined) {
      return refuse('not_found', `There is no version ${version}.`, 'List models to find one.', 'version');
    }
    const { sql } = this.#store;
    const id = sql.transaction(() => {
      const draft = keepDraft(this.#store, parseModel(row.definition), { note, by, origin: 'revert' });
      publishDraft(this.#store, draft, by);
      return draft.id;
    });
    return findModel(this.#store, id);
  }

  /**
   * What a model would change if it were published now: for everybody, or for at most `sample` people spread over
   * all, the same ones each time. Others are served between its slices. Fails with `invalid_input` naming the field.
   */
  preview(claimed: unknown, sample: number | null): Promise<Result<Preview>> {
    return previewModel(this.#store, claimed, sample);
  }

  /**
   * How well a model would have found those who advocated, at month starts of the past year, beside the current model,
   * recency and chance; or why there is too little data to tell. Others are served between its slices.
   * Fails with `invalid_input` naming the field.
   */
  backTest(claimed: unknown): Promise<Result<BackTestAnswer>> {
    return backTestModel(this.#store, claimed);
  }

  /**
   * Keeps a draft of the current model with pillar weights learned from who advocated, and back-tests it on months
   * it did not learn from. Where such a draft of the same weights stands unchanged, it is that one. Never publishes
   * it. Fails with `too_little_data`, or `state_mismatch` where another version was published meanwhile.
   */
  async calibrate(by: string): Promise<Result<Calibration>> {
    const calibrated = await calibrateModel(this.#store);
    if (!calibrated.ok) return calibrated;
    const { base, model, note, ...told } = calibrated.value;
    if (base !== currentModel(this.#store).version) {
      return refuse('state_mismatch', 'Another version was published meanwhile.', 'Calibrate again.');
    }
    const draftId = this.#store.sql.transaction(() => {
      const standing = standingDraft(this.#store, model);
      const id = standing ?? keepDraft(this.#store, model, { note, by, origin: 'calibration' }).id;
      keepCalibration(this.#store, id, { model, fit: told.fit, backTest: told.backTest });
      audit(this.#store, by, 'model.calibrated', `model:${id}`, standing === null ? note : AGAIN);
      return id;
    });
    return ok({ draftId, ...told });
  }

  /** What the calibration of a draft found on months it did not learn from; null where that is of another model. */
  heldOut(id: string): HeldOut | null {
    return heldOutOf(this.#store, id);
  }

  /** How far the people are scored by the current model, or null where all are. */
  progress(): SweepProgress | null {
    return sweepProgress(this.#store);
  }
}

/** Told in the audit trail of a calibration that made no draft. */
const AGAIN = 'The same weights as the draft that stands.';

interface Row extends Omit<ModelVersion, 'id' | 'state' | 'model'> {
  id: number;
  definition: string;
}

const SELECT = `SELECT id, version, definition, origin, base, note, created_by AS createdBy, created_at AS createdAt,
  updated_at AS updatedAt, published_by AS publishedBy, published_at AS publishedAt FROM model`;

function toVersion({ id, definition, ...row }: Row, current: number): ModelVersion {
  const state = row.version === null ? 'draft' : row.version === current ? 'current' : 'past';
  return { ...row, id: String(id), state, model: parseModel(definition) };
}

function findModel(store: Store, id: string): Result<ModelVersion> {
  const { version } = currentModel(store);
  const row = /^\d{1,15}$/.test(id) ? first<Row>(store.sql, `${SELECT} WHERE id = ?`, Number(id)) : undefined;
  return row === undefined
    ? refuse('not_found', `There is no model ${id.slice(0, 40)}.`, 'List models to find the id.')
    : ok(toVersion(row, version));
}

function findDraft(store: Store, id: string): Result<ModelVersion> {
  const found = findModel(store, id);
  if (!found.ok || found.value.state === 'draft') return found;
  return refuse(
    'already_published',
    `Version ${found.value.version} is published and never changes.`,
    'Make a draft from it.',
  );
}

const MOST_NOTE = 500;

function trimNote(note: string): string {
  return note.toWellFormed().replaceAll('\0', '').trim().slice(0, MOST_NOTE);
}

/** Keeps a model nothing is scored by yet. */
export function keepDraft(
  store: Store,
  model: ScoreModel,
  { note, by, origin }: { note: string; by: string; origin: ModelOrigin },
): ModelVersion {
  const { version } = currentModel(store);
  const now = store.now();
  const row = first<{ id: number }>(
    store.sql,
    `INSERT INTO model (definition, origin, base, note, created_by, created_at, updated_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) RETURNING id`,
    JSON.stringify(model),
    origin,
    version,
    trimNote(note),
    by,
    now,
  )!;
  return toVersion(first<Row>(store.sql, `${SELECT} WHERE id = ?`, row.id)!, version);
}

function publishDraft(store: Store, draft: ModelVersion, by: string): void {
  const version = currentModel(store).version + 1;
  store.sql.run(
    'UPDATE model SET version = ?, published_by = ?, published_at = ? WHERE id = ?',
    version,
    by,
    store.now(),
    Number(draft.id),
  );
  audit(store, by, 'model.published', `model:${draft.id}`, `Version ${version}. ${draft.note}`.trim());
  beginSweep(store);
}
