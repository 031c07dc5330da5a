import { createHmac, randomUUID } from 'node:crypto';
import type { DeliveryStatus, KeptOrder, OrderStatus } from './books.ts';

/** Where events go, and the private key they are signed with. */
export interface EventTarget {
  url: string;
  privateKey: string;
}

/** An event as it is sent: the body, and its signature over exactly that. */
export function signedEvent(
  event: string,
  resource: { id: string; type: string },
  privateKey: string,
  now: number,
) {
  const body = JSON.stringify({
    uuid: randomUUID(),
    created_utc: new Date(now).toISOString(),
    event,
    payload: { resource },
  });
  const signature = `sha256=${createHmac('sha256', privateKey).update(body).digest('hex')}`;
  return { body, signature };
}

/** Tells the target of a change; gives whether it was taken. Like the real one it does not wait for anybody. */
export async function tell(
  target: EventTarget | null,
  event: string,
  resource: { id: string; type: string },
  now: number,
): Promise<boolean> {
  if (target === null) return false;
  const { body, signature } = signedEvent(event, resource, target.privateKey, now);
  const headers = { 'content-type': 'application/json', 'tremendous-webhook-signature': signature };
  const answer = await fetch(target.url, { method: 'POST', headers, body }).catch(() => null);
  return answer?.ok === true;
}

/** The event a change causes, and what it is about; null where there is none. */
export function eventOf(
  order: KeptOrder,
  change: {
    status?: OrderStatus | undefined;
    delivery?: DeliveryStatus | undefined;
    cancelReward?: boolean | undefined;
  },
): { event: string; resource: { id: string; type: string } } | null {
  const about = { order: { id: order.id, type: 'orders' }, reward: { id: order.rewardId, type: 'rewards' } };
  if (change.cancelReward === true) return { event: 'REWARDS.CANCELED', resource: about.reward };
  if (change.status === 'CANCELED') return { event: 'ORDERS.CANCELED', resource: about.order };
  if (change.status === 'FAILED') return { event: 'ORDERS.FAILED', resource: about.order };
  if (change.status === 'EXECUTED') return { event: 'ORDERS.APPROVED', resource: about.order };
  if (change.delivery === 'SUCCEEDED') return { event: 'REWARDS.DELIVERY.SUCCEEDED', resource: about.reward };
  if (change.delivery === 'FAILED') return { event: 'REWARDS.DELIVERY.FAILED', resource: about.reward };
  return null;
}
