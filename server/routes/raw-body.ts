import { ok, refuse, type Result } from '#core/problem.ts';

const MOST = 1_000_000;

/** The body as text, at most `most` bytes; longer ones are refused before they are read to the end. */
export async function readRawBody(request: Request, most = MOST): Promise<Result<string>> {
  const bytes = await readRawBytes(request, most);
  return bytes.ok ? ok(new TextDecoder().decode(bytes.value)) : bytes;
}

/** The body as it was sent, byte by byte, at most `most` of them. */
export async function readRawBytes(request: Request, most = MOST): Promise<Result<Uint8Array>> {
  const tooLarge = refuse('too_large', `The body is larger than ${most / 1000} kB.`, 'Send less at a time.');
  if (Number(request.headers.get('content-length') ?? 0) > most) return tooLarge;
  if (request.body === null) return ok(new Uint8Array());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    size += chunk.byteLength;
    if (size > most) return tooLarge;
    chunks.push(chunk);
  }
  return ok(new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer()));
}
