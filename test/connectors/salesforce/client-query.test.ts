import { describe, expect, test } from 'vitest';
import { DATA, json, open, ORG, page, refusal } from './stub-org.ts';

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

describe('query', () => {
  test('reads every page of 2,000, each once', async () => {
    const next = '/services/data/v67.0/query/01gxx-2000';
    const { client, calls, spent } = open(page(['a', 'b'], next), page(['c']));
    const pages = await all(client.query("SELECT Id FROM Contact WHERE Name = 'ä & b'"));
    expect(pages.map(({ records, total }) => [records.map(({ Id }) => Id), total])).toEqual([
      [['a', 'b'], 3],
      [['c'], 3],
    ]);
    expect(calls.map(({ url }) => url)).toEqual([
      `${DATA}/query?q=SELECT%20Id%20FROM%20Contact%20WHERE%20Name%20%3D%20%27%C3%A4%20%26%20b%27`,
      ORG + next,
    ]);
    for (const { headers } of calls) expect(headers.get('sforce-query-options')).toBe('batchSize=2000');
    expect(spent()).toBe(2);
  });

  test('asks for what was deleted where it is wanted', async () => {
    const { client, calls } = open(page(['a']));
    expect(await client.queryPage('SELECT Id FROM Lead', { deleted: true })).toMatchObject({ next: null });
    expect(calls[0]?.url).toBe(`${DATA}/queryAll?q=SELECT%20Id%20FROM%20Lead`);
  });

  test('a place that is lost is not asked for again: the caller starts from its cursor', async () => {
    const { client, calls } = open(page(['a'], '/services/data/v67.0/query/01g-2000'), () =>
      refusal('INVALID_QUERY_LOCATOR'),
    );
    await expect(all(client.query('SELECT Id FROM Contact'))).rejects.toMatchObject({
      retryAfter: 60_000,
      problem: { code: 'vendor_unavailable' },
    });
    expect(calls).toHaveLength(2);
  });

  test.each(['https://evil.example/steal', '//evil.example/steal', 'services/data'])(
    'a next page at %s never gets our token',
    async (next) => {
      const { client, calls } = open(page(['a'], next));
      await expect(all(client.query('SELECT Id FROM Contact'))).rejects.toThrow('vendor_unavailable');
      expect(new Set(calls.map(({ url }) => new URL(url).origin))).toEqual(new Set([ORG]));
    },
  );

  test.each<[what: string, answer: () => Response]>([
    ['half of it', () => new Response('{"records": [', { headers: { 'content-type': 'application/json' } })],
    ['somebody else’s page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['XML', () => new Response('<a/>', { headers: { 'content-type': 'application/xml' } })],
    ['more to come, and no place', () => json({ totalSize: 9, done: false, records: [] })],
    ['an error in a good answer', () => json([{ errorCode: 'X', message: 'm' }])],
  ])('%s is no answer, and is asked for again', async (_, answer) => {
    const { client, waits } = open(answer, page(['a']));
    expect(await client.queryPage('SELECT Id FROM Contact')).toMatchObject({ total: 3 });
    expect(waits).toEqual([1_000]);
  });
});
