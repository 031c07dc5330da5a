import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import { makeSameSums } from '#core/score/same-sums.ts';
import { first, type Sql } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

export interface PublishedModel {
  version: number;
  model: ScoreModel;
}

/** A published definition never changes, so it is read from JSON once. */
const read = new WeakMap<Sql, Map<number, ScoreModel>>();

/** The model people are scored by now; a workspace that never published one has the default as version 1. */
export function currentModel({ sql, now }: Store): PublishedModel {
  const row = first<{ version: number | null }>(sql, 'SELECT max(version) AS version FROM model');
  const version = row?.version ?? null;
  if (version !== null) return { version, model: modelOf(sql, version) };
  sql.run(
    `INSERT INTO model (version, definition, origin, note, created_by, created_at, updated_at, published_by, published_at)
     VALUES (1, ?1, 'default', 'The model every workspace begins with.', 'Groundswell', ?2, ?2, 'Groundswell', ?2)`,
    JSON.stringify(DEFAULT_MODEL),
    now(),
  );
  return { version: 1, model: modelOf(sql, 1) };
}

/** The model of a published version: people not scored anew yet still stand by an older one. */
export function modelAt({ sql }: Store, version: number): ScoreModel {
  return modelOf(sql, version);
}

/** Those of the versions whose sums say nothing under `model`, so that they are made anew from signals. */
export function outdatedVersions(store: Store, versions: readonly number[], model: ScoreModel): Set<number> {
  return new Set([...new Set(versions)].filter((version) => !makeSameSums(modelAt(store, version), model)));
}

/** The version people were scored by at a moment; the first where none was published yet. */
export function versionOn({ sql }: Store, at: number): number {
  const row = first<{ version: number | null }>(
    sql,
    'SELECT max(version) AS version FROM model WHERE published_at <= ?',
    at,
  );
  return row?.version ?? 1;
}

function modelOf(sql: Sql, version: number): ScoreModel {
  const known = read.get(sql) ?? new Map<number, ScoreModel>();
  read.set(sql, known);
  const found = known.get(version) ?? parseModel(definitionOf(sql, version));
  known.set(version, found);
  return found;
}

/** A definition as it is kept. Types of signal that came after it was made count as they do by default. */
export function parseModel(definition: string): ScoreModel {
  const stored = JSON.parse(definition) as ScoreModel;
  return { ...stored, strengths: { ...DEFAULT_MODEL.strengths, ...stored.strengths } };
}

function definitionOf(sql: Sql, version: number): string {
  const row = first<{ definition: string }>(sql, 'SELECT definition FROM model WHERE version = ?', version);
  if (row !== undefined) return row.definition;
  // People have version 1 before anybody asked for the current model.
  if (version === 1) return JSON.stringify(DEFAULT_MODEL);
  throw new Error(`model version ${version} is gone`);
}
