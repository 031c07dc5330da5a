import { RpcTarget } from 'cloudflare:workers';
import { displayActor, identityOf, isSameActor } from '#core/actor/actor.ts';
import { may, type Role } from '#core/member/role.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/audit.ts';
import { roleOf } from '#server/workspace/members/role-of.ts';
import type { Store } from '#server/workspace/store.ts';

/** Who decides for whom until when (epoch milliseconds). */
export interface Delegation {
  principal: string;
  delegate: string;
  until: number;
}

const LONGEST = 90 * DAY;

/** Who stands in for managers and finance who are away. */
export class Delegations extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Those in force, soonest to end first. */
  list(): Delegation[] {
    return this.#store.sql.all<Delegation>(
      `SELECT principal_actor AS principal, delegate_actor AS delegate, until FROM delegation
       WHERE until > ? ORDER BY until`,
      this.#store.now(),
    );
  }

  /** The delegation somebody gave, while it is in force. */
  of(actor: string): Delegation | null {
    const row = first<Delegation>(
      this.#store.sql,
      `SELECT principal_actor AS principal, delegate_actor AS delegate, until FROM delegation
       WHERE principal = ? AND until > ?`,
      identityOf(actor),
      this.#store.now(),
    );
    return row ?? null;
  }

  /** Lets another decide for somebody until a time; one delegate at a time. Fails with `forbidden` or `invalid_input`. */
  set(principal: string, delegate: string, until: number): Result<Delegation> {
    const store = this.#store;
    if (!mayDelegate(roleOf(store, principal))) {
      return refuse(
        'forbidden',
        'Only people who approve rewards can name a delegate.',
        'Ask an owner for the role.',
      );
    }
    if (delegate.trim() === '' || isSameActor(principal, delegate)) {
      return refuse('invalid_input', 'Nobody else is named.', 'Name a colleague.', 'to');
    }
    if (!Number.isSafeInteger(until) || until <= store.now() || until > store.now() + LONGEST) {
      return refuse('invalid_input', 'This is no day within the next 90.', 'Choose another day.', 'until');
    }
    return store.sql.transaction(() => {
      store.sql.run(
        `INSERT INTO delegation (principal, principal_actor, delegate, delegate_actor, until, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (principal) DO UPDATE
         SET principal_actor = ?2, delegate = ?3, delegate_actor = ?4, until = ?5, created_at = ?6`,
        identityOf(principal),
        principal,
        identityOf(delegate),
        delegate,
        until,
        store.now(),
      );
      note(
        store,
        principal,
        'delegation.set',
        `member:${identityOf(principal)}`,
        `${displayActor(delegate)} until ${new Date(until).toISOString()}`,
      );
      return ok({ principal, delegate, until });
    });
  }

  /** Ends the delegation somebody gave; gives whether there was one. */
  clear(principal: string): boolean {
    const store = this.#store;
    return store.sql.transaction(() => {
      const query = 'DELETE FROM delegation WHERE principal = ? RETURNING principal';
      const ended = store.sql.all(query, identityOf(principal)).length > 0;
      if (ended) note(store, principal, 'delegation.cleared', `member:${identityOf(principal)}`);
      return ended;
    });
  }
}

function mayDelegate(role: Role | null): boolean {
  return role !== null && (may(role, 'approve') || may(role, 'approve_finance'));
}

/** Those somebody stands in for now, with the roles they have now. */
export function delegatorsOf(store: Store, actor: string): { actor: string; role: Role }[] {
  const rows = store.sql.all<{ principal: string }>(
    'SELECT principal_actor AS principal FROM delegation WHERE delegate = ? AND until > ?',
    identityOf(actor),
    store.now(),
  );
  return rows.flatMap(({ principal }) => {
    const role = roleOf(store, principal);
    return role === null ? [] : [{ actor: principal, role }];
  });
}
