import type { Result } from '#core/problem.ts';
import type { Page } from '#server/workspace/store.ts';
import { pagedStream } from './paged-stream.ts';

/** A list as one JSON array, an item a line, as `pagedStream`. */
export function jsonOf<Item>(
  read: (cursor: string | null) => Promise<Result<Page<Item>>>,
): Promise<Result<ReadableStream<Uint8Array>>> {
  return pagedStream(read, (items, { isFirst, isLast }) => {
    const text = items.map((item) => JSON.stringify(item)).join(',\n');
    const before = isFirst ? '[\n' : text === '' ? '' : ',\n';
    return `${before}${text}${isLast ? '\n]\n' : ''}`;
  });
}
