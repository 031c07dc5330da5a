import { ok, type Result } from '#core/problem.ts';
import type { Page } from '#server/workspace/store.ts';

/** Which page of a list a text is for; a list of one page is both. */
export interface PagePlace {
  isFirst: boolean;
  isLast: boolean;
}

/**
 * A list as one text, read page by page as the receiver takes them. Fails where the first page cannot be read; a later
 * failure breaks the stream off, so that half a list is never taken for the whole.
 */
export async function pagedStream<Item>(
  read: (cursor: string | null) => Promise<Result<Page<Item>>>,
  toText: (items: readonly Item[], place: PagePlace) => string,
): Promise<Result<ReadableStream<Uint8Array>>> {
  let coming = await read(null);
  if (!coming.ok) return coming;
  const encoder = new TextEncoder();
  let isFirst = true;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!coming.ok) throw new Error(coming.problem.message);
      const { items, next } = coming.value;
      const text = toText(items, { isFirst, isLast: next === null });
      if (text !== '') controller.enqueue(encoder.encode(text));
      isFirst = false;
      if (next === null) return controller.close();
      coming = await read(next);
    },
  });
  return ok(stream);
}
