import { expect, it } from 'vitest';
import { KeysPage } from '#server/console/pages/keys.tsx';
import type { ApiKey } from '#server/workspace/members/api-keys.ts';
import { markup } from '#test/server/console/markup.ts';
import { NOW } from '#test/server/workspace/fixture.ts';

const KEY: ApiKey = {
  id: 'a1',
  name: 'Import',
  role: 'manager',
  standing: 'viewer',
  createdBy: 'admin',
  createdAt: NOW,
  lastUsedAt: null,
  revokedAt: null,
};

const shown = (key: ApiKey) =>
  markup(KeysPage({ data: { now: NOW, keys: [key], made: null, roles: ['viewer'], refused: null } }));

it('says of a key made with the admin token why it only looks, and that a new one is to be made', async () => {
  const [tokens, members] = [await shown(KEY), await shown({ ...KEY, createdBy: 'slack:U1:Ana' })];
  expect(tokens).toContain('Only looks now: it was made with the admin token');
  expect(tokens).toContain('Make a new key.');
  expect(tokens).toContain('a key made with the admin token only looks');
  expect(members).toContain('Now no more than viewer, as its maker may no more');
  expect(await shown({ ...KEY, standing: 'manager' })).not.toContain('Only looks now');
});
