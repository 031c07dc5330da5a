import { describe, expect, it } from 'vitest';

import { readBody } from '#slack-app/body.ts';

const MEGABYTE = 1_000_000;

function request(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request('https://groundswell.test', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit);
}

/** A body of unknown length that counts how much of it was taken. */
function stream(chunks: number, size: number): { body: ReadableStream<Uint8Array>; taken: () => number } {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken += 1;
      controller.enqueue(new Uint8Array(size).fill(taken));
      if (taken === chunks) controller.close();
    },
  });
  return { body, taken: () => taken };
}

describe('readBody', () => {
  it('gives the bytes as sent', async () => {
    expect(await readBody(request('ä', { 'content-length': '2' }))).toEqual(new TextEncoder().encode('ä'));
    expect(await readBody(request(stream(3, 1).body))).toEqual(new Uint8Array([1, 2, 3]));
    expect(await readBody(new Request('https://groundswell.test', { method: 'POST' }))).toEqual(
      new Uint8Array(),
    );
  });

  it('refuses by the declared length, before reading', async () => {
    const endless = stream(Infinity, 1);
    expect(await readBody(request(endless.body, { 'content-length': '1000001' }))).toBeNull();
    expect(endless.taken()).toBeLessThan(3);
  });

  it('refuses while reading, where no length was declared', async () => {
    const endless = stream(Infinity, 100_000);
    expect(await readBody(request(endless.body))).toBeNull();
    expect(endless.taken()).toBeLessThan(14);
  });

  it.each([
    [MEGABYTE, true],
    [MEGABYTE + 1, false],
  ])('%i bytes are within the limit: %s', async (length, good) => {
    const read = [
      await readBody(request('x'.repeat(length))),
      await readBody(request('x'.repeat(length), { 'content-length': '5' })),
    ];
    expect(read.map((bytes) => bytes?.length === length)).toEqual([good, good]);
  });
});
