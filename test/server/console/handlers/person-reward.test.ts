import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { AppEnv } from '#server/app-env.ts';
import { person } from '#server/console/handlers/person.tsx';
import type { Services } from '#server/services.ts';
import { ADMIN } from '#test/server/admin.ts';
import { value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

it('proposes an item of the catalogue at its own price, whatever stands beside it', async () => {
  const workspace = workspaceWithPerson();
  const config = { ENCRYPTION_KEY: 'a'.repeat(64), PUBLIC_URL: 'http://ours.example' };
  const app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => workspace, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', ADMIN);
    return next();
  });
  app.route('/advocates', person);
  const form = { key: 'k', item: 'gift-card-25', programme: 'club', amount: 'much', act: 'Reference call' };
  const body = new URLSearchParams(form);
  const answer = await app.request(`/advocates/${CALL.personId}/rewards`, { method: 'POST', body });
  expect(answer.status).toBe(303);
  const made = { item: 'gift-card-25', amount: 25_00, currency: 'USD', programme: 'club' };
  expect(value(workspace.rewards.get('R0001'))).toMatchObject(made);
});
