import { RpcTarget } from 'cloudflare:workers';
import { ok, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { likePattern } from '#server/workspace/like-pattern.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { contentHash, linkHash, type AuditEntry } from './note.ts';

/** How a check of the trail went so far. */
export interface Verification {
  /** Entries whose place in the chain was found right, of them those whose words were erased since. */
  checked: number;
  erased: number;
  /** Entries from before there was a chain. */
  unchained: number;
  /** The first entry that is not what was written, or does not follow the one before it; null while all is well. */
  broken: string | null;
  /** The hash of the last entry checked: kept elsewhere, it proves that nothing before it was changed later. */
  head: string;
  /** Where to go on, or null at the end. */
  next: number | null;
}

/** An entry as it was written, with what its hashes are made of; see `note.ts`. */
export interface Link extends AuditEntry {
  /** Null once the words were erased. */
  salt: string | null;
  content: string;
  hash: string;
}

/** Which entries are wanted; what is null or left out wants all. Times are epoch milliseconds. */
export interface TrailFilter {
  /** A subject, such as `reward:R0001`. */
  about?: string | null;
  /** How the action begins, such as `reward.`. */
  action?: string | null;
  /** A part of whoever did it: of an actor, or of a member's name. */
  who?: string | null;
  from?: number | null;
  /** Without the moment itself. */
  until?: number | null;
}

const WANTED = `(?2 IS NULL OR about = ?2) AND (?3 IS NULL OR action LIKE ?3 ESCAPE '\\')
  AND (?4 IS NULL OR actor LIKE ?4 ESCAPE '\\' OR EXISTS (
    SELECT 1 FROM member WHERE member.name LIKE ?4 ESCAPE '\\'
      AND (lower(audit.actor) = member.email OR audit.actor LIKE 'slack:' || member.slack_user || ':%')))
  AND (?5 IS NULL OR audit.at >= ?5) AND (?6 IS NULL OR audit.at < ?6)`;

function valuesOf({ about, action, who, from, until }: TrailFilter) {
  return [
    about ?? null,
    action == null ? null : likePattern(action).slice(1),
    who == null ? null : likePattern(who),
    from ?? null,
    until ?? null,
  ];
}

/** Rows checked in one call: some 50 ms. */
const SLICE = 10_000;
const START: Verification = { checked: 0, erased: 0, unchained: 0, broken: null, head: '', next: 0 };

/** Who did what, never changed: each entry carries the hash of the one before. */
export class Trail extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** The audit trail, newest first, all of it or what a filter wants. */
  list(limit: number, cursor: string | null, filter: TrailFilter = {}): Result<Page<AuditEntry>> {
    const after = readCursor<[number]>(cursor, ['time']);
    if (!after.ok) return after;
    const rows = this.#store.sql.all<Omit<AuditEntry, 'id'> & { id: number }>(
      `SELECT id, at, actor, action, about AS subject, detail FROM audit
       WHERE id < ?1 AND ${WANTED} ORDER BY id DESC LIMIT ?7`,
      after.value?.[0] ?? Number.MAX_SAFE_INTEGER,
      ...valuesOf(filter),
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return ok({
      items: page.map((row) => ({ ...row, id: String(row.id) })),
      next: rows.length > limit && last ? writeCursor([last.id]) : null,
    });
  }

  /** Checks a slice of the chain, oldest first, going on from what the slice before gave; `next` null ends it. */
  verify(before: Verification = START): Verification {
    if (before.broken !== null || before.next === null) return { ...before, next: null };
    const { sql } = this.#store;
    const rows = sql.all<Omit<Link, 'id'> & { id: number }>(
      `SELECT id, at, actor, action, subject, detail, salt, content, hash FROM audit WHERE id > ? ORDER BY id LIMIT ?`,
      before.next,
      SLICE,
    );
    const after = { ...before };
    for (const row of rows) {
      if (!follow(after, row)) return { ...after, broken: String(row.id), next: null };
    }
    const last = rows.at(-1);
    return { ...after, next: rows.length < SLICE || last === undefined ? null : last.id };
  }

  /** The chain itself, oldest first, every entry as it was written: all of it, for others to check, or a part of it. */
  chain(limit: number, cursor: string | null, filter: TrailFilter = {}): Result<Page<Link>> {
    const after = readCursor<[number]>(cursor, ['time']);
    if (!after.ok) return after;
    const rows = this.#store.sql.all<Link>(
      `SELECT CAST(id AS TEXT) AS id, at, actor, action, subject, detail, salt, content, hash FROM audit
       WHERE audit.id > ?1 AND ${WANTED} ORDER BY audit.id LIMIT ?7`,
      after.value?.[0] ?? 0,
      ...valuesOf(filter),
      limit + 1,
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return ok({ items, next: rows.length > limit && last ? writeCursor([Number(last.id)]) : null });
  }

  /** The hash of the newest entry, or empty before there is one. */
  head(): string {
    return (
      first<{ hash: string }>(this.#store.sql, 'SELECT hash FROM audit ORDER BY id DESC LIMIT 1')?.hash ?? ''
    );
  }
}

/** Takes one entry into a verification; false where it is not what was written. */
function follow(so: Verification, row: Omit<Link, 'id'>): boolean {
  if (row.hash === '') {
    so.unchained += 1;
    // Once there is a chain, nothing goes without.
    return so.checked === 0;
  }
  if (row.hash !== linkHash(so.head, row.at, row.actor, row.action, row.content)) return false;
  if (row.salt === null) so.erased += 1;
  else if (row.content !== contentHash(row.salt, row.subject, row.detail)) return false;
  so.checked += 1;
  so.head = row.hash;
  return true;
}
