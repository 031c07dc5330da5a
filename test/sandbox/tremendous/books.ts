import { hash } from '../random.ts';

export const ORDER_STATUSES = ['PENDING APPROVAL', 'EXECUTED', 'FAILED', 'CANCELED'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export const DELIVERY_STATUSES = ['PENDING', 'SCHEDULED', 'SUCCEEDED', 'FAILED'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** One order with its one reward, as Tremendous keeps it. Times are epoch milliseconds. */
export interface KeptOrder {
  id: string;
  rewardId: string;
  externalId: string | null;
  status: OrderStatus;
  delivery: DeliveryStatus;
  refunded: boolean;
  denomination: number;
  currency: string;
  name: string;
  email: string;
  createdAt: number;
}

export type NewOrder = Pick<KeptOrder, 'externalId' | 'denomination' | 'currency' | 'name' | 'email'>;

/** Orders by their external id: one is made once, whatever is asked again. */
export class TremendousBooks {
  readonly #orders: KeptOrder[] = [];
  #asked = 0;
  /** What new orders begin as: held for somebody's yes, or sent at once. */
  firstStatus: OrderStatus = 'EXECUTED';

  /** The order made now or earlier under this external id; `conflict` where it was first used for something else. */
  order(wanted: NewOrder, now: number): { order: KeptOrder; state: 'made' | 'repeated' | 'conflict' } {
    this.#asked += 1;
    const known = wanted.externalId === null ? undefined : this.find(wanted.externalId);
    if (known !== undefined) {
      const same =
        known.denomination === wanted.denomination &&
        known.currency === wanted.currency &&
        known.email === wanted.email &&
        known.name === wanted.name;
      return { order: known, state: same ? 'repeated' : 'conflict' };
    }
    const number =
      `${hash(wanted.externalId ?? '').toString(36)}${this.#orders.length.toString(36)}`.toUpperCase();
    const order: KeptOrder = {
      ...wanted,
      id: `ORD${number}`,
      rewardId: `RWD${number}`,
      status: this.firstStatus,
      delivery: 'SCHEDULED',
      refunded: false,
      createdAt: now,
    };
    this.#orders.push(order);
    return { order, state: 'made' };
  }

  /** An order by its own id or the caller's. */
  find(id: string): KeptOrder | undefined {
    return this.#orders.find((order) => order.id === id || order.externalId === id);
  }

  findReward(id: string): KeptOrder | undefined {
    return this.#orders.find((order) => order.rewardId === id);
  }

  /** Newest first. */
  list(): KeptOrder[] {
    return this.#orders.toReversed();
  }

  /** How often an order was asked for, repeats included. */
  get asked(): number {
    return this.#asked;
  }

  clear(): void {
    this.#orders.length = 0;
    this.#asked = 0;
    this.firstStatus = 'EXECUTED';
  }
}

/** An order as the API tells it. */
export function toWire(order: KeptOrder) {
  return {
    id: order.id,
    external_id: order.externalId,
    created_at: new Date(order.createdAt).toISOString(),
    status: order.status,
    channel: 'API',
    payment: {
      subtotal: order.denomination,
      total: order.denomination,
      fees: 0,
      discount: 0,
      currency_code: order.currency,
      ...(order.refunded ? { refund: { total: order.denomination, currency_code: order.currency } } : {}),
    },
    rewards: [rewardToWire(order)],
  };
}

export function rewardToWire(order: KeptOrder) {
  return {
    id: order.rewardId,
    order_id: order.id,
    created_at: new Date(order.createdAt).toISOString(),
    expires_at: null,
    value: { denomination: order.denomination, currency_code: order.currency },
    recipient: { name: order.name, email: order.email },
    delivery: { method: 'EMAIL', status: order.delivery },
  };
}
