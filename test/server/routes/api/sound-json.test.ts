import { Hono } from 'hono';
import { beforeEach, expect, test, vi } from 'vitest';
import type { AppEnv } from '#server/app-env.ts';
import { catalogueRoutes } from '#server/routes/api/catalogue.ts';
import { policyRoutes } from '#server/routes/api/policies.ts';
import { pointsRoutes } from '#server/routes/api/points.ts';
import { rewardRoutes } from '#server/routes/api/rewards.ts';
import { soundJson } from '#server/routes/api/sound-json.ts';
import type { Services } from '#server/services.ts';
import { ADMIN } from '#test/server/admin.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

let app: Hono<AppEnv>;
const workspace = workspaceWithPerson();

beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue();
  app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => workspace } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', ADMIN);
    return next();
  });
  app.use(soundJson);
  app.route('/policies', policyRoutes);
  app.route('/catalogue', catalogueRoutes);
  app.route('/points', pointsRoutes);
  app.route('/rewards', rewardRoutes);
});

const send = (method: string, path: string, body: string) =>
  app.request(path, { method, headers: { 'content-type': 'application/json; charset=utf-8' }, body });
const deep = `{"policy":${'['.repeat(200_000)}${']'.repeat(200_000)},"by":"ana@acme.test"}`;

test.each([
  ['POST', '/policies/simulate'],
  ['PUT', '/catalogue/mug'],
  ['PUT', '/points/programmes/club'],
])('JSON without end is refused: %s %s', async (method, path) => {
  const answer = await send(method, path, deep);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    code: 'invalid_input',
    detail: expect.stringContaining('nested deeper than 64'),
  });
});

test('what says one field twice is refused, what says it once is read', async () => {
  const said = JSON.stringify(CALL);
  const twice = await send('POST', '/rewards', said.replace('"amount":5000', '"amount":1,"amount":5000'));
  expect(twice.status).toBe(400);
  expect(await twice.json()).toMatchObject({ code: 'invalid_input', field: 'amount' });
  expect(workspace.rewards.counts().proposed).toBe(0);
  expect((await send('POST', '/rewards', said)).status).toBe(201);
});
