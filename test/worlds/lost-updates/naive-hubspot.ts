import * as z from 'zod';
import type { NaivePoller } from './naive-poller.ts';

const API = 'https://api.hubapi.com/crm/v3/objects';
const SEARCH_PAGE = 200;
const READ_AT_ONCE = 100;
const MODIFIED = {
  contacts: 'lastmodifieddate',
  companies: 'hs_lastmodifieddate',
  deals: 'hs_lastmodifieddate',
} as const;
type Type = keyof typeof MODIFIED;

const record = z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) });
const page = z.object({
  results: z.array(record),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});
type Page = z.infer<typeof page>;

/**
 * Follows a portal as published templates do: a list to begin with, then a search for what is newer than the newest
 * time seen, paged by offset. What is found is read as ours is, in batches.
 */
export function naiveHubspot(fetch: typeof globalThis.fetch, token: () => string): NaivePoller {
  const names = new Map<string, string>();
  const newest: Record<Type, number> = { contacts: 0, companies: 0, deals: 0 };

  const ask = async (path: string, body: unknown): Promise<Page> => {
    const response = await fetch(`${API}${path}`, {
      method: body === null ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token()}`, 'content-type': 'application/json' },
      body: body === null ? null : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`HubSpot refused ${path}: ${response.status}`);
    return page.parse(await response.json());
  };
  const see = (type: Type, { results }: Page) => {
    for (const { id, properties } of results) {
      newest[type] = Math.max(newest[type], Date.parse(properties[MODIFIED[type]] ?? ''));
      if (type === 'contacts') names.set(id, nameOf(properties));
    }
  };
  const properties = (type: Type) => ['firstname', 'lastname', MODIFIED[type]];
  const list = async (type: Type) => {
    for (let after: string | undefined = '0'; after !== undefined;) {
      const found: Page = await ask(
        `/${type}?limit=100&after=${after}&properties=${properties(type).join(',')}`,
        null,
      );
      see(type, found);
      after = found.paging?.next?.after;
    }
  };
  const search = async (type: Type) => {
    const newer = { propertyName: MODIFIED[type], operator: 'GT', value: String(newest[type]) };
    for (let after: string | undefined = '0'; after !== undefined;) {
      const found: Page = await ask(`/${type}/search`, {
        filterGroups: [{ filters: [newer] }],
        sorts: [MODIFIED[type]],
        properties: [MODIFIED[type]],
        limit: SEARCH_PAGE,
        after,
      });
      for (let at = 0; at < found.results.length; at += READ_AT_ONCE) {
        const inputs = found.results.slice(at, at + READ_AT_ONCE).map(({ id }) => ({ id }));
        see(type, await ask(`/${type}/batch/read`, { inputs, properties: properties(type) }));
      }
      after = found.paging?.next?.after;
    }
  };
  return {
    names,
    backfill: async () => {
      for (const type of ['contacts', 'companies', 'deals'] as const) await list(type);
    },
    poll: async () => {
      for (const type of ['contacts', 'companies', 'deals'] as const) await search(type);
    },
  };
}

function nameOf(properties: Record<string, string | null>): string {
  return `${properties['firstname'] ?? ''} ${properties['lastname'] ?? ''}`.trim();
}
