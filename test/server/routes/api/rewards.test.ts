import { beforeEach, expect, it } from 'vitest';
import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { rewardRoutes } from '#server/routes/api/rewards.ts';
import type { Services } from '#server/services.ts';
import type { Principal } from '#server/workspace/members/sign-in.ts';
import { ADMIN } from '#test/server/admin.ts';
import { value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const BOSS = 'slack:U1:Olu';
let workspace: TestWorkspace;
let app: Hono<AppEnv>;
let principal: Principal;

beforeEach(() => {
  workspace = workspaceWithPerson();
  principal = { ...ADMIN, actor: BOSS, role: 'manager' };
  app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => workspace } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', principal);
    return next();
  });
  app.route('/', rewardRoutes);
});

async function post(path: string, body: object): Promise<{ status: number; answer: unknown }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, answer: await answer.json() };
}

/** A reward that says another amount since a change was asked for. */
function changed(): void {
  value(workspace.rewards.create(CALL));
  value(workspace.rewards.decide('R0001', { decision: 'change', by: BOSS, reason: 'More' }));
  const { act, currency } = CALL;
  value(workspace.rewards.revise('R0001', { act, currency, amount: 49_000, by: 'helper@acme.test' }));
}

it('decides the revision that was looked at, and no other', async () => {
  changed();
  const approval = { decision: 'approve', by: BOSS };
  const late = await post('/R0001/decisions', { ...approval, revision: 1 });
  expect(late).toMatchObject({ status: 409, answer: { code: 'changed_since' } });
  expect((await post('/R0001/decisions', { ...approval, revision: 0 })).status).toBe(400);
  const seen = await post('/R0001/decisions', { ...approval, revision: 2 });
  expect(seen).toMatchObject({
    status: 200,
    answer: { state: 'approved', revisedBy: 'helper@acme.test', revisers: ['helper@acme.test'] },
  });
});

it('decides each of many as it was looked at', async () => {
  changed();
  value(workspace.rewards.create({ ...CALL, key: 'call 13' }));
  const ids = [{ id: 'R0001', revision: 1 }, 'R0002', { id: 'R0001', revision: 2 }];
  const { answer } = await post('/decisions', { decision: 'approve', by: BOSS, ids });
  expect(answer).toMatchObject({
    results: [
      { id: 'R0001', reward: null, problem: { code: 'changed_since' } },
      { id: 'R0002', reward: { state: 'approved' }, problem: null },
      { id: 'R0001', reward: { state: 'approved' }, problem: null },
    ],
  });
});

it.each([
  ['key', { key: 'card:hubspot:1:7:x' }],
  ['key', { key: 'rule:crm:1' }],
  ['proposedBy', { proposedBy: 'rule:reference_call' }],
  ['proposedBy', { proposedBy: 'policy' }],
])('takes no proposal whose %s passes for ours', async (field, posing) => {
  principal = ADMIN;
  const refused = await post('/', { ...CALL, ...posing });
  expect(refused).toMatchObject({ status: 400, answer: { code: 'invalid_input', field } });
  expect(workspace.rewards.counts().proposed).toBe(0);
});
