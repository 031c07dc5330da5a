import { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AppEnv } from '#server/app-env.ts';
import { policy } from '#server/console/handlers/policy.tsx';
import { policyEditor } from '#server/console/handlers/policy-editor.tsx';
import { askedBy, isAllowed } from '#server/routes/permissions.ts';
import type { Services } from '#server/services.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { ADMIN } from '#test/server/admin.ts';
import { filledIn } from '#test/server/console/form.ts';
import type { TestWorkspace } from '#test/server/workspace/fixture.ts';
import { workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const PATH = '/console/policy';

let workspace: TestWorkspace;
let app: Hono<AppEnv>;
let viewer: AppEnv['Variables']['principal'];

beforeEach(() => {
  workspace = workspaceWithPerson();
  viewer = ADMIN;
  const nouns = { ...workspace, identity: new Identities(workspace.store) };
  const config = { ENCRYPTION_KEY: 'a'.repeat(64), PUBLIC_URL: 'http://ours.example' };
  app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => nouns, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', viewer);
    return next();
  });
  for (const each of [policy, policyEditor]) app.route(PATH, each);
});

async function get(path = ''): Promise<string> {
  return (await app.request(`${PATH}${path}`)).text();
}

async function post(path: string, form: Record<string, string>) {
  const answer = await app.request(`${PATH}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  const said = decodeURIComponent(answer.headers.get('set-cookie') ?? '');
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location'), said };
}

describe('somebody who may publish nothing', () => {
  beforeEach(() => {
    viewer = { actor: 'slack:U3:Fin', name: 'Fin', role: 'finance', memberId: '3', permissions: ['view'] };
  });

  it('tries a policy out with all it would have done, and is offered no publishing', async () => {
    expect(await get()).toContain('Try a policy out…');
    const html = await get('/edit');
    expect(html).toContain('No reward was proposed in the last 90 days');
    expect(html).not.toMatch(/Publish the policy|Why this change|data-unsaved|Change the policy/);
    expect((await post('/edit/preview', filledIn(html))).status).toBe(200);
    for (const [method, path] of [
      ['GET', 'edit'],
      ['POST', 'edit'],
      ['POST', 'edit/preview'],
    ] as const)
      expect(isAllowed(viewer, askedBy(method, `${PATH}/${path}`))).toBe(true);
    expect(isAllowed(viewer, askedBy('POST', `${PATH}/publish`))).toBe(false);
  });
});

describe('rules of the editor', () => {
  const open = (html: string) =>
    [...html.matchAll(/id="rule-(\d+)"[^>]*><details class="policy-fold"( open)?/g)].flatMap(
      ([, at, isOpen]) => (isOpen === undefined ? [] : [at]),
    );

  it('say theirs in words and are open where they are changed, at fault or in use', async () => {
    const html = await get('/edit');
    expect(open(html)).toEqual(['1']);
    expect(html).toMatch(/Up to CHF.500\.00: one manager · Up to/);
    const form = filledIn(html);
    expect(open((await post('/edit', { ...form, 'rules.3.name': 'Francs' })).html)).toEqual(['4']);
    expect(open((await post('/edit', { ...form, do: 'rules.4.up' })).html)).toEqual(['4']);
    expect(open((await post('/edit', { ...form, do: 'rules.add' })).html)).toEqual(['1', '2']);
    const wrong = await post('/publish', { ...form, note: 'x', 'rules.2.bands.0.upTo': '7o0' });
    expect(open(wrong.html)).toEqual(['3']);
  });
});
