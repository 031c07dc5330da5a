import { ok, type Result } from '#core/problem.ts';
import type { Page } from '#server/workspace/store.ts';

/**
 * A list as one JSON array, an item a line, read page by page as the receiver takes them. Fails where the first page
 * cannot be read; a later failure breaks the stream off, so that half a list is never taken for the whole.
 */
export async function jsonOf<Item>(
  read: (cursor: string | null) => Promise<Result<Page<Item>>>,
): Promise<Result<ReadableStream<Uint8Array>>> {
  let coming = await read(null);
  if (!coming.ok) return coming;
  const encoder = new TextEncoder();
  let begun = false;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!coming.ok) throw new Error(coming.problem.message);
      const { items, next } = coming.value;
      const text = items.map((item) => JSON.stringify(item)).join(',\n');
      controller.enqueue(
        encoder.encode(`${begun ? (text === '' ? '' : ',\n') : '[\n'}${text}${next === null ? '\n]\n' : ''}`),
      );
      begun = true;
      if (next === null) return controller.close();
      coming = await read(next);
    },
  });
  return ok(stream);
}
