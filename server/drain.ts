/**
 * Takes in the rest of a request that is refused for its size, and keeps nothing: who is still sending would see a broken
 * line, not the reason. Only where its length was told; a stream without one may never end.
 */
export async function drain({ body, headers }: Request): Promise<void> {
  if (body === null || body.locked || !headers.has('content-length')) return;
  await body.pipeTo(new WritableStream());
}
