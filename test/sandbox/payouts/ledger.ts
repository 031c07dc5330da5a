import { hash } from '../random.ts';

/** One payout as the desk recorded it. `amount` is in integer minor units, `createdAt` epoch milliseconds. */
export interface Payout {
  id: string;
  key: string;
  amount: number;
  currency: string;
  recipient: string;
  reference: string;
  createdAt: number;
}

export type PayoutOrder = Omit<Payout, 'id' | 'key' | 'createdAt'>;

/** Payouts by the key they were ordered under: a key is paid once, whatever is asked again. */
export class PayoutLedger {
  readonly #byKey = new Map<string, Payout>();
  #asked = 0;

  /** The payout made now or earlier under this key; `conflict` when the key was first used for something else. */
  pay(
    key: string,
    order: PayoutOrder,
    now: number,
  ): { payout: Payout; state: 'paid' | 'repeated' | 'conflict' } {
    this.#asked += 1;
    const known = this.#byKey.get(key);
    if (known) {
      const same =
        known.amount === order.amount &&
        known.currency === order.currency &&
        known.recipient === order.recipient;
      return { payout: known, state: same ? 'repeated' : 'conflict' };
    }
    const payout = {
      ...order,
      key,
      id: `po_${hash(key).toString(36)}${this.#byKey.size.toString(36)}`,
      createdAt: now,
    };
    this.#byKey.set(key, payout);
    return { payout, state: 'paid' };
  }

  /** Newest first. */
  list(): Payout[] {
    return [...this.#byKey.values()].toReversed();
  }

  /** How often a payout was asked for, repeats included. */
  get asked(): number {
    return this.#asked;
  }

  clear(): void {
    this.#byKey.clear();
    this.#asked = 0;
  }
}
