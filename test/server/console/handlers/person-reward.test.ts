import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { AppEnv } from '#server/app-env.ts';
import { person } from '#server/console/handlers/person.tsx';
import type { Services } from '#server/services.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { ADMIN } from '#test/server/admin.ts';
import { value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

function pagesOver(workspace: ReturnType<typeof workspaceWithPerson>) {
  const nouns = { ...workspace, identity: new Identities(workspace.store) };
  const config = { ENCRYPTION_KEY: 'a'.repeat(64), PUBLIC_URL: 'http://ours.example' };
  const app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => nouns, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', ADMIN);
    return next();
  });
  app.route('/advocates', person);
  return app;
}

it('proposes an item of the catalogue at its own price, whatever stands beside it', async () => {
  const workspace = workspaceWithPerson();
  const app = pagesOver(workspace);
  const form = { key: 'k', item: 'gift-card-25', programme: 'club', amount: 'much', act: 'Reference call' };
  const body = new URLSearchParams(form);
  const answer = await app.request(`/advocates/${CALL.personId}/rewards`, { method: 'POST', body });
  expect(answer.status).toBe(303);
  const made = { item: 'gift-card-25', amount: 25_00, currency: 'USD', programme: 'club' };
  expect(value(workspace.rewards.get('R0001'))).toMatchObject(made);
});

it('begins with the one currency in use, and takes no amount of none', async () => {
  const workspace = workspaceWithPerson();
  const app = pagesOver(workspace);
  const chosen = async () => {
    const html = await (await app.request(`/advocates/${CALL.personId}`)).text();
    const list = /<select id="reward-currency".*?<\/select>/.exec(html)?.[0] ?? '';
    return (
      /<option value="([A-Z]{3})" selected/.exec(list)?.[1] ?? /<option value="">([^<]*)/.exec(list)?.[1]
    );
  };
  expect(await chosen()).toBe('USD');
  value(workspace.budgets.set('general', 'EUR', 10_000, 'fin'));
  expect(await chosen()).toBe('EUR');
  value(workspace.budgets.set('growth', 'USD', 10_000, 'fin'));
  expect(await chosen()).toBe('Choose one');
  const form = { key: 'k', item: '', programme: 'general', amount: '50', currency: '', act: 'Call' };
  const body = new URLSearchParams(form);
  const answer = await app.request(`/advocates/${CALL.personId}/rewards`, { method: 'POST', body });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toMatch(/id="reward-currency"[^>]*aria-invalid="true"/);
});
