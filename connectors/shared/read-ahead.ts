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

/**
 * Items that come close together, up to `most` of them: one more is waited for `patience` milliseconds, then what is
 * there is handed over. An error reaches the consumer in its turn, after the items before it.
 */
export async function* gather<T>(
  source: AsyncIterable<T>,
  most: number,
  patience: number,
): AsyncGenerator<T[]> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (let coming = held(iterator.next()); ;) {
      const first = await coming;
      if (first.done) return;
      const items = [first.value];
      coming = held(iterator.next());
      while (items.length < most) {
        const next = await within(patience, coming);
        if (next === null || next.done) break;
        items.push(next.value);
        coming = held(iterator.next());
      }
      yield items;
    }
  } finally {
    void held(Promise.resolve(iterator.return?.()));
  }
}

/** What a promise gives, if it does so in time; null otherwise. */
async function within<T>(patience: number, coming: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, patience, null);
  });
  try {
    return await Promise.race([coming.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Marks a rejection as looked after: whoever awaits the promise still gets it. */
function held<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
