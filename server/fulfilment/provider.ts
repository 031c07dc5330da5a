import type { ListedOrder, Period } from '#core/fulfilment/reconcile.ts';
import type { ProviderState } from '#core/fulfilment/state.ts';
import type { Problem } from '#core/problem.ts';
import type { Attempt, PayoutOrder } from '#server/workspace/outbox/doors.ts';

export const PROVIDERS = ['tremendous', 'manual', 'webhook'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** What people call each. */
export const PROVIDER_WORDS: Record<ProviderName, string> = {
  tremendous: 'Tremendous',
  manual: 'By hand',
  webhook: 'Your own system',
};

export function isProvider(text: string): text is ProviderName {
  return (PROVIDERS as readonly string[]).includes(text);
}

/** What a provider says of an order. */
export interface ProviderStatus {
  /** Its own id of the order, and of the one reward in it; null where it gives none. */
  reference: string | null;
  item: string | null;
  state: ProviderState;
  /** Whether the money has left us. */
  paid: boolean;
  /** Its own words, for people. */
  words: string | null;
  /** When what waits for the person runs out, epoch milliseconds; null where never or not told. */
  expiresAt: number | null;
}

/** How an order is named when it is asked about. */
export interface OrderName {
  key: string;
  reference: string | null;
  item: string | null;
}

/**
 * Whoever turns an approved reward into something a person holds. The same key orders once, however often it is
 * asked. An answer that does not repeat the key is no acceptance, and a status that is not known is no status.
 */
export interface FulfilmentProvider {
  name: ProviderName;
  /** Why this order cannot be made there at all, or null. */
  objection(order: PayoutOrder): Problem | null;
  order(order: PayoutOrder): Promise<Attempt<ProviderStatus>>;
  /** What became of an order; null where the provider cannot be asked and tells by itself or through a person. */
  status(order: OrderName): Promise<Attempt<ProviderStatus | null>>;
  /** Makes an order void; `unsaid` where the provider cannot, and a person has to say that it is. */
  cancel(order: OrderName): Promise<Attempt<'void' | 'unsaid'>>;
  /** Every order of a period; null where the provider keeps no list. */
  list(period: Period): Promise<Attempt<ListedOrder[] | null>>;
  /** Asks whether it would take orders; gives what it says of itself. */
  test(): Promise<Attempt<string>>;
}
