const TOLERANCE = 300;

/** Says whether Slack signed these bytes within the last five minutes. */
export type Verify = (headers: Headers, body: Uint8Array) => Promise<boolean>;

/**
 * Checks Slack's request signature: `v0=` and the hex HMAC-SHA256 of `v0:{timestamp}:{raw body}`, timestamp in seconds,
 * refused when more than 300 s old or ahead. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function createVerify(signingSecret: string, now: () => number): Verify {
  // The key itself is kept, never the promise of it: workerd ends requests that wait on another request's promise.
  let key: Awaited<ReturnType<typeof importKey>> | null = null;
  return async (headers, body) => {
    const timestamp = headers.get('x-slack-request-timestamp') ?? '';
    const signature = signatureBytes(headers.get('x-slack-signature') ?? '');
    if (signature === null || !/^\d{1,12}$/u.test(timestamp)) return false;
    if (Math.abs(now() / 1000 - Number(timestamp)) > TOLERANCE) return false;
    key ??= await importKey(signingSecret);
    return crypto.subtle.verify('HMAC', key, signature, signedBytes(timestamp, body));
  };
}

function signatureBytes(header: string): Uint8Array<ArrayBuffer> | null {
  if (!/^v0=[0-9a-f]{64}$/u.test(header)) return null;
  const bytes = new Uint8Array(32);
  for (let index = 0; index < 32; index += 1) {
    bytes[index] = Number.parseInt(header.slice(3 + index * 2, 5 + index * 2), 16);
  }
  return bytes;
}

function signedBytes(timestamp: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const prefix = new TextEncoder().encode(`v0:${timestamp}:`);
  const bytes = new Uint8Array(prefix.length + body.length);
  bytes.set(prefix);
  bytes.set(body, prefix.length);
  return bytes;
}

async function importKey(secret: string) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify']);
}
