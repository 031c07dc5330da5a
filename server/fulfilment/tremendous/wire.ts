import * as z from 'zod';
import type { ListedOrder } from '#core/fulfilment/reconcile.ts';
import type { ProviderState } from '#core/fulfilment/state.ts';
import { minorDigits } from '#core/reward/currency.ts';
import type { ProviderStatus } from '#server/fulfilment/provider.ts';

const time = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((at) => !Number.isNaN(at));

/** An order as Tremendous tells it; developers.tremendous.com/reference/obj-schema-orders. */
const orderSchema = z.object({
  id: z.string().min(1).max(100),
  external_id: z.string().nullish(),
  status: z.string(),
  created_at: time,
  payment: z.object({ refund: z.object({ total: z.number() }).nullish() }).nullish(),
  rewards: z
    .array(
      z.object({
        id: z.string().max(100).nullish(),
        expires_at: time.nullish().catch(null),
        value: z.object({ denomination: z.number(), currency_code: z.string().default('USD') }).nullish(),
        delivery: z.object({ method: z.string().nullish(), status: z.string().nullish() }).nullish(),
      }),
    )
    .default([]),
});

export type TremendousOrder = z.infer<typeof orderSchema>;

/** The order in an answer, or null where there is none. */
export function readOrder(body: unknown): TremendousOrder | null {
  const read = z.object({ order: orderSchema }).safeParse(body);
  return read.success ? read.data.order : null;
}

/** One page of a list of orders, or null. What cannot be read of it is no order of ours to judge. */
export function readOrders(body: unknown): TremendousOrder[] | null {
  const read = z.object({ orders: z.array(orderSchema) }).safeParse(body);
  return read.success ? read.data.orders : null;
}

/** What an order says of the reward in it; null where it says something we do not know. */
export function statusOf(order: TremendousOrder): ProviderStatus | null {
  const [reward] = order.rewards;
  const judged = judge(order);
  if (judged === null) return null;
  const delivery = reward?.delivery?.status ?? null;
  return {
    ...judged,
    reference: order.id,
    item: reward?.id ?? null,
    words: delivery === null ? order.status : `${order.status}, delivery ${delivery}`,
    expiresAt: reward?.expires_at ?? null,
  };
}

const DELIVERIES: Record<string, ProviderState> = {
  PENDING: 'ordered',
  SCHEDULED: 'ordered',
  SUCCEEDED: 'delivered',
  FAILED: 'failed',
};

/** Whether the money has left us: not while the order waits for somebody's yes, and no more once it came back. */
function judge(order: TremendousOrder): { state: ProviderState; paid: boolean } | null {
  switch (order.status) {
    case 'OPEN':
    case 'PENDING APPROVAL':
    case 'PENDING INTERNAL PAYMENT APPROVAL':
      return { state: 'ordered', paid: false };
    case 'PENDING SETTLEMENT':
      return { state: 'ordered', paid: true };
    case 'FAILED':
      return { state: 'failed', paid: false };
    case 'CANCELED':
      return { state: 'returned', paid: false };
    case 'EXECUTED': {
      if ((order.payment?.refund?.total ?? 0) > 0) return { state: 'returned', paid: false };
      const delivery = order.rewards[0]?.delivery?.status ?? 'PENDING';
      const state = DELIVERIES[delivery];
      return state === undefined ? null : { state, paid: true };
    }
    default:
      return null;
  }
}

/** An order for the books; null where it has no single amount to compare. */
export function listed(order: TremendousOrder): ListedOrder | null {
  const value = order.rewards[0]?.value;
  if (value == null) return null;
  return {
    reference: order.id,
    key: order.external_id ?? null,
    amount: toMinor(value.denomination, value.currency_code),
    currency: value.currency_code,
    // A status nobody knows is counted as money out, so that a person looks.
    paid: judge(order)?.paid ?? true,
    at: order.created_at,
  };
}

/** Minor units as the decimal amount Tremendous takes. */
export function toDecimal(amount: number, currency: string): number {
  return amount / 10 ** minorDigits(currency);
}

export function toMinor(denomination: number, currency: string): number {
  return Math.round(denomination * 10 ** minorDigits(currency));
}
