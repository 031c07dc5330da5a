import { displayActor } from '#core/actor/actor.ts';
import type { Store } from '#server/workspace/store.ts';
import { memberOf } from './rows.ts';

/** An actor as their colleagues know them: by their name as a member where they are one, else as `displayActor`. */
export function knownAs(store: Store, actor: string): string {
  const name = memberOf(store, actor)?.name.trim();
  return name || (actor === 'admin' ? 'an admin' : displayActor(actor));
}
