import type { Insider } from '#core/ask/insider.ts';
import type { Standing } from '#core/crm/flag.ts';
import type { Tier } from '#core/score/tier.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** SQL for whether somebody moved, left or got another title and has not helped since. */
const MOVED = 'coalesce(person.moved_at >= coalesce(person.last_act_at, 0), 0)';

/** What decides whether a person may be asked at all, as columns of `person`. */
export const STANDING_COLUMNS = `person.tier, person.opted_out AS optedOut, person.rest_until AS restUntil,
  person.held_until AS heldUntil, person.insider, person.unreachable, ${MOVED} AS moved`;

/** A row of STANDING_COLUMNS. */
export interface StandingRow {
  tier: Tier;
  /** 0 or 1, as SQLite keeps it. */
  optedOut: number;
  restUntil: number | null;
  heldUntil: number | null;
  insider: Insider | null;
  /** 0 or 1 each. */
  unreachable: number;
  moved: number;
}

/** SQL for whether a person must not be asked at all; `now` is epoch milliseconds or the parameter that holds them. */
export function barredSql(now: number | `?${number}`): string {
  return `(person.opted_out OR person.insider IS NOT NULL OR coalesce(person.held_until > ${now}, 0))`;
}

/** SQL for whether a flag ended, whatever the tier: its bearer changed jobs or title, or cannot be reached. */
export const ENDED = `(person.unreachable OR ${MOVED})`;

/** SQL for the tier that somebody still holds: none once their flag ended. */
export const HELD_TIER = `CASE WHEN ${ENDED} THEN 'none' ELSE person.tier END`;

export function rowToStanding(row: StandingRow): Standing {
  const { tier, restUntil, heldUntil, insider } = row;
  const [optedOut, unreachable, moved] = [row.optedOut === 1, row.unreachable === 1, row.moved === 1];
  return { tier, optedOut, restUntil, heldUntil, insider, moved, unreachable };
}

/** The standing of somebody who is gone. */
export const NOBODY: Standing = {
  tier: 'none',
  optedOut: false,
  restUntil: null,
  heldUntil: null,
  insider: null,
  moved: false,
  unreachable: false,
};

/** What decides whether a person may be asked at all; somebody who is gone has no say in it. */
export function standingOf({ sql }: Store, personId: number): Standing {
  const row = first<StandingRow>(sql, `SELECT ${STANDING_COLUMNS} FROM person WHERE id = ?`, personId);
  return row === undefined ? NOBODY : rowToStanding(row);
}

/** As `standingOf`, for many at once; those who are gone are left out. */
export function standingsOf({ sql }: Store, personIds: readonly number[]): Map<number, Standing> {
  const rows = sql.all<StandingRow & { id: number }>(
    `SELECT person.id, ${STANDING_COLUMNS} FROM person WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(personIds),
  );
  return new Map(rows.map((row) => [row.id, rowToStanding(row)]));
}
