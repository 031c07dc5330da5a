import { ACCOUNT_WEIGHTS } from '#core/account/score.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import type { SqlValue } from '#server/storage/sql.ts';
import { barredSql, ENDED } from '#server/workspace/asks/standing.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { likePattern } from '#server/workspace/like-pattern.ts';
import { currentModel } from '#server/workspace/models/published.ts';
import { confidenceSql, propensitySql } from '#server/workspace/people/pillar-columns.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { accountsAt, type AccountSummary } from './account.ts';
import { lateSignals, riskOf } from './late-signals.ts';

export interface AccountsQuery {
  /** Part of a company's name or domain. */
  q: string | null;
  /** `propensity`, `people`, `risk` or `name`; a leading `-` reverses. */
  sort: string;
  limit: number;
  cursor: string | null;
}

type Place = [sort: string, now: number, value: SqlValue, account: string];

/** See `Accounts.list`. */
export function listAccounts(store: Store, query: AccountsQuery): Result<Page<AccountSummary>> {
  const place = readCursor<Place>(query.cursor, ['text', 'time', 'value', 'text']);
  if (!place.ok) return place;
  const [sort, now, lastSorted, lastKey] = place.value ?? [query.sort, store.now(), null, ''];
  if (sort !== query.sort) {
    return refuse('invalid_input', 'This cursor belongs to another order.', 'Start again.', 'cursor');
  }
  const order = orderOf(store, sort, now);
  if (order === null) {
    return refuse(
      'invalid_input',
      `Accounts cannot be sorted by ${sort.slice(0, 40)}.`,
      'Use propensity, people, risk or name, with a leading - to reverse.',
      'sort',
    );
  }
  const clauses = ['true'];
  const values: SqlValue[] = [...order.values];
  if (query.q !== null && query.q.trim() !== '') {
    const found = `name LIKE ? ESCAPE '\\' OR domain LIKE ? ESCAPE '\\'`;
    clauses.push(`account IN (SELECT account FROM company WHERE ${found})`);
    const pattern = likePattern(query.q.trim());
    values.push(pattern, pattern);
  }
  if (place.value !== null) {
    clauses.push(`(sorted, account) ${order.down ? '<' : '>'} (?, ?)`);
    values.push(lastSorted, lastKey);
  }
  const direction = order.down ? 'DESC' : 'ASC';
  const rows = store.sql.all<{ account: string; sorted: SqlValue }>(
    `${order.sorted} SELECT account, sorted FROM ordered WHERE ${clauses.join(' AND ')}
     ORDER BY sorted ${direction}, account ${direction} LIMIT ?`,
    ...values,
    query.limit + 1,
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return ok({
    items: accountsAt(
      store,
      page.map(({ account }) => account),
      now,
    ).map(({ summary }) => summary),
    next: rows.length > query.limit && last ? writeCursor([sort, now, last.sorted, last.account]) : null,
  });
}

/** A table `ordered` of every account and what it is sorted by, in SQL with its values. */
interface Order {
  sorted: string;
  values: SqlValue[];
  down: boolean;
}

function orderOf(store: Store, sort: string, now: number): Order | null {
  const down = sort.startsWith('-');
  switch (down ? sort.slice(1) : sort) {
    case 'propensity':
      return { sorted: byPropensity(store, now), values: [], down };
    case 'people':
      return { sorted: BY_PEOPLE, values: [], down };
    case 'risk':
      return { sorted: BY_RISK, values: [risks(store, now)], down };
    case 'name':
      return { sorted: BY_NAME, values: [], down };
    default:
      return null;
  }
}

// Beside min(), SQLite takes the other columns from the row that has it.
const BY_NAME = `WITH ordered AS (SELECT account, sorted FROM (
  SELECT account, lower(name) AS sorted, min(connection || ':' || id) FROM company GROUP BY account))`;

const MEMBERS = `SELECT DISTINCT company.account, record.person_id AS id
  FROM company CROSS JOIN record ON record.company_id = company.id AND record.connection = company.connection
  WHERE record.removed_at IS NULL`;

const BY_PEOPLE = `WITH total AS (SELECT account, count(*) AS n FROM (${MEMBERS}) GROUP BY account),
  ordered AS (SELECT account, coalesce(n, 0) AS sorted
    FROM (SELECT DISTINCT account FROM company) LEFT JOIN total USING (account))`;

const BY_RISK = `WITH risky AS MATERIALIZED (SELECT key AS account, value AS risk FROM json_each(?)),
  ordered AS (SELECT account, coalesce(risk, 0) AS sorted
    FROM (SELECT DISTINCT account FROM company) LEFT JOIN risky USING (account))`;

/** The rule of `accountScore` where the rows are, so that no more people are read than those on the page. */
function byPropensity(store: Store, now: number): string {
  const { model } = currentModel(store);
  const weights = ACCOUNT_WEIGHTS.map((weight, place) => `WHEN ${place + 1} THEN ${weight}`).join(' ');
  return `WITH member AS (${MEMBERS}),
    known AS (SELECT member.account, round(round(${propensitySql(model, now)}, 9)) AS propensity
      FROM member CROSS JOIN person ON person.id = member.id
      WHERE ${confidenceSql(model, now)} >= ${model.minConfidence}
        AND NOT ${barredSql(now)} AND NOT ${ENDED}),
    placed AS (SELECT *, row_number() OVER (PARTITION BY account ORDER BY propensity DESC) AS place FROM known),
    total AS (SELECT account, CAST(sum(propensity * CASE place ${weights} ELSE 0 END) + 5 AS INTEGER) / 10 AS points
      FROM placed GROUP BY account),
    ordered AS (SELECT account, coalesce(points, -1) AS sorted
      FROM (SELECT DISTINCT account FROM company) LEFT JOIN total USING (account))`;
}

/** The accounts where something went wrong, as JSON. */
function risks(store: Store, now: number): string {
  const late = lateSignals(store, null, now);
  return JSON.stringify(Object.fromEntries([...late].map(([account, told]) => [account, riskOf(told, now)])));
}
