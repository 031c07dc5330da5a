import { describe, expect, test } from 'vitest';
import { gather, mapAhead, merge, readAhead } from '#connectors/shared/read-ahead.ts';

/** Counts from 0, noting when each number was asked for and whether it was told to stop. */
function counting(count: number) {
  const log = { made: 0, stopped: false };
  async function* numbers() {
    try {
      for (; log.made < count;) yield log.made++;
    } finally {
      log.stopped = true;
    }
  }
  return { log, source: numbers() };
}

const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

async function* failingAfter(count: number): AsyncGenerator<number> {
  for (let index = 0; index < count; index++) yield index;
  throw new Error('broken');
}

describe('readAhead', () => {
  test('keeps reading while the consumer is busy, and no further than told', async () => {
    const { log, source } = counting(100);
    const ahead = readAhead(source, 3);
    await ahead.next();
    await settle();
    expect(log.made).toBe(3);
    await ahead.next();
    await settle();
    expect(log.made).toBe(4);
  });

  test('gives everything in order', async () => {
    expect(await collect(readAhead(counting(10).source, 4))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await collect(readAhead(counting(0).source, 4))).toEqual([]);
  });

  test('an error comes after what was before it', async () => {
    const seen: number[] = [];
    const reading = (async () => {
      for await (const item of readAhead(failingAfter(2), 5)) seen.push(item);
    })();
    await expect(reading).rejects.toThrow('broken');
    expect(seen).toEqual([0, 1]);
  });

  test('stops the source when the consumer leaves', async () => {
    const { log, source } = counting(100);
    for await (const item of readAhead(source, 2)) if (item === 1) break;
    await settle();
    expect(log.stopped).toBe(true);
  });
});

describe('mapAhead', () => {
  test('calls as many at once as it may, and answers in order', async () => {
    let running = 0;
    let most = 0;
    const call = async (item: number) => {
      most = Math.max(most, ++running);
      for (let turn = 0; turn < 20 + (item % 3) * 5; turn++) await Promise.resolve();
      running--;
      return item * 10;
    };
    expect(await collect(mapAhead(counting(20).source, () => 3, call))).toEqual(
      Array.from({ length: 20 }, (_, item) => item * 10),
    );
    expect(most).toBe(3);
  });

  test('a width of nothing is one', async () => {
    expect(
      await collect(
        mapAhead(
          counting(3).source,
          () => 0,
          async (item) => item,
        ),
      ),
    ).toEqual([0, 1, 2]);
  });

  test('an error ends it in its turn', async () => {
    const seen: number[] = [];
    const call = async (item: number) => {
      if (item === 2) throw new Error('broken');
      return item;
    };
    const reading = (async () => {
      for await (const item of mapAhead(counting(9).source, () => 4, call)) seen.push(item);
    })();
    await expect(reading).rejects.toThrow('broken');
    expect(seen).toEqual([0, 1]);
  });
});

describe('merge', () => {
  test('gives all of all, each source in its own order', async () => {
    const items = await collect(merge([counting(5).source, counting(0).source, counting(3).source]));
    expect(items.toSorted((a, b) => a - b)).toEqual([0, 0, 1, 1, 2, 2, 3, 4]);
    expect(await collect(merge([]))).toEqual([]);
  });

  test('a slow source does not hold up a quick one', async () => {
    const never = new Promise<never>(() => undefined);
    async function* slow(): AsyncGenerator<number> {
      yield await never;
    }
    const merged = merge([slow(), counting(3).source]);
    expect([await merged.next(), await merged.next()].map(({ value }) => value)).toEqual([0, 1]);
  });

  test('the first error ends all, and the others are told to stop', async () => {
    const other = counting(100);
    await expect(collect(merge([failingAfter(1), other.source]))).rejects.toThrow('broken');
    await settle();
    expect(other.log.stopped).toBe(true);
  });
});

describe('gather', () => {
  const PATIENCE = 5;

  test('hands over what comes together, no more at once than told, and all of it', async () => {
    const { source } = counting(7);
    expect(await collect(gather(source, 3, PATIENCE))).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
  });

  test('does not hold an item back for one that is long in coming', async () => {
    const more = Promise.withResolvers<void>();
    async function* source() {
      yield 'first';
      await more.promise;
      yield 'second';
    }
    const groups = gather(source(), 5, PATIENCE);
    expect(await groups.next()).toEqual({ done: false, value: ['first'] });
    more.resolve();
    expect(await groups.next()).toEqual({ done: false, value: ['second'] });
    expect((await groups.next()).done).toBe(true);
  });

  test('gives what came before an error, then the error', async () => {
    const groups = gather(failingAfter(2), 5, PATIENCE);
    expect((await groups.next()).value).toEqual([0, 1]);
    await expect(groups.next()).rejects.toThrow('broken');
  });

  test('tells the source when nobody wants more', async () => {
    const { log, source } = counting(100);
    for await (const group of gather(source, 2, PATIENCE)) if (group.includes(1)) break;
    await settle();
    expect(log.stopped).toBe(true);
  });
});
