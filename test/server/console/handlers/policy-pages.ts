import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { policy } from '#server/console/handlers/policy.tsx';
import { policyEditor } from '#server/console/handlers/policy-editor.tsx';
import type { Services } from '#server/services.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { ADMIN } from '#test/server/admin.ts';
import { workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const PATH = '/console/policy';

/** The pages of the policy over a workspace that knows two people, seen by the admin until `as` says somebody else. */
export function policyPages() {
  const workspace = workspaceWithPerson();
  let viewer: AppEnv['Variables']['principal'] = ADMIN;
  const nouns = { ...workspace, identity: new Identities(workspace.store) };
  const config = { ENCRYPTION_KEY: 'a'.repeat(64), PUBLIC_URL: 'http://ours.example' };
  const app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => nouns, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', viewer);
    return next();
  });
  for (const each of [policy, policyEditor]) app.route(PATH, each);
  return {
    workspace,
    as(principal: AppEnv['Variables']['principal']): void {
      viewer = principal;
    },
    viewer: () => viewer,
    async get(path = ''): Promise<string> {
      return (await app.request(`${PATH}${path}`)).text();
    },
    async post(path: string, form: Record<string, string>) {
      const answer = await app.request(`${PATH}${path}`, { method: 'POST', body: new URLSearchParams(form) });
      const said = decodeURIComponent(answer.headers.get('set-cookie') ?? '');
      return { status: answer.status, html: await answer.text(), to: answer.headers.get('location'), said };
    },
  };
}
