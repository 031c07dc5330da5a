import { ok, refuse, type Result } from '#core/problem.ts';

const MOST = 1_000_000;

/** The body as it was sent, at most `most` bytes; longer ones are refused before they are read to the end. */
export async function readRawBody(request: Request, most = MOST): Promise<Result<string>> {
  const tooLarge = refuse('too_large', `The body is larger than ${most / 1000} kB.`, 'Send less at a time.');
  if (Number(request.headers.get('content-length') ?? 0) > most) return tooLarge;
  if (request.body === null) return ok('');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    size += chunk.byteLength;
    if (size > most) return tooLarge;
    chunks.push(chunk);
  }
  return ok(new TextDecoder().decode(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer()));
}
