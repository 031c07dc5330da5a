import { ok, type Result } from '#core/problem.ts';
import { rankBound, rankFloor, scanTop, type RankBy, type Ranked } from '#core/score/rank.ts';
import { currentModel, modelAt } from '#server/workspace/models/published.ts';
import { sweepProgress } from '#server/workspace/models/sweep.ts';
import type { Store } from '#server/workspace/store.ts';
import { rankColumn, standingSql } from './pillar-columns.ts';
import { PERSON_COLUMNS, rowToPerson, type PersonDetail, type PersonRow } from './row.ts';
import { segmentSql, type Segment, type SegmentSql } from './segment.ts';

export interface TopQuery {
  /** What people are ranked by; null for all pillars together. */
  pillar: RankBy;
  segment: Segment;
  /** At least 1. */
  limit: number;
}

/** A person with what they are ranked by: points of the pillar, or of all before the limit of 100. */
export type RankedPerson = PersonDetail & { standing: number };

/** See `People.top`. */
export function topPeople(store: Store, query: TopQuery): Result<RankedPerson[]> {
  const segment = segmentSql(store, query.segment);
  if (!segment.ok) return segment;
  const { ranks } = rankPeople(store, query, segment.value);
  const rows = store.sql.all<PersonRow>(
    `SELECT ${PERSON_COLUMNS} FROM person WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ranks.map(({ id }) => id)),
  );
  const people = new Map(rows.map((row) => [row.id, row]));
  const now = store.now();
  return ok(
    ranks.flatMap(({ id, standing }) => {
      const row = people.get(id);
      return row === undefined ? [] : [{ ...rowToPerson(store, row, now), standing }];
    }),
  );
}

/** Who stands where; `read` counts the rows of the index that were looked at, null where none was used. */
interface Ranking {
  ranks: { id: number; standing: number }[];
  read: number | null;
}

/** Rows of an index read before it is cheaper to look at everybody who fits. */
const MOST_ROWS = 20_000;

/** The exact top. From the index where it can tell; where those who fit are few or far down it, from them alone. */
export function rankPeople(store: Store, query: Omit<TopQuery, 'segment'>, segment: SegmentSql): Ranking {
  // While people of two models stand in one index, its order means nothing.
  const mixed = sweepProgress(store) !== null;
  if (!segment.narrow && !mixed) {
    const { rows, read } = scanIndex(store, query, segment);
    if (rows !== null) return { ranks: standingAbove(rows), read };
  }
  return { ranks: standingAbove(sortFitting(store, query, segment, mixed)), read: null };
}

interface KeyedRow extends Ranked {
  key: number;
}

function scanIndex(
  store: Store,
  { pillar, limit }: Omit<TopQuery, 'segment'>,
  { where, values }: SegmentSql,
) {
  const { model } = currentModel(store);
  const now = store.now();
  const key = rankColumn(pillar);
  const query = `SELECT id, ${key} AS key, CASE WHEN ${where} THEN ${standingSql(model, pillar, '?1')} END AS standing
    FROM person WHERE ${key} IS NOT NULL AND (${key}, id) < (?, ?) ORDER BY ${key} DESC, id DESC LIMIT ?`;
  return scanTop<KeyedRow>({
    limit,
    most: MOST_ROWS,
    floor: rankFloor(model, pillar),
    bound: ({ key: last }) => rankBound(model, pillar, last, now),
    read: (last, size) =>
      store.sql.all<KeyedRow>(query, ...values, last?.key ?? Number.MAX_VALUE, last?.id ?? 0, size),
  });
}

function sortFitting(
  store: Store,
  { pillar, limit }: Omit<TopQuery, 'segment'>,
  { where, values }: SegmentSql,
  mixed: boolean,
): Ranked[] {
  const standing = mixed
    ? mixedStandingSql(store, pillar)
    : standingSql(currentModel(store).model, pillar, '?1');
  return store.sql.all<Ranked>(
    `SELECT id, ${standing} AS standing FROM person WHERE ${where} ORDER BY standing DESC, id LIMIT ?`,
    ...values,
    limit,
  );
}

/** Each by the model that made their sums: until the sweep comes by, the new one says nothing of them. */
function mixedStandingSql(store: Store, pillar: RankBy): string {
  const versions = store.sql.all<{ version: number }>('SELECT DISTINCT model_version AS version FROM person');
  const cases = versions.map(
    ({ version }) => `WHEN ${version} THEN ${standingSql(modelAt(store, version), pillar, '?1')}`,
  );
  return cases.length === 0 ? 'NULL' : `CASE model_version ${cases.join(' ')} END`;
}

/** Nobody is ranked by nothing, or by what counts against them. */
function standingAbove(rows: readonly Ranked[]): Ranking['ranks'] {
  return rows.flatMap(({ id, standing }) => (standing !== null && standing > 0 ? [{ id, standing }] : []));
}
