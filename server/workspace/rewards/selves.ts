import { calledOf, displayActor, identityOf, nameKeys, slackUserOf, untagged } from '#core/actor/actor.ts';
import { first } from '#server/storage/sql.ts';
import { humanBehind } from '#server/workspace/members/human-behind.ts';
import { memberOf } from '#server/workspace/members/rows.ts';
import { emailOf } from './proposers.ts';
import type { Store } from '#server/workspace/store.ts';

/** Who an actor is, by everything that tells two of them are one human. */
export interface Self {
  /** The identities of the actor, of the human behind it, and of their e-mail. */
  identities: ReadonlySet<string>;
  /** The free name the actor is, as `calledOf`. */
  called: readonly string[];
  /** Everything colleagues call them, as `nameKeys`; asked for only where somebody is named by nothing else. */
  names: () => ReadonlySet<string>;
}

/** Who an actor is, as far as the store tells. */
export function selfOf(store: Store, actor: string): Self {
  const human = humanBehind(store, actor);
  const member = memberOf(store, human);
  const texts = [actor, human, emailOf(store, actor), member?.email ?? null];
  const known = texts.filter((each) => each !== null);
  let names: ReadonlySet<string> | null = null;
  return {
    identities: new Set(known.map((each) => untagged(identityOf(each)))),
    called: calledOf(actor),
    names: () => (names ??= namesOf(store, human, member?.name, known)),
  };
}

/**
 * Whether two are one human, or might be: a name in free words is anybody's whose name, first name or handle it is, so
 * that nobody approves their own by naming themselves in passing.
 */
export function isSameHuman(a: Self, b: Self): boolean {
  if ([...a.identities].some((each) => b.identities.has(each))) return true;
  const isNamed = ({ called }: Self, { names }: Self) => called.some((name) => names().has(name));
  return isNamed(a, b) || isNamed(b, a);
}

function namesOf(
  store: Store,
  human: string,
  named: string | undefined,
  known: readonly string[],
): Set<string> {
  const user = slackUserOf(human);
  const query = 'SELECT name FROM slack_user WHERE id = ?';
  const told = [
    named,
    ...(user === null ? [] : [first<{ name: string }>(store.sql, query, user)?.name, displayActor(human)]),
    ...known.map((each) => /^([^@:]+)@/.exec(identityOf(each))?.[1]),
  ];
  const own = known.flatMap(calledOf);
  return new Set([...own, ...told.flatMap((name) => (name == null ? [] : withFirst(name)))]);
}

/** A name and its first word, as they are compared. */
function withFirst(name: string): string[] {
  return [...nameKeys(name), ...nameKeys(name.trim().split(/[\s.]+/)[0] ?? '')];
}
