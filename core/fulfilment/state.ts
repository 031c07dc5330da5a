/**
 * Where a reward stands on its way to the person. `ordering` was asked for and not yet taken; `unclaimed` arrived and
 * ran out; `returned` came back as money; `cancelled` was made void before it arrived.
 */
export const FULFILMENT_STATES = [
  'ordering',
  'ordered',
  'sent',
  'delivered',
  'unclaimed',
  'failed',
  'returned',
  'cancelled',
] as const;
export type FulfilmentState = (typeof FULFILMENT_STATES)[number];

/** What a provider can say of an order it has taken. */
export type ProviderState = Exclude<FulfilmentState, 'ordering' | 'cancelled'>;

const FORWARD: readonly FulfilmentState[] = ['ordering', 'ordered', 'sent', 'delivered', 'unclaimed'];
const ENDS: ReadonlySet<FulfilmentState> = new Set(['returned', 'cancelled']);

/** How many orders a reward may have, with those that became void. */
export const MOST_ORDERS = 3;

/** Whether the order is known to be void: nothing reaches the person under it any more. */
export function isVoid(state: FulfilmentState): boolean {
  return ENDS.has(state);
}

/** Whether the provider may still tell something new about it by itself. */
export function isUnderWay(state: FulfilmentState): boolean {
  return state === 'ordered' || state === 'sent';
}

/** Something a provider said of an order, and of which moment by its own clock; 0 where it gave none. */
export interface Said {
  state: ProviderState;
  at: number;
}

/** What was told of one moment is taken in this order: what arrived outweighs a failure, and money back everything. */
const WITHIN: readonly ProviderState[] = ['ordered', 'sent', 'failed', 'delivered', 'unclaimed', 'returned'];

/**
 * Where an order stands after all a provider said of it, in whatever order and however often that was heard. What was
 * said of an earlier moment counts before what was said of a later one.
 */
export function standing(said: readonly Said[]): FulfilmentState {
  return said
    .toSorted((a, b) => a.at - b.at || WITHIN.indexOf(a.state) - WITHIN.indexOf(b.state))
    .reduce<FulfilmentState>((state, told) => follow(state, told.state), 'ordering');
}

/**
 * Where it stands after a provider said `told`. Steps only lead forward; a failure or a return may come at any step,
 * and what failed may yet arrive when it is sent again.
 */
export function follow(before: FulfilmentState, told: ProviderState): FulfilmentState {
  if (ENDS.has(before)) return before;
  if (told === 'failed' || told === 'returned') return told;
  if (before === 'failed') return told === 'ordered' ? before : told;
  return FORWARD.indexOf(told) > FORWARD.indexOf(before) ? told : before;
}
