import { RpcTarget } from 'cloudflare:workers';
import { noText } from '#core/claimed.ts';
import { checkKey } from '#core/member/managing.ts';
import { isRole, may, permissionsOf, sharedRole, type Role } from '#core/member/role.ts';
import { oneLine } from '#core/person/person.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import type { Store } from '#server/workspace/store.ts';
import { managerOf } from './changes.ts';
import { roleOfMaker } from './role-of.ts';
import type { Principal } from './sign-in.ts';

/** A key as it is shown: never its secret. */
export interface ApiKey {
  id: string;
  name: string;
  role: Role;
  /** What it may do now: less than its role where its maker may less, null while they may do nothing here. */
  standing: Role | null;
  createdBy: string;
  createdAt: number;
  lastUsedAt: number | null;
  revokedAt: number | null;
}

const MAX_NAME = 80;
type KeyRow = Omit<ApiKey, 'standing'>;
/** How exactly the last use is known. */
const USED_EVERY = 60_000;
const COLUMNS = `id, name, role, created_by AS createdBy, created_at AS createdAt, last_used_at AS lastUsedAt,
  revoked_at AS revokedAt`;

/** Keys programs use the API with, each with a role of its own. */
export class ApiKeys extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Every key, those that work first, the newest first among them. */
  list(): ApiKey[] {
    return this.#store.sql
      .all<KeyRow>(`SELECT ${COLUMNS} FROM api_key ORDER BY revoked_at IS NOT NULL, created_at DESC, id`)
      .map((row) => this.#shown(row));
  }

  /** Keeps a new key by the SHA-256 of its secret. Fails with `forbidden` or `invalid_input`. */
  create(made: { id: string; hash: string; name: string; role: string }, by: string): Result<ApiKey> {
    const store = this.#store;
    const name = oneLine(made.name);
    if (name === '' || name.length > MAX_NAME) return noText('name', 'The name of the key', name, MAX_NAME);
    if (!isRole(made.role))
      return refuse('invalid_input', 'There is no such role.', 'Choose one of the list.', 'role');
    const allowed = checkKey(managerOf(store, by), made.role);
    if (!allowed.ok) return allowed;
    const { id, hash, role } = { ...made, role: made.role };
    return store.sql.transaction(() => {
      store.sql.run(
        'INSERT INTO api_key (id, name, role, hash, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?)',
        id,
        name,
        role,
        hash,
        by,
        store.now(),
      );
      note(store, by, 'api_key.created', `api_key:${id}`, `${name} as ${role}`);
      return this.#read(id);
    });
  }

  /** From now on the key opens nothing. Fails with `forbidden` or `not_found`. */
  revoke(id: string, by: string): Result<ApiKey> {
    const store = this.#store;
    const found = this.#read(id);
    if (!found.ok) return found;
    const allowed = checkKey(managerOf(store, by), found.value.role);
    if (!allowed.ok) return allowed;
    if (found.value.revokedAt !== null) return found;
    return store.sql.transaction(() => {
      store.sql.run('UPDATE api_key SET revoked_at = ? WHERE id = ?', store.now(), id);
      note(store, by, 'api_key.revoked', `api_key:${id}`, found.value.name);
      return this.#read(id);
    });
  }

  /**
   * Whose key this is: by its id and the SHA-256 of its secret, with what both it and its maker may do now, which is
   * nothing where they are disabled or gone. Null for one that is wrong or revoked.
   */
  principal(id: string, hash: string): Principal | null {
    const { sql, now } = this.#store;
    const row = first<KeyRow & { hash: string }>(
      sql,
      `SELECT ${COLUMNS}, hash FROM api_key WHERE id = ?`,
      id,
    );
    if (row === undefined || !isSame(row.hash, hash) || row.revokedAt !== null) return null;
    const at = now();
    if ((row.lastUsedAt ?? 0) <= at - USED_EVERY)
      sql.run('UPDATE api_key SET last_used_at = ? WHERE id = ?', at, id);
    const { name } = row;
    const makers = roleOfMaker(this.#store, row.createdBy);
    const permissions = permissionsOf(row.role).filter((each) => makers !== null && may(makers, each));
    const role = makers === null ? 'viewer' : sharedRole(row.role, makers);
    return { actor: keyActor(id, name), name, role, memberId: null, permissions };
  }

  #read(id: string): Result<ApiKey> {
    const row = first<KeyRow>(this.#store.sql, `SELECT ${COLUMNS} FROM api_key WHERE id = ?`, id);
    return row === undefined
      ? refuse('not_found', 'There is no such key.', 'Reload the page of keys.')
      : ok(this.#shown(row));
  }

  #shown(row: KeyRow): ApiKey {
    const makers = roleOfMaker(this.#store, row.createdBy);
    return { ...row, standing: makers === null ? null : sharedRole(row.role, makers) };
  }
}

/** The actor a program is: `key:<id>:<name>`. */
export function keyActor(id: string, name: string): string {
  return `key:${id}:${name}`.slice(0, 200);
}

/** Compares without telling by time how much is right. */
function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at += 1)
    difference |= a.charCodeAt(at) ^ b.charCodeAt(at % (b.length || 1));
  return difference === 0;
}
