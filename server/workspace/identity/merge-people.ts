import type { LinkReason, Moved } from '#core/person/link.ts';
import type { MatchEvidence } from '#core/person/matching.ts';
import { first, type Sql } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { recountBars } from '#server/workspace/gates/bars.ts';
import { declineEchoes } from './echoed-rewards.ts';
import { moveAlerts } from './merge-alerts.ts';
import { movePoints } from '#server/workspace/points/people.ts';
import { recountJobs } from '#server/workspace/job-changes/standing.ts';
import { keepLink } from './person-links.ts';
import { forgetFlags } from '#server/workspace/scoring/rescore.ts';
import { recompute } from '#server/workspace/scoring/scoring.ts';
import type { Store } from '#server/workspace/store.ts';
import { moveSuggestions } from './suggestion-rows.ts';

/** Somebody who turned out to be somebody else; the ids of two living people. */
export interface Move {
  from: number;
  into: number;
  match: MatchEvidence | null;
}

/**
 * Everything of one person becomes another's, who is the same human; nothing of the first is left to be shown. Each
 * fact counts once, the stricter wish and the longer rest win, and the link says why. Nobody may be in two moves but
 * as who several become.
 */
export function movePeople(store: Store, moves: readonly Move[], by: string, why: LinkReason): void {
  // One statement can give a person one other's standing at a time.
  for (const round of rounds(moves)) {
    const pairs = JSON.stringify(round.map(({ from, into }) => [from, into]));
    for (const { from, into, match } of round) {
      keepLink(store, {
        from,
        into,
        by,
        why,
        evidence: { match, name: nameOf(store, from), moved: heldBy(store, from) },
      });
      note(store, by, 'person.merged', `person:${into}`, `person ${from} is the same human`);
    }
    moveSignals(store, pairs);
    moveName(store, pairs);
    moveRows(store, pairs);
    for (const move of round) movePoints(store, move);
    moveStanding(store, pairs);
    moveSuggestions(store, round);
    moveAlerts(store, round);
  }
  const survivors = [...new Set(moves.map(({ into }) => into))];
  forgetFlags(store, survivors);
  recompute(store, [...moves.map(({ from }) => from), ...survivors]);
  recountBars(store, [...moves.map(({ from }) => from), ...survivors]);
  recountJobs(store, [...moves.map(({ from }) => from), ...survivors]);
  declineEchoes(store, survivors);
}

function rounds(moves: readonly Move[]): Move[][] {
  const found: Move[][] = [];
  const times = new Map<number, number>();
  for (const move of moves) {
    const n = times.get(move.into) ?? 0;
    times.set(move.into, n + 1);
    (found[n] ??= []).push(move);
  }
  return found;
}

function nameOf({ sql }: Store, id: number): string | null {
  return first<{ name: string }>(sql, 'SELECT name FROM person WHERE id = ?', id)?.name ?? null;
}

/** How much is kept under a person: what would follow them to somebody else. */
export function heldBy({ sql }: Store, id: number): Moved {
  const held = first<Moved>(
    sql,
    `SELECT (SELECT count(*) FROM record WHERE person_id = ?1) AS records,
       (SELECT count(*) FROM signal WHERE person_id = ?1) AS signals,
       (SELECT count(*) FROM ask WHERE person_id = ?1) AS asks,
       (SELECT count(*) FROM reward WHERE person_id = ?1) AS rewards`,
    id,
  );
  return held ?? { records: 0, signals: 0, asks: 0, rewards: 0 };
}

/** Facts read from a CRM are keyed by person: the same fact of one account on both sides becomes one. */
function moveSignals({ sql }: Store, pairs: string): void {
  sql.run(
    `UPDATE OR IGNORE signal SET person_id = move.value ->> 1, key = ${renamed('signal.key', 'crm:')}
     FROM json_each(?) AS move WHERE signal.person_id = move.value ->> 0`,
    pairs,
  );
  sql.run('DELETE FROM signal WHERE person_id IN (SELECT value ->> 0 FROM json_each(?))', pairs);
  sql.run(
    `UPDATE OR IGNORE rule_hold SET key = ${renamed('rule_hold.key', 'crm:')}
     FROM json_each(?) AS move WHERE rule_hold.key LIKE 'crm:' || (move.value ->> 0) || ':%'`,
    pairs,
  );
  // What an act earned stays earned: read again under the new name, it is no new act.
  sql.run(
    `UPDATE OR IGNORE reward SET key = ${renamed('reward.key', 'rule:crm:')}
     FROM json_each(?) AS move WHERE reward.person_id = move.value ->> 0`,
    pairs,
  );
}

/** SQL for a key that names the one person, naming the other. */
function renamed(key: string, prefix: string): string {
  const [before, after] = [0, 1].map((side) => `'${prefix}' || (move.value ->> ${side}) || ':'`);
  return `CASE WHEN ${key} LIKE ${before} || '%' THEN ${after} || substr(${key}, length(${before}) + 1) ELSE ${key} END`;
}

