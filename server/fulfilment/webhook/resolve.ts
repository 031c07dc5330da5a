import * as z from 'zod';
import { ok, refuse, type Result } from '#core/problem.ts';
import { isOutside } from './outside-address.ts';

/** Cloudflare's resolver, as JSON; developers.cloudflare.com/1.1.1.1/encryption/dns-over-https. */
const RESOLVER = 'https://cloudflare-dns.com/dns-query';
const TIMEOUT = 5_000;
/** Record types of RFC 1035 and 3596. */
const ADDRESSES = { A: 1, AAAA: 28 } as const;

const answerSchema = z.object({
  Status: z.number(),
  Answer: z.array(z.object({ type: z.number(), data: z.string() })).default([]),
});

/**
 * Whether every address a name leads to is outside. What it leads to may change between this answer and the request,
 * which asks again by itself: this narrows the gap, it does not close it.
 * Fails with `invalid_input` where one is inside or there is none, `vendor_unavailable` where nobody knows.
 */
export async function checkResolved(host: string): Promise<Result<null>> {
  const name = host.replace(/^\[|\]$/g, '');
  const known = await Promise.all([look(name, 'A'), look(name, 'AAAA')]);
  const addresses: string[] = [];
  for (const answer of known) {
    if (!answer.ok) return answer;
    addresses.push(...answer.value);
  }
  const inside = addresses.find((address) => !isOutside(address));
  if (addresses.length > 0 && inside === undefined) return ok(null);
  const message =
    inside === undefined
      ? `${host} leads nowhere.`
      : `${host} leads to ${inside}, which is inside a private network.`;
  return refuse('invalid_input', message, 'Use an address that is reached from outside.', 'url');
}

async function look(name: string, type: keyof typeof ADDRESSES): Promise<Result<string[]>> {
  try {
    const response = await fetch(`${RESOLVER}?name=${encodeURIComponent(name)}&type=${type}`, {
      headers: { accept: 'application/dns-json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const answer = answerSchema.parse(await response.json());
    const records = answer.Answer.filter((record) => record.type === ADDRESSES[type]);
    return ok(records.map((record) => record.data));
  } catch (error) {
    return refuse(
      'vendor_unavailable',
      `Nobody could say where ${name} leads: ${error instanceof Error ? error.message : 'no answer'}.`,
      'It is tried again by itself.',
    );
  }
}
