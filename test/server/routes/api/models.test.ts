import { beforeEach, describe, expect, it } from 'vitest';
import { Hono } from 'hono';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import type { AppEnv } from '#server/app-env.ts';
import { modelRoutes } from '#server/routes/api/models.ts';
import type { Services } from '#server/services.ts';
import { ADMIN } from '#test/server/admin.ts';
import { openWorkspace, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';

let workspace: TestWorkspace;
let app: Hono<AppEnv>;

beforeEach(() => {
  workspace = openWorkspace();
  app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => workspace } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', ADMIN);
    return next();
  });
  app.route('/', modelRoutes);
});

async function post(path: string, body: object): Promise<{ status: number; answer: unknown }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, answer: await answer.json() };
}

const OTHER = { ...DEFAULT_MODEL, leaveAt: 0.8 };
const draft = (model: object, note: string) => value(workspace.models.draft(model, note, 'ana')).id;
const NO_NOTE = { status: 400, answer: { code: 'invalid_input', field: 'note' } };
const NO_CHANGE = { status: 400, answer: { code: 'invalid_input', detail: 'Nothing would change.' } };

describe('a draft', () => {
  it('without a reason is not published, and is once it has one', async () => {
    const id = draft(OTHER, '');
    expect(await post(`/${id}/publish`, { by: 'zoe' })).toMatchObject(NO_NOTE);
    expect(workspace.models.current()).toMatchObject({ version: 1 });
    value(workspace.models.change(id, OTHER, 'Tiers are left sooner'));
    expect(await post(`/${id}/publish`, { by: 'zoe' })).toMatchObject({
      status: 200,
      answer: { version: 2, note: 'Tiers are left sooner' },
    });
    expect(await post(`/${id}/publish`, { by: 'zoe' })).toMatchObject({
      status: 409,
      answer: { code: 'already_published' },
    });
  });

  it('that changes nothing is not published', async () => {
    const id = draft(DEFAULT_MODEL, 'Why not');
    expect(await post(`/${id}/publish`, { by: 'zoe' })).toMatchObject(NO_CHANGE);
    expect(workspace.models.list().map(({ state }) => state)).toEqual(['draft', 'current']);
  });

  it('that is not there is not found', async () => {
    expect(await post('/99/publish', { by: 'zoe' })).toMatchObject({ status: 404 });
  });
});

describe('going back', () => {
  beforeEach(() => {
    value(workspace.models.publish(draft(OTHER, 'sooner'), 'ana'));
  });

  it('needs a reason, and something that changes', async () => {
    for (const body of [
      { version: 1, by: 'zoe' },
      { version: 1, note: '  ', by: 'zoe' },
    ]) {
      expect(await post('/revert', body)).toMatchObject(NO_NOTE);
    }
    expect(await post('/revert', { version: 2, note: 'again', by: 'zoe' })).toMatchObject(NO_CHANGE);
    expect(workspace.models.list()).toHaveLength(2);
    expect(await post('/revert', { version: 1, note: 'too soon', by: 'zoe' })).toMatchObject({
      status: 200,
      answer: { version: 3, origin: 'revert', note: 'too soon' },
    });
  });

  it('to a version there never was is not found', async () => {
    expect(await post('/revert', { version: 9, note: 'x', by: 'zoe' })).toMatchObject({
      status: 404,
      answer: { code: 'not_found', field: 'version' },
    });
  });
});
