const encoder = new TextEncoder();

/** HMAC-SHA256 of the parts one after another, in hex. */
export async function hmacHex(secret: string, ...parts: (string | Uint8Array)[]): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const bytes = parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : new Uint8Array(part)));
  const text = await new Blob(bytes).arrayBuffer();
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, text));
  return [...mac].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether two texts are the same, without telling by time where they part. */
export function isSame(given: string, expected: string): boolean {
  const a = encoder.encode(given);
  const b = encoder.encode(expected);
  let difference = a.length ^ b.length;
  for (let index = 0; index < b.length; index += 1) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference === 0;
}
