import { Hono } from 'hono';
import { permissionsOf, type Role } from '#core/member/role.ts';
import type { AppEnv } from '#server/app-env.ts';
import { budgets } from '#server/console/handlers/budgets.tsx';
import { reward } from '#server/console/handlers/reward.tsx';
import { rewards } from '#server/console/handlers/rewards.tsx';
import type { Services } from '#server/services.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

export const OLU = 'slack:U1:Olu';
export const FIN = { actor: 'slack:U3:Fin', role: 'finance' } as const;
export const VIC = { actor: 'slack:U4:Vic', role: 'viewer' } as const;
export const HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>';

/** The pages about rewards over a workspace with four members; Olu, a manager, looks at them at first. */
export function rewardPages() {
  const workspace = workspaceWithPerson();
  const viewer: { actor: string; role: Role } = { actor: OLU, role: 'manager' };
  workspace.store.sql.run(
    `INSERT INTO member (id, slack_team, slack_user, email, name, role, state, created_at) VALUES
     (1, 'T1', 'U1', 'olu@acme.test', 'Olu', 'manager', 'active', 0),
     (2, 'T1', 'U2', 'ana@acme.test', 'Ana', 'manager', 'active', 0),
     (3, 'T1', 'U3', 'fin@acme.test', 'Fin', 'finance', 'active', 0),
     (4, 'T1', 'U4', 'vic@acme.test', 'Vic', 'viewer', 'active', 0)`,
  );
  const nouns = { ...workspace, identity: new Identities(workspace.store) };
  const config = { ENCRYPTION_KEY: 'a'.repeat(64), PUBLIC_URL: 'http://ours.example' };
  const app = new Hono<AppEnv>();
  app.use((c, next) => {
    const { actor, role } = viewer;
    c.set('services', { workspace: () => nouns, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', { actor, role, name: 'Olu', memberId: '1', permissions: permissionsOf(role) });
    return next();
  });
  app.route('/rewards', rewards);
  app.route('/rewards', reward);
  app.route('/budgets', budgets);
  return {
    workspace,
    /** Lets somebody else look. */
    as: (who: { actor: string; role: Role }) => void Object.assign(viewer, who),
    statusOf: async (path: string) => (await app.request(path)).status,
    get: async (path: string) => (await app.request(path)).text(),
    post: async (path: string, form: Record<string, string> | [string, string][]) => {
      const answer = await app.request(path, { method: 'POST', body: new URLSearchParams(form) });
      const said = decodeURIComponent(answer.headers.get('set-cookie') ?? '');
      return { status: answer.status, html: await answer.text(), said };
    },
    propose: (key: string, change: Partial<typeof CALL> = {}) =>
      value(workspace.rewards.create({ ...CALL, key, ...change })),
    stateOf: (id: string) => value(workspace.rewards.get(id)).state,
  };
}
