import type { HubspotClient } from '../client.ts';

const SEARCH_PAGE = 200;

/** A record id as the number HubSpot orders it by; NaN where it is none. */
export function numericId(id: string): number {
  const number = /^\d{1,16}$/.test(id) ? Number(id) : NaN;
  return Number.isSafeInteger(number) ? number : NaN;
}

/** Whether each id is above the one before it, and the first above `after`. */
export function isAscending(after: number, ids: number[]): boolean {
  return ids.every((id, index) => id > (ids[index - 1] ?? after));
}

/** Whether each id is below the one before it, and the first below `before`. */
export function isDescending(before: number | null, ids: number[]): boolean {
  return ids.every((id, index) => id < (ids[index - 1] ?? before ?? Infinity));
}

/** The highest contact ids strictly between two, descending, and how many there are in all. */
export async function idsBetween(
  client: HubspotClient,
  low: number,
  high: number | null,
): Promise<{ total: number; ids: number[] }> {
  const below =
    high === null ? [] : [{ property: 'hs_object_id', operator: 'LT' as const, value: String(high) }];
  const { total, results } = await client.search('contact', {
    filters: [{ property: 'hs_object_id', operator: 'GT', value: String(low) }, ...below],
    sort: '-hs_object_id',
    properties: ['hs_object_id'],
    limit: SEARCH_PAGE,
  });
  return { total, ids: results.map(({ id }) => numericId(id)) };
}
