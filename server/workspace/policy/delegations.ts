import { RpcTarget } from 'cloudflare:workers';
import { displayActor, identityOf, isSameActor } from '#core/actor/actor.ts';
import { memberActor } from '#core/member/member.ts';
import { may, type Role } from '#core/member/role.ts';
import { maySay } from '#core/reward/approval.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';
import { note } from '#server/workspace/trail/note.ts';
import { humanBehind } from '#server/workspace/members/human-behind.ts';
import { roleOf } from '#server/workspace/members/role-of.ts';
import { memberOf } from '#server/workspace/members/rows.ts';
import type { Store } from '#server/workspace/store.ts';

/** Which human decides for which until when (epoch milliseconds). */
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
    return inForce(this.#store);
  }

  /** The delegation somebody gave, while it is in force. */
  of(actor: string): Delegation | null {
    const human = humanBehind(this.#store, actor);
    return inForce(this.#store).find(({ principal }) => isSameActor(principal, human)) ?? null;
  }

  /** The delegations in force under which somebody decides for others, soonest to end first. */
  heldBy(actor: string): Delegation[] {
    const human = humanBehind(this.#store, actor);
    return inForce(this.#store).filter(({ delegate }) => isSameActor(delegate, human));
  }

  /**
   * Lets another member decide for somebody until a time; one delegate at a time. A key gives what is its maker's. Fails
   * with `forbidden` or `invalid_input`.
   */
  set(by: string, to: string, until: number): Result<Delegation> {
    const store = this.#store;
    const principal = humanBehind(store, by);
    if (!mayDelegate(roleOf(store, by), roleOf(store, principal))) {
      return refuse(
        'forbidden',
        'Only people who approve rewards can name a delegate.',
        'Ask an owner for the role.',
      );
    }
    if (to.trim() === '' || isSameActor(principal, humanBehind(store, to))) {
      return refuse('invalid_input', 'Nobody else is named.', 'Name a colleague.', 'to');
    }
    if (!Number.isSafeInteger(until) || until <= store.now() || until > store.now() + LONGEST) {
      return refuse('invalid_input', 'This is no day within the next 90.', 'Choose another day.', 'until');
    }
    const delegate = colleague(store, to);
    if (!delegate.ok) return delegate;
    return store.sql.transaction(() => {
      this.#end(principal);
      store.sql.run(
        `INSERT INTO delegation (principal, principal_actor, delegate, delegate_actor, until, created_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
        identityOf(principal),
        principal,
        identityOf(delegate.value),
        delegate.value,
        until,
        store.now(),
      );
      note(
        store,
        by,
        'delegation.set',
        `member:${identityOf(principal)}`,
        `${displayActor(delegate.value)} until ${new Date(until).toISOString()}`,
      );
      return ok({ principal, delegate: delegate.value, until });
    });
  }

  /** Ends the delegation somebody gave; gives whether there was one. */
  clear(by: string): boolean {
    const store = this.#store;
    const principal = humanBehind(store, by);
    return store.sql.transaction(() => {
      const ended = this.#end(principal);
      if (ended) note(store, by, 'delegation.cleared', `member:${identityOf(principal)}`);
      return ended;
    });
  }

  /** Takes away what a human gave, under whichever of their names. */
  #end(principal: string): boolean {
    const { sql } = this.#store;
    const theirs = sql
      .all<{ key: string; actor: string }>(
        'SELECT principal AS key, principal_actor AS actor FROM delegation',
      )
      .filter(({ actor }) => isSameActor(humanBehind(this.#store, actor), principal));
    for (const { key } of theirs) sql.run('DELETE FROM delegation WHERE principal = ?', key);
    return theirs.length > 0;
  }
}

/** Who may hand on all that they decide: an approver, and of their keys only one that may decide as much as they. */
function mayDelegate(own: Role | null, humans: Role | null): boolean {
  const steps = (['approve', 'approve_finance'] as const).filter(
    (step) => humans !== null && may(humans, step),
  );
  return steps.length > 0 && steps.every((step) => own !== null && may(own, step));
}

/** The active member somebody named to stand in for them, as they act here. */
function colleague(store: Store, named: string): Result<string> {
  const member = memberOf(store, humanBehind(store, named));
  if (member?.state === 'active') return ok(memberActor(member));
  return refuse(
    'invalid_input',
    'Whoever is named is no active member here, so they could decide nothing.',
    'Name a member by their Slack user or e-mail, or ask an owner or an admin to let them in.',
    'to',
  );
}

/** What was given by people and their keys, resolved to the humans as they are known now, soonest to end first. */
function inForce(store: Store): Delegation[] {
  return store.sql
    .all<Delegation>(
      `SELECT principal_actor AS principal, delegate_actor AS delegate, until FROM delegation
       WHERE until > ? ORDER BY until`,
      store.now(),
    )
    .map(({ principal, delegate, until }) => ({
      principal: humanBehind(store, principal),
      delegate: humanBehind(store, delegate),
      until,
    }))
    .filter(({ principal, delegate }) => !isSameActor(principal, delegate));
}

/** Somebody who is away, with the role they have now and until when another decides for them. */
interface Delegator {
  actor: string;
  role: Role;
  until: number;
}

/** Those a human stands in for now; nobody, for one who is disabled. */
export function delegatorsOf(store: Store, actor: string): Delegator[] {
  const human = humanBehind(store, actor);
  if (roleOf(store, human) === null) return [];
  return inForce(store).flatMap(({ principal, delegate, until }) => {
    const role = isSameActor(delegate, human) ? roleOf(store, principal) : null;
    return role === null ? [] : [{ actor: principal, role, until }];
  });
}

/** Everybody who decides now for an approver who is away. */
export function standIns(store: Store): string[] {
  return inForce(store)
    .filter(({ principal }) => maySay({ role: roleOf(store, principal), delegators: [] }))
    .map(({ delegate }) => delegate);
}
