import type { CardPersonLine, CardSubject } from '#core/card/card.ts';
import { nextAskAt, statusAt, type FlagStatus } from '#core/crm/flag.ts';
import { oneLine } from '#core/person/person.ts';
import { explain, reasonLine } from '#core/score/explain.ts';
import type { Tier } from '#core/score/tier.ts';
import type { Signal } from '#core/signal/signal.ts';
import { first } from '#server/storage/sql.ts';
import { membersSql, type CardRecord } from './records.ts';
import { propensitySql } from '#server/workspace/people/pillar-columns.ts';
import type { Store } from '#server/workspace/store.ts';

const LISTED = 20;

/** Who can be asked comes first, who must not be last. */
const ORDER: readonly FlagStatus[] = ['champion', 'advocate', 'candidate', 'resting', 'none', 'do_not_ask'];

interface MemberRow {
  id: number;
  contactId: string;
  url: string;
  name: string;
  title: string | null;
  tier: Tier;
  restUntil: number | null;
  optedOut: number;
}

/** The people on a company or deal, those who can be asked first; all beyond twenty are counted. */
export function cardPeople(store: Store, connection: string, record: CardRecord, name: string): CardSubject {
  const { sql } = store;
  const now = store.now();
  const members = membersSql(record.kind);
  const rows = sql.all<MemberRow>(
    // Beside min(), SQLite takes the other columns from the row that has it.
    `SELECT person.id, min(record.id) AS contactId, record.url, person.name, person.title, person.tier,
       person.rest_until AS restUntil, person.opted_out AS optedOut
     ${members} GROUP BY person.id ORDER BY ${rankSql(now)}, ${propensitySql(now)} DESC, person.id LIMIT ${LISTED}`,
    connection,
    record.id,
  );
  const total =
    rows.length < LISTED
      ? rows.length
      : (first<{ n: number }>(sql, `SELECT count(DISTINCT person.id) AS n ${members}`, connection, record.id)
          ?.n ?? 0);
  const signals = signalsOfAll(store, rows);
  const people = rows.map((row) => lineOf(row, signals.get(row.id) ?? [], now));
  return { kind: 'people', name: oneLine(name), people, more: total - rows.length };
}

/** The rule of `statusAt`, for ordering where the rows are. */
function rankSql(now: number): string {
  const status = `CASE WHEN opted_out THEN 'do_not_ask' WHEN rest_until > ${Math.trunc(now)} THEN 'resting' ELSE tier END`;
  return `CASE ${status} ${ORDER.map((each, rank) => `WHEN '${each}' THEN ${rank}`).join(' ')} END`;
}

function signalsOfAll({ sql }: Store, rows: readonly MemberRow[]): Map<number, Signal[]> {
  const signals = sql.all<Signal & { personId: number }>(
    `SELECT person_id AS personId, key, type, occurred_at AS occurredAt, received_at AS receivedAt, value, source
     FROM signal WHERE person_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(rows.map((row) => row.id)),
  );
  return Map.groupBy(signals, (signal) => signal.personId);
}

function lineOf(row: MemberRow, signals: Signal[], now: number): CardPersonLine {
  const why = explain(signals, now);
  const standing = { tier: row.tier, optedOut: row.optedOut === 1, restUntil: row.restUntil };
  return {
    contactId: row.contactId,
    name: row.name,
    title: row.title === null ? null : oneLine(row.title) || null,
    status: statusAt(standing, now),
    propensity: why.propensity,
    confidence: why.confidence,
    reason: reasonLine(why),
    nextAskAt: nextAskAt(standing, now),
    url: row.url,
  };
}
