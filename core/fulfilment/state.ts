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

/** Whether the order is known to be void: nothing reaches the person under it any more. */
export function isVoid(state: FulfilmentState): boolean {
  return ENDS.has(state);
}

/** Whether the provider may still tell something new about it by itself. */
export function isUnderWay(state: FulfilmentState): boolean {
  return state === 'ordered' || state === 'sent';
}

/**
 * Where it stands after a provider said `told`. Steps only lead forward, so that what is repeated or late changes
 * nothing; a failure or a return may come at any step, and what failed may yet arrive when it is sent again.
 */
export function follow(before: FulfilmentState, told: ProviderState): FulfilmentState {
  if (ENDS.has(before)) return before;
  if (told === 'failed' || told === 'returned') return told;
  if (before === 'failed') return told === 'ordered' ? before : told;
  return FORWARD.indexOf(told) > FORWARD.indexOf(before) ? told : before;
}
