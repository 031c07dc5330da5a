import { createPublicKey, verify } from 'node:crypto';
import * as z from 'zod';

const headerSchema = z.object({ alg: z.string() });
const claimsSchema = z.object({ iss: z.string(), sub: z.string(), aud: z.string(), exp: z.number() });
const MOST_AHEAD_SECONDS = 300;

/** What an assertion must agree with. `now` is epoch milliseconds. */
interface JwtCheck {
  clientId: string;
  publicKey: string | null;
  audiences: readonly string[];
  now: number;
}

/** The username a JWT bearer assertion speaks for, or why Salesforce refuses it. */
export function readAssertion(
  assertion: string,
  check: JwtCheck,
): { username: string } | { error: string; description: string } {
  const refuse = (description: string) => ({ error: 'invalid_grant', description });
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const head = headerSchema.safeParse(decode(header));
  const claims = claimsSchema.safeParse(decode(payload));
  if (!head.success || !claims.success) return refuse('invalid assertion');
  const { iss, sub, aud, exp } = claims.data;
  if (iss !== check.clientId) return { error: 'invalid_client_id', description: 'client identifier invalid' };
  if (head.data.alg !== 'RS256' || check.publicKey === null) return refuse('invalid assertion');
  const key = createPublicKey(check.publicKey);
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url')))
    return refuse('invalid assertion');
  if (!check.audiences.includes(aud)) return refuse('audience is invalid');
  const left = exp - check.now / 1000;
  if (left <= 0) return refuse('assertion is expired');
  if (left > MOST_AHEAD_SECONDS) return refuse('assertion expires too far in the future');
  return { username: sub };
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
  } catch {
    return null;
  }
}
