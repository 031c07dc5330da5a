import * as z from 'zod';
import { ok, refuse, type Result } from '#core/problem.ts';
import { hmacHex, isSame } from '#server/fulfilment/signature.ts';

/** The envelope of every event; developers.tremendous.com/docs/webhooks-1. */
const eventSchema = z.object({
  event: z.string().max(100),
  payload: z.object({ resource: z.object({ id: z.string().min(1).max(100) }) }),
});

/** What an event is about: which order or reward is to be read again, and whether it says that the money came back. */
export interface TremendousEvent {
  id: string;
  isReturn: boolean;
  words: string;
}

const CONCERNING = /^(ORDERS|REWARDS)\./;
const RETURNS: ReadonlySet<string> = new Set(['ORDERS.CANCELED', 'REWARDS.CANCELED']);

/**
 * An event Tremendous signed: `Tremendous-Webhook-Signature: sha256=<hex of HMAC-SHA256 over the raw body>`. Null where
 * it concerns no order. Fails with `bad_signature` or `not_json`.
 */
export async function readEvent(
  body: Uint8Array,
  header: string | null,
  secret: string | null,
): Promise<Result<TremendousEvent | null>> {
  const mac = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1]?.toLowerCase();
  if (secret === null || mac === undefined || !isSame(mac, await hmacHex(secret, body))) {
    return refuse(
      'bad_signature',
      'The signature does not match the body.',
      'Save the private key Tremendous shows for the webhook.',
    );
  }
  const event = eventSchema.safeParse(parse(body));
  if (!event.success)
    return refuse('not_json', 'The body is no event.', 'Send it as Tremendous documents it.');
  const { event: kind, payload } = event.data;
  if (!CONCERNING.test(kind)) return ok(null);
  return ok({ id: payload.resource.id, isReturn: RETURNS.has(kind), words: kind });
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
