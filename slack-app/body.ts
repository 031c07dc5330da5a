/** No request of Slack's comes near this many bytes. */
const BODY_MAX = 1_000_000;

/** The body's bytes, or null as soon as it is known to be longer than `BODY_MAX`. */
export async function readBody(request: Request): Promise<Uint8Array | null> {
  const declared = request.headers.get('content-length');
  if (declared === null) return readStream(request);
  if (Number(declared) > BODY_MAX) return null;
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.length > BODY_MAX ? null : bytes;
}

async function readStream(request: Request): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > BODY_MAX) return null;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
