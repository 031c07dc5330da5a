import { ok, type Result } from '#core/problem.ts';
import { rankBound, rankFloor, scanTop, type RankBy, type Ranked } from '#core/score/rank.ts';
import { first } from '#server/storage/sql.ts';
import { readinessOfAll } from '#server/workspace/asks/readiness.ts';
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
  return ok(detailed(store, rankPeople(store, query, segment.value).ranks));
}

/** The first of a ranking, and how many are in it; no more than MOST_COUNTED are counted, `more` says there are. */
export interface RankedPage {
  people: RankedPerson[];
  total: number;
  more: boolean;
}

const MOST_COUNTED = 1000;

/** See `People.ranking`. */
export function rankedPage(store: Store, query: TopQuery): Result<RankedPage> {
  const segment = segmentSql(store, query.segment);
  if (!segment.ok) return segment;
  const { ranks } = rankPeople(store, query, segment.value);
  const n = ranks.length < query.limit ? ranks.length : countRanked(store, query, segment.value);
  return ok({ people: detailed(store, ranks), total: Math.min(n, MOST_COUNTED), more: n > MOST_COUNTED });
}

/** How many are in a ranking, at most one more than MOST_COUNTED. */
function countRanked(store: Store, query: TopQuery, segment: SegmentSql): number {
  const limit = MOST_COUNTED + 1;
  if (segment.askable) return rankPeople(store, { ...query, limit }, segment).ranks.length;
  const { where, values } = segment;
  const counted = `SELECT 1 FROM person WHERE ${where} AND ${currentStandingSql(store, query.pillar)} > 0 LIMIT ?`;
  const row = first<{ n: number }>(store.sql, `SELECT count(*) AS n FROM (${counted})`, ...values, limit);
  return row?.n ?? 0;
}

function detailed(store: Store, ranks: Ranking['ranks']): RankedPerson[] {
  const rows = store.sql.all<PersonRow>(
    `SELECT ${PERSON_COLUMNS} FROM person WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ranks.map(({ id }) => id)),
  );
  const people = new Map(rows.map((row) => [row.id, row]));
  const now = store.now();
  return ranks.flatMap(({ id, standing }) => {
    const row = people.get(id);
    return row === undefined ? [] : [{ ...rowToPerson(store, row, now), standing }];
  });
}

/** Who stands where; `read` counts the rows of the index that were looked at, null where none was used. */
interface Ranking {
  ranks: { id: number; standing: number }[];
  read: number | null;
}

/** Rows of an index read before it is cheaper to look at everybody who fits. */
const MOST_ROWS = 20_000;

/** More than asked for, so that a few with a closed gate need no second look. */
const SPARE = 25;

/** The exact top. Where only some may be asked, ever more are ranked until enough of them may. */
export function rankPeople(store: Store, query: Omit<TopQuery, 'segment'>, segment: SegmentSql): Ranking {
  if (!segment.askable) return rankFitting(store, query, segment);
  const { limit } = query;
  for (let size = limit + SPARE; ; size *= 4) {
    const { ranks, read } = rankFitting(store, { ...query, limit: size }, segment);
    const readiness = readinessOfAll(
      store,
      ranks.map(({ id }) => id),
    );
    const askable = ranks.filter((_, place) => readiness[place]!.closed.length === 0);
    if (askable.length >= limit || ranks.length < size) return { ranks: askable.slice(0, limit), read };
  }
}

/** From the index where it can tell; where those who fit are few or far down it, from them alone. */
function rankFitting(store: Store, query: Omit<TopQuery, 'segment'>, segment: SegmentSql): Ranking {
  // While people of two models stand in one index, its order means nothing.
  const mixed = sweepProgress(store) !== null;
  if (!segment.narrow && !mixed) {
    const { rows, read } = scanIndex(store, query, segment);
    if (rows !== null) return { ranks: standingAbove(rows), read };
  }
  return { ranks: standingAbove(sortFitting(store, query, segment)), read: null };
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
): Ranked[] {
  const standing = currentStandingSql(store, pillar);
  return store.sql.all<Ranked>(
    `SELECT id, ${standing} AS standing FROM person WHERE ${where} ORDER BY standing DESC, id LIMIT ?`,
    ...values,
    limit,
  );
}

function currentStandingSql(store: Store, pillar: RankBy): string {
  return sweepProgress(store) === null
    ? standingSql(currentModel(store).model, pillar, '?1')
    : mixedStandingSql(store, pillar);
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
