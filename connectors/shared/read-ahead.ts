/**
 * Keeps `depth` items of `source` coming while the consumer is busy with an earlier one. An error reaches the
 * consumer in its turn, after the items before it.
 */
export async function* readAhead<T>(source: AsyncIterable<T>, depth: number): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  const coming: Promise<IteratorResult<T>>[] = [];
  try {
    for (;;) {
      while (coming.length < depth) coming.push(held(iterator.next()));
      const next = await coming.shift();
      if (!next || next.done) return;
      yield next.value;
    }
  } finally {
    void held(Promise.resolve(iterator.return?.()));
  }
}

/** Calls `call` for each item, up to `width()` at once, and gives the answers in the order of the items. */
export async function* mapAhead<Item, Answer>(
  source: AsyncIterable<Item>,
  width: () => number,
  call: (item: Item) => Promise<Answer>,
): AsyncGenerator<Answer> {
  let coming: Promise<Answer>[] = [];
  for await (const item of source) {
    coming.push(held(call(item)));
    const surplus = coming.slice(0, Math.max(0, coming.length - Math.max(1, width()) + 1));
    coming = coming.slice(surplus.length);
    for (const answer of surplus) yield await answer;
  }
  for (const answer of coming) yield await answer;
}

/** Items of all sources as they come; a source's own order is kept. The first error ends all. */
export async function* merge<T>(sources: AsyncIterable<T>[]): AsyncGenerator<T> {
  type Head = { iterator: AsyncIterator<T>; result: IteratorResult<T> };
  const heads = new Map<AsyncIterator<T>, Promise<Head>>();
  const advance = (iterator: AsyncIterator<T>) =>
    heads.set(iterator, held(iterator.next().then((result) => ({ iterator, result }))));
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  try {
    for (const iterator of iterators) advance(iterator);
    while (heads.size > 0) {
      const { iterator, result } = await Promise.race(heads.values());
      if (result.done) heads.delete(iterator);
      else {
        yield result.value;
        advance(iterator);
      }
    }
  } finally {
    for (const iterator of iterators) void held(Promise.resolve(iterator.return?.()));
  }
}

/** Marks a rejection as looked after: whoever awaits the promise still gets it. */
function held<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
