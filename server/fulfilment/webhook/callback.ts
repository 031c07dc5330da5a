import * as z from 'zod';
import type { ProviderState } from '#core/fulfilment/state.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { hmacHex, isSame } from '#server/fulfilment/signature.ts';

const MAX_AGE = 5 * 60_000;
const STATES = ['sent', 'delivered', 'failed', 'unclaimed', 'returned'] as const;

const callbackSchema = z.object({
  key: z.string().min(1).max(200),
  status: z.enum(STATES),
  /** When it came about, epoch milliseconds. */
  at: z.number().int().positive(),
  words: z.string().max(500).optional(),
});

export interface Callback {
  key: string;
  state: ProviderState;
  /** No later than now, and as it was said. */
  at: number;
  saidAt: number;
  words: string | null;
}

/**
 * What the company's own system tells of an order. Signed as our orders are: `X-Groundswell-Signature: t=<seconds>,
 * v1=<hex of HMAC-SHA256 over "<seconds>." and the body>`, at most five minutes old.
 * Fails with `bad_signature`, `replayed`, `not_json` or `invalid_input`.
 */
export async function readCallback(
  body: Uint8Array,
  header: string | null,
  secret: string | null,
  now: number,
): Promise<Result<Callback>> {
  const [, seconds, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (secret === null || seconds === undefined || mac === undefined) return unsigned;
  if (!isSame(mac, await hmacHex(secret, `${seconds}.`, body))) return unsigned;
  if (Math.abs(now - Number(seconds) * 1000) > MAX_AGE) {
    return refuse('replayed', 'The request is older than five minutes.', 'Sign it anew when it is sent.');
  }
  const told = callbackSchema.safeParse(parse(body));
  if (!told.success) {
    const [issue] = told.error.issues;
    return refuse('invalid_input', issue?.message ?? 'It is no status.', 'Send key, status and at.');
  }
  const { key, status, at, words = null } = told.data;
  // Nobody knows what will be: a time ahead of ours would shut out everything told until then.
  return ok({ key, state: status, at: Math.min(at, now), saidAt: at, words });
}

const unsigned = refuse(
  'bad_signature',
  'The signature does not match the body.',
  'Sign it with the secret orders are signed with.',
);

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