/** Of all records the one changed last tells who somebody is. */
function moveName({ sql }: Store, pairs: string): void {
  sql.run(
    `UPDATE person SET name = other.name, name_key = other.name_key, email = other.email, title = other.title,
       company_connection = other.company_connection, company_id = other.company_id, owner = other.owner
     FROM json_each(?) AS move, person AS other
     WHERE person.id = move.value ->> 1 AND other.id = move.value ->> 0
       AND ${changedSql('other')} > ${changedSql('person')}`,
    pairs,
  );
}

/** SQL for when the newest living record of a person was changed. */
function changedSql(person: string): string {
  return `(SELECT coalesce(max(modified_at), -1) FROM record
    WHERE record.person_id = ${person}.id AND record.removed_at IS NULL)`;
}

/** What lies in tables of its own: records, rewards, asks, wishes and the trail. */
function moveRows({ sql }: Store, pairs: string): void {
  for (const table of ['reward', 'record', 'ask', 'job_change']) {
    sql.run(
      `UPDATE ${table} SET person_id = move.value ->> 1 FROM json_each(?) AS move
       WHERE ${table}.person_id = move.value ->> 0`,
      pairs,
    );
  }
  sql.run(
    `INSERT INTO opt_out (person_id, source, at)
     SELECT move.value ->> 1, source, at FROM json_each(?) AS move JOIN opt_out ON person_id = move.value ->> 0
     WHERE true ON CONFLICT (person_id, source) DO UPDATE SET at = min(at, excluded.at)`,
    pairs,
  );
  sql.run('DELETE FROM opt_out WHERE person_id IN (SELECT value ->> 0 FROM json_each(?))', pairs);
  moveHolds(sql, pairs);
  sql.run(
    `UPDATE audit SET about = 'person:' || (move.value ->> 1) FROM json_each(?) AS move
     WHERE audit.about = 'person:' || (move.value ->> 0)`,
    pairs,
  );
  sql.run(
    `UPDATE OR IGNORE mention SET person_id = move.value ->> 1 FROM json_each(?) AS move
     WHERE mention.person_id = move.value ->> 0`,
    pairs,
  );
}

/** Of two holds the longer stands; one without an end is the longest. */
function moveHolds(sql: Sql, pairs: string): void {
  sql.run(
    `INSERT INTO person_hold (person_id, reason, by, at, until)
     SELECT move.value ->> 1, reason, by, at, until FROM json_each(?) AS move
       JOIN person_hold ON person_id = move.value ->> 0
     WHERE true ON CONFLICT (person_id) DO UPDATE SET reason = excluded.reason, by = excluded.by, at = excluded.at,
       until = excluded.until
     WHERE person_hold.until IS NOT NULL AND (excluded.until IS NULL OR excluded.until > person_hold.until)`,
    pairs,
  );
  sql.run('DELETE FROM person_hold WHERE person_id IN (SELECT value ->> 0 FROM json_each(?))', pairs);
}

/**
 * Who was an advocate under either name already is no news; who was snoozed, asked, or wished not to be asked under
 * either name stays so.
 */
function moveStanding({ sql, now }: Store, pairs: string): void {
  sql.run(
    `UPDATE person SET
       tier = CASE WHEN ${rankOf('other')} > ${rankOf('person')} THEN other.tier ELSE person.tier END,
       tier_since = CASE WHEN ${rankOf('other')} > ${rankOf('person')} THEN other.tier_since ELSE person.tier_since END,
       flag_tier = coalesce(person.flag_tier, other.flag_tier),
       snoozed_until = ${later('snoozed_until')},
       last_asked_at = ${later('last_asked_at')},
       rest_until = ${later('rest_until')},
       opted_out = max(person.opted_out, other.opted_out),
       created_at = min(person.created_at, other.created_at)
     FROM json_each(?) AS move, person AS other
     WHERE person.id = move.value ->> 1 AND other.id = move.value ->> 0`,
    pairs,
  );
  sql.run(
    `UPDATE person SET name = 'Merged person', name_key = NULL, email = NULL, title = NULL, company_id = NULL,
       owner = NULL, tier = 'none', flag_tier = NULL, flag_propensity = NULL, snoozed_until = NULL,
       last_asked_at = NULL, rest_until = NULL, opted_out = 0, removed_at = ?
     WHERE id IN (SELECT value ->> 0 FROM json_each(?))`,
    now(),
    pairs,
  );
  sql.run(
    `UPDATE person SET removed_at = NULL WHERE id IN (SELECT value ->> 1 FROM json_each(?))
       AND EXISTS (SELECT 1 FROM record WHERE person_id = person.id AND removed_at IS NULL)`,
    pairs,
  );
}

function later(column: string): string {
  return `nullif(max(coalesce(person.${column}, 0), coalesce(other.${column}, 0)), 0)`;
}

function rankOf(row: string): string {
  return `CASE ${row}.tier WHEN 'champion' THEN 3 WHEN 'advocate' THEN 2 WHEN 'candidate' THEN 1 ELSE 0 END`;
}
