import type { Sql } from '#server/storage/sql.ts';

/** Signatures live five minutes, and their clock may run five ahead: after this nothing old is let in anyway. */
const REMEMBERED = 10 * 60_000;
const PRUNED_EVERY = 60_000;

/** Card requests answered lately, so that none is answered twice. One for each connection. */
export class AnsweredRequests {
  readonly #sql: Sql;
  readonly #now: () => number;
  #prunedAt = 0;

  constructor(sql: Sql, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  /** Remembers a request; false where it was known. */
  remember(id: string): boolean {
    const at = this.#now();
    if (at - this.#prunedAt > PRUNED_EVERY) {
      this.#prunedAt = at;
      this.#sql.run('DELETE FROM card_request WHERE at < ?', at - REMEMBERED);
    }
    const kept = this.#sql.all(
      `INSERT INTO card_request (nonce, at) VALUES (?1, ?2)
       ON CONFLICT (nonce) DO UPDATE SET at = excluded.at WHERE at < ?3 RETURNING 1`,
      id,
      at,
      at - REMEMBERED,
    );
    return kept.length > 0;
  }

  /** A request that was not answered may come again. */
  forget(id: string): void {
    this.#sql.run('DELETE FROM card_request WHERE nonce = ?', id);
  }
}
