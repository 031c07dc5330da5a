import { displayActor } from '#core/actor/actor.ts';
import type { Store } from '#server/workspace/store.ts';
import { memberOf } from './rows.ts';

/** An actor as their colleagues know them: by their name as a member where they are one, else as `displayActor`. */
export function knownAs(store: Store, actor: string): string {
  return memberOf(store, actor)?.name.trim() || displayActor(actor);
}
