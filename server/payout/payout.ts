import type { Config } from '#server/config.ts';
import type { Attempt, PayoutOrder } from '#server/workspace/outbox/doors.ts';

const TIMEOUT = 10_000;
/** Refusals that end by themselves: too slow, too early, too many. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Tells the company's payout system to pay, signed and under an idempotency key, so that a repeat pays nothing more.
 * Without a PAYOUT_URL the ledger itself is the order: finance pays from its export.
 */
export async function sendPayout(config: Config, order: PayoutOrder): Promise<Attempt<null>> {
  if (config.PAYOUT_URL === undefined) return { ok: true, value: null };
  const body = JSON.stringify(toWire(order));
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'idempotency-key': order.key,
  };
  if (config.PAYOUT_SECRET !== undefined) {
    headers['x-groundswell-signature'] = await sign(config.PAYOUT_SECRET, body);
  }
  try {
    const response = await fetch(config.PAYOUT_URL, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.ok && isConfirmation(await response.text(), order)) return { ok: true, value: null };
    const { status } = response;
    const isFinal = status >= 400 && status < 500 && !PASSING.has(status);
    return shut(`answered ${status}`, isFinal ? null : 0);
  } catch (error) {
    return shut(error instanceof Error ? error.message : String(error), 0);
  }
}

/** The order as payout systems take it: who, how much, and a reference for the books on both sides. */
function toWire({ rewardId, amount, currency, act, recipient }: PayoutOrder) {
  const { name, email } = recipient;
  return { reference: rewardId, amount, currency, act, recipient: email ?? name, name };
}

async function sign(secret: string, body: string): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const at = Math.floor(Date.now() / 1000);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(`${at}.${body}`)));
  return `t=${at},v1=${[...mac].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** A 200 with anything but our own key in it is not taken for a payment. */
function isConfirmation(text: string, order: PayoutOrder): boolean {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null && 'key' in answer && answer.key === order.key;
  } catch {
    return false;
  }
}

function shut(what: string, retryAfter: number | null): Attempt<null> {
  return {
    ok: false,
    problem: {
      code: 'vendor_unavailable',
      message: `The payout system ${what}.`,
      remedy: 'Check PAYOUT_URL; the payout is tried again under the same key.',
    },
    retryAfter,
  };
}
