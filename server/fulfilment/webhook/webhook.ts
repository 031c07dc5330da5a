import * as z from 'zod';
import { ok, type Problem, type Result } from '#core/problem.ts';
import type { FulfilmentProvider, ProviderStatus } from '#server/fulfilment/provider.ts';
import { hmacHex } from '#server/fulfilment/signature.ts';
import type { Attempt, PayoutOrder } from '#server/workspace/outbox/doors.ts';
import { checkAddress, isTrusted } from './outside-address.ts';

/** The company's own system: where it listens, and what our orders are signed with. */
export interface WebhookSettings {
  url: string;
  secret: string | null;
  /** The address whoever runs this server vouches for. */
  trusted: string | null;
  /** Asks where a name leads. */
  resolve: (host: string) => Promise<Result<null>>;
}

const TIMEOUT = 10_000;
/** Refusals that end by themselves: too slow, too early, too many. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);
const KNOWN = ['ordered', 'sent', 'delivered'] as const;

const answerSchema = z.object({
  key: z.string(),
  id: z.string().max(200).optional().catch(undefined),
  status: z.enum(KNOWN).optional().catch(undefined),
});

/** Tells the company's own system to pay, signed and under a key, so that a repeat pays nothing more. */
export function webhook(settings: WebhookSettings): FulfilmentProvider {
  return {
    name: 'webhook',
    objection: () => null,
    order: (order) => post(settings, order),
    status: () => Promise.resolve({ ok: true, value: null }),
    cancel: () => Promise.resolve({ ok: true, value: 'unsaid' }),
    list: () => Promise.resolve({ ok: true, value: null }),
    async test() {
      const checked = await checkWebhook(settings);
      return checked.ok
        ? { ok: true, value: `Orders go to ${checked.value.host}. It is asked when a reward is approved.` }
        : { ok: false, problem: checked.problem, retryAfter: null };
    },
  };
}

/** Whether orders may go where the settings say; asked when they are saved and each time one leaves. */
export async function checkWebhook({
  url,
  trusted,
  resolve,
}: Pick<WebhookSettings, 'url' | 'trusted' | 'resolve'>): Promise<Result<URL>> {
  const checked = checkAddress(url, trusted);
  if (!checked.ok || isTrusted(checked.value, trusted)) return checked;
  const resolved = await resolve(checked.value.hostname);
  return resolved.ok ? ok(checked.value) : resolved;
}

async function post(settings: WebhookSettings, order: PayoutOrder): Promise<Attempt<ProviderStatus>> {
  const address = await checkWebhook(settings);
  if (!address.ok) {
    const isPassing = address.problem.code === 'vendor_unavailable';
    return { ok: false, problem: address.problem, retryAfter: isPassing ? 0 : null };
  }
  const body = JSON.stringify(toWire(order));
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'idempotency-key': order.key,
  };
  if (settings.secret !== null) headers['x-groundswell-signature'] = await sign(settings.secret, body);
  try {
    const response = await fetch(address.value, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const answer = response.ok ? read(await response.text(), order) : null;
    if (answer !== null) return { ok: true, value: answer };
    const { status } = response;
    const isFinal = status >= 400 && status < 500 && !PASSING.has(status);
    if (response.ok) return shut(`answered ${status} without the key of the order`, REPEAT_KEY, 0);
    return isFinal
      ? shut(`refused the order (${status})`, 'Check its address here, and why it refused it there.', null)
      : shut(`could not take the order (${status})`, 'The fault is in that system, so see to it there.', 0);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return shut(`gave no answer: ${why}`, 'See whether it is up, and check its address.', 0);
  }
}

/** The order as payout systems take it: who, how much, and a reference for the books on both sides. */
function toWire({ rewardId, amount, currency, act, recipient }: PayoutOrder) {
  const { name, email } = recipient;
  return { reference: rewardId, amount, currency, act, recipient: email ?? name, name };
}

async function sign(secret: string, body: string): Promise<string> {
  const at = Math.floor(Date.now() / 1000);
  return `t=${at},v1=${await hmacHex(secret, `${at}.`, body)}`;
}

/** A 200 with anything but our own key in it is not taken for a payment, nor a word we do not know for a status. */
function read(text: string, order: PayoutOrder): ProviderStatus | null {
  const answer = answerSchema.safeParse(parse(text));
  if (!answer.success || answer.data.key !== order.key) return null;
  const { id = null, status = 'ordered' } = answer.data;
  return { reference: id, item: null, state: status, paid: true, words: null, expiresAt: null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const REPEAT_KEY = 'It has to repeat that key to confirm it.';

function shut(
  what: string,
  remedy: string,
  retryAfter: number | null,
): { ok: false; problem: Problem; retryAfter: number | null } {
  return {
    ok: false,
    problem: {
      code: 'vendor_unavailable',
      message: `Your own system ${what}.`,
      remedy,
    },
    retryAfter,
  };
}
