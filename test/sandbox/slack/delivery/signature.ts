import { createHmac } from 'node:crypto';

/**
 * Slack's request signature, version 0: `v0=` and the hex HMAC-SHA256, under the signing secret, of
 * `v0:{timestamp}:{body}`. The timestamp is in epoch seconds, the body exactly as sent.
 */
export function signV0(signingSecret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}
