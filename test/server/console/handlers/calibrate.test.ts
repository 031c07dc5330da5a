import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { cutoffsBefore } from '#core/score/cutoffs.ts';
import type { AppEnv } from '#server/app-env.ts';
import { modelProof } from '#server/console/handlers/model-proof.tsx';
import { models } from '#server/console/handlers/models.tsx';
import type { Services } from '#server/services.ts';
import { ADMIN } from '#test/server/admin.ts';
import { plantWorld } from '#test/core/score/planted.ts';
import { NOW, value } from '#test/server/workspace/fixture.ts';
import { workspaceOf } from '#test/server/workspace/models/planted-workspace.ts';
import { Identities } from '#server/workspace/identity/identity.ts';

const PATH = '/console/models';

function openConsole() {
  const workspace = workspaceOf(plantWorld({ seed: 12, people: 400, cutoffs: cutoffsBefore(NOW) }));
  const nouns = { ...workspace, identity: new Identities(workspace.store) };
  const app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => nouns, config: {} } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', ADMIN);
    return next();
  });
  app.route(PATH, models).route(PATH, modelProof);
  return {
    models: workspace.models,
    press: async () => {
      const answer = await app.request(`${PATH}/calibrate`, { method: 'POST' });
      return { status: answer.status, to: answer.headers.get('location') ?? '' };
    },
    read: async (path: string) => (await app.request(path)).text(),
  };
}

it('calibrating leads to one draft however often it is pressed, tested on months it did not learn from', async () => {
  const { models: noun, press, read } = openConsole();
  const pressed = await press();
  expect(pressed).toEqual({ status: 303, to: expect.stringMatching(/^\/console\/models\/\d+\/back-test$/) });
  expect(await press()).toEqual(pressed);
  const drafts = noun.list().filter(({ state }) => state === 'draft');
  expect(drafts).toHaveLength(1);
  const page = await read(pressed.to);
  expect(page).toContain('on months it did not learn from');
  expect(page).toContain('3 dates from 1 Jun 2026');
  expect(await read(pressed.to)).toBe(page);
  const { id, model } = drafts[0]!;
  value(noun.change(id, { ...model, full: model.full - 1 }, ''));
  const edited = await read(pressed.to);
  expect(edited).toContain('which flatters it');
  expect(edited).toContain('12 dates from');
});
