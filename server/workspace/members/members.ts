import { RpcTarget } from 'cloudflare:workers';
import { identityOf, isSameActor, slackActor } from '#core/actor/actor.ts';
import { checkDefaultRole } from '#core/member/managing.ts';
import type { Member } from '#core/member/member.ts';
import { isRole, type Role } from '#core/member/role.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { note } from '#server/workspace/trail/note.ts';
import type { Store } from '#server/workspace/store.ts';
import {
  addByEmail,
  addSlackUser,
  changeRole,
  changeState,
  managerOf,
  mapSlackUser,
  removeMember,
} from './changes.ts';
import { humanBehind } from './human-behind.ts';
import { isBootstrapping, setDefaultSlackRole, slackDefaultRole } from './role-of.ts';
import { memberOf, noMember, rowOf, SELECT_MEMBER, toMember, type MemberRow } from './rows.ts';
import { endSession, hasEnded } from './ended-sessions.ts';
import { installedBy, principalOf, signIn, type Principal } from './sign-in.ts';
import {
  isToldBySlack,
  keepTold,
  listExceptions,
  noteSlackUser,
  type SlackException,
  type SlackPlace,
  type SlackProfile,
} from './slack-users.ts';

/** As many exceptions as a page shows. */
const SHOWN = 200;

/** The people of the company: who they are, what they may do, and who signs in. */
export class Members extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Everybody, active ones first, by name. */
  list(): Member[] {
    return this.#store.sql
      .all<MemberRow>(`${SELECT_MEMBER} ORDER BY state, name COLLATE NOCASE, id`)
      .map(toMember);
  }

  get(id: string): Result<Member> {
    const row = rowOf(this.#store, id);
    return row === undefined ? noMember(id) : ok(toMember(row));
  }

  /** The member an actor is, by Slack user or e-mail; null where they are none. */
  find(actor: string): Member | null {
    return memberOf(this.#store, actor);
  }

  /** Whether two actors are one human: a key is whoever made it, an e-mail the Slack user it belongs to. */
  isOneHuman(a: string, b: string): boolean {
    return isSameActor(humanBehind(this.#store, a), humanBehind(this.#store, b));
  }

  /** What everybody is called, those too who are disabled, by who they are as actors and by `member:<id>`. */
  names(): Record<string, string> {
    return Object.fromEntries(
      this.list().flatMap(({ id, slackUser, email, name }) => [
        [`member:${id}`, name],
        ...(email === null ? [] : [[identityOf(email), name]]),
        ...(slackUser === null ? [] : [[identityOf(slackActor(slackUser, name)), name]]),
      ]),
    ) as Record<string, string>;
  }

  /** Adds somebody by e-mail. Fails with `forbidden`, `invalid_input` or `key_conflict`. */
  add(wanted: { email: string; name: string | null; role: string }, by: string): Result<Member> {
    return this.#write(() => addByEmail(this.#store, wanted, by));
  }

  /** Fails with `forbidden`, `last_owner`, `invalid_input` or `not_found`. */
  changeRole(id: string, role: string, by: string): Result<Member> {
    return this.#write(() => changeRole(this.#store, id, role, by));
  }

  /** Disables a member, or lets them in again. Fails as `changeRole` does. */
  changeState(id: string, state: Member['state'], by: string): Result<Member> {
    return this.#write(() => changeState(this.#store, id, state, by));
  }

  /** Removes a member who never signed in nor did anything; gives who it was. Fails as `changeRole` does. */
  remove(id: string, by: string): Result<Member> {
    return this.#write(() => removeMember(this.#store, id, by));
  }

  /** Ends every session of a member; they may do it themselves. */
  endSessions(id: string, by: string): Result<null> {
    const store = this.#store;
    const row = rowOf(store, id);
    if (row === undefined) return noMember(id);
    const { memberId, role } = managerOf(store, by);
    if (memberId !== id && role !== 'owner' && role !== 'admin')
      return refuse('forbidden', 'You may end only your own sessions.', 'Ask an owner or an admin.');
    store.sql.transaction(() => {
      store.sql.run('UPDATE member SET session_version = session_version + 1 WHERE id = ?', row.id);
      note(store, by, 'member.signed_out', `member:${row.id}`);
    });
    return ok(null);
  }

  /** Notes a Slack user who acted or was named; one seen for the first time is looked up later. */
  seen(user: SlackPlace & { name: string }): void {
    this.#store.sql.transaction(() => noteSlackUser(this.#store, user));
  }

  /** Whether Slack has told who a user is. */
  isTold(place: SlackPlace): boolean {
    return isToldBySlack(this.#store, place);
  }

  /** Keeps what Slack told of a user; null where it knows no such person of its own. */
  told(user: SlackPlace & { name: string }, profile: SlackProfile | null): void {
    this.#store.sql.transaction(() => keepTold(this.#store, user, user.name, profile));
  }

  /** Slack people who acted or were named and are no member, the last seen first. */
  exceptions(): SlackException[] {
    return listExceptions(this.#store, SHOWN);
  }

  /** Says which member a Slack user is. Fails with `forbidden`, `not_found` or `key_conflict`. */
  map(place: SlackPlace, memberId: string, by: string): Result<Member> {
    return this.#write(() => mapSlackUser(this.#store, place, memberId, by));
  }

  /** Makes a member of a Slack user who is none. Fails with `forbidden`, `invalid_input` or `not_found`. */
  addSlackUser(place: SlackPlace, role: string, by: string): Result<Member> {
    return this.#write(() => addSlackUser(this.#store, place, role, by));
  }

  /** What Slack users may do who are no members. */
  defaultRole(): Role {
    return slackDefaultRole(this.#store);
  }

  /** Fails with `forbidden` or `invalid_input`. */
  setDefaultRole(wanted: string, by: string): Result<Role> {
    if (!isRole(wanted))
      return refuse('invalid_input', 'There is no such role.', 'Choose one of the list.', 'role');
    const allowed = checkDefaultRole(managerOf(this.#store, by), wanted);
    if (!allowed.ok) return allowed;
    this.#store.sql.transaction(() => setDefaultSlackRole(this.#store, wanted, by));
    return ok(wanted);
  }

  /** Whoever installed the Slack app becomes an owner where there is none. */
  installedBy(place: SlackPlace): void {
    this.#store.sql.transaction(() => installedBy(this.#store, place));
  }

  /** Whether the admin token still opens everything: no active owner has signed in with Slack. */
  bootstrapping(): boolean {
    return isBootstrapping(this.#store);
  }

  /** Lets in whom Slack vouched for. Fails with `forbidden`. */
  signIn(place: SlackPlace, profile: SlackProfile): Result<{ memberId: string; version: number }> {
    return this.#write(() => signIn(this.#store, place, profile));
  }

  /** Whose session this is and what they may do now; null where it is over. */
  principal(memberId: string, version: number, session: string): Principal | null {
    return hasEnded(this.#store, session) ? null : principalOf(this.#store, memberId, version);
  }

  /** Ends one session, which would have run out at a time by itself. */
  endSession(session: string, until: number): void {
    this.#store.sql.transaction(() => endSession(this.#store, session, until));
  }

  #write<T>(work: () => Result<T>): Result<T> {
    return this.#store.sql.transaction(work);
  }
}
