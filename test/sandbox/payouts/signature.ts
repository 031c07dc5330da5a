import { createHmac, timingSafeEqual } from 'node:crypto';

const MAX_AGE_SECONDS = 300;

/** What the `X-Groundswell-Signature` header must carry for this body: `t=<unix seconds>,v1=<hex hmac of "t.body">`. */
export function signPayout(secret: string, body: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

/** Whether the header proves the body, at most five minutes old or ahead. */
export function isSigned(secret: string, body: string, header: string | undefined, nowMs: number): boolean {
  const seconds = Number(/^t=(\d+),v1=[0-9a-f]{64}$/.exec(header ?? '')?.[1] ?? Number.NaN);
  if (!header || Number.isNaN(seconds) || Math.abs(nowMs / 1000 - seconds) > MAX_AGE_SECONDS) return false;
  const expected = Buffer.from(signPayout(secret, body, seconds));
  const given = Buffer.from(header);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
