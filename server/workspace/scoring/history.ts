import { countedFacts } from '#core/signal/counted.ts';
import type { Signal } from '#core/signal/signal.ts';
import { factsOf } from '#server/workspace/identity/echoes.ts';
import type { Store } from '#server/workspace/store.ts';

/** A person's signals that count, oldest first: what two CRMs tell of counts once, see `countedFacts`. */
export function signalsOf(store: Store, personId: number): Signal[] {
  return countedFacts(factsOf(store, personId));
}
