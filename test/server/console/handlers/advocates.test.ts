import { Hono } from 'hono';
import { beforeEach, expect, it } from 'vitest';
import type { AppEnv } from '#server/app-env.ts';
import { advocates } from '#server/console/handlers/advocates.tsx';
import type { Services } from '#server/services.ts';
import { ADMIN } from '#test/server/admin.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { batch, contact, praise } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM } from '#test/server/workspace/fixture.ts';

let app: Hono<AppEnv>;

beforeEach(() => {
  const workspace = connectedWorkspace({ slack: false });
  const named = (id: string, name: string) => contact(id, { name, signals: praise(id) });
  const contacts = [named('1', 'Ada Byron'), named('2', 'Bo Ek'), named('3', 'Adam Smith')];
  workspace.ingest.apply(CRM, batch({ contacts }));
  const nouns = { ...workspace, identity: new Identities(workspace.store) };
  const config = { ENCRYPTION_KEY: 'a'.repeat(64), PUBLIC_URL: 'http://ours.example' };
  app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => nouns, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', ADMIN);
    return next();
  });
  app.route('/', advocates);
});

/** The page, and who is listed on it. */
async function get(query: string): Promise<{ html: string; names: string[] }> {
  const html = await (await app.request(`/?${query}`)).text();
  const rows = html.matchAll(/<td role="cell" class="lead"[^>]*><a [^>]*><bdi>([^<]*)</g);
  return { html, names: [...rows].map(([, name = '']) => name) };
}

it('a ranking keeps to the words searched for, and the list too', async () => {
  expect((await get('q=ada')).names).toEqual(['Adam Smith', 'Ada Byron']);
  const ranked = await get('q=ada&by=loyalty');
  expect(ranked.html).toContain('Ranked by loyalty');
  expect((await get('q=ada&by=overall')).names).toEqual(['Ada Byron', 'Adam Smith']);
  expect((await get('by=overall')).names).toHaveLength(3);
  expect((await get('q=%25&by=overall')).names).toEqual([]);
});

it('a ranking by something unknown is refused in words, and lists nobody', async () => {
  const { html, names } = await get(`by=${encodeURIComponent('"><b>money')}`);
  expect(names).toEqual([]);
  expect(html).toContain('People cannot be ranked by “&quot;&gt;&lt;b&gt;money”.');
  expect(html).toMatch(/<details class="ranking-box" open/);
});

it('no choice of what to rank by is none at all', async () => {
  for (const query of ['', 'by=', 'by=&company=']) {
    const { html, names } = await get(query);
    expect(names).toHaveLength(3);
    expect(html).toContain('3 people from your CRM');
  }
});
