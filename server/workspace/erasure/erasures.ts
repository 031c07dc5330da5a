import { RpcTarget } from 'cloudflare:workers';
import { ok, refuse, type Result } from '#core/problem.ts';
import { readCursor, writeCursor } from '#server/workspace/cursor.ts';
import { erasePerson, type ErasureReason } from './erasure.ts';
import { readRemoved, type Removed } from './proof.ts';
import { survivorOf } from '#server/workspace/identity/person-links.ts';
import type { Page, Store } from '#server/workspace/store.ts';

/** The proof that somebody was erased; names nobody. */
export interface ErasureProof extends Removed {
  id: string;
  /** The id they had here. */
  personId: string;
  at: number;
  by: string;
  why: ErasureReason;
}

interface ProofRow extends Omit<ErasureProof, 'id' | 'personId' | keyof Removed> {
  id: number;
  personId: number;
  removed: string;
}

const COLUMNS = 'id, person_id AS personId, at, by, why, removed';

/** Privacy erasures asked for here, and the proof of all. */
export class Erasures extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /**
   * Forgets a person everywhere, also one whose records lie in a recycle bin. Asked again it gives the first proof;
   * `not_found` where there never was such a person.
   */
  erase(personId: string, by: string): Result<ErasureProof> {
    const store = this.#store;
    return store.sql.transaction(() => {
      const id = /^\d{1,15}$/.test(personId) ? survivorOf(store, Number(personId)) : 0;
      const before = proofOf(store, id);
      if (before !== null) return ok(before);
      const known = store.sql.all('SELECT 1 FROM person WHERE id = ?', id);
      if (known.length > 0) erasePerson(store, id, by, 'asked_here');
      const proof = proofOf(store, id);
      return proof === null
        ? refuse('not_found', `There is no person ${personId.slice(0, 40)}.`, 'List people to find the id.')
        : ok(proof);
    });
  }

  /** Proofs, newest first. */
  list(limit: number, cursor: string | null): Result<Page<ErasureProof>> {
    const after = readCursor<[number]>(cursor, ['time']);
    if (!after.ok) return after;
    const rows = this.#store.sql.all<ProofRow>(
      `SELECT ${COLUMNS} FROM erasure WHERE id < ? ORDER BY id DESC LIMIT ?`,
      after.value?.[0] ?? Number.MAX_SAFE_INTEGER,
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return ok({
      items: page.map(rowToProof),
      next: rows.length > limit && last ? writeCursor([last.id]) : null,
    });
  }
}

function proofOf({ sql }: Store, personId: number): ErasureProof | null {
  const [row] = sql.all<ProofRow>(
    `SELECT ${COLUMNS} FROM erasure WHERE person_id = ? ORDER BY id LIMIT 1`,
    personId,
  );
  return row === undefined ? null : rowToProof(row);
}

function rowToProof({ removed, ...row }: ProofRow): ErasureProof {
  return { ...row, id: String(row.id), personId: String(row.personId), ...readRemoved(removed) };
}
