import type { Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { workspaceOf } from '#server/console/page.tsx';

export interface PersonName {
  name: string;
  company: string | null;
}

/** Who these people are, by id. */
export async function namesOf(c: Context<AppEnv>, ids: string[]): Promise<Map<string, PersonName>> {
  if (ids.length === 0) return new Map();
  const people = await workspaceOf(c).people.named([...new Set(ids)]);
  return new Map(people.map(({ id, name, company }) => [id, { name, company }]));
}
