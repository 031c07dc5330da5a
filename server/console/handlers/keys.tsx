import { Hono, type Context } from 'hono';
import { may, PERMISSIONS, ROLES } from '#core/member/role.ts';
import { createApiKey } from '#server/api-keys.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { KEYS_PATH, KeysPage } from '#server/console/pages/keys.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { statusOf } from '#server/errors.ts';
import { readForm, refusal } from './form.ts';

/** Keys of programs: made, shown once, revoked. */
export const keys = new Hono<AppEnv>()
  .get('/', (c) => show(c, {}))
  .post('/', async (c) => {
    const values = await readForm(c);
    const { services, workspaceId, principal } = c.var;
    const wanted = { name: values['name'] ?? '', role: values['role'] ?? '', by: principal.actor };
    const made = await createApiKey(services, workspaceId, wanted);
    if (!made.ok) return show(c, { refused: refusal('make', made.problem, values) });
    // In the answer itself: anywhere it could be read again it would not be shown once.
    return show(c, { made: made.value.key });
  })
  .post('/:id/revoke', async (c) => {
    const id = c.req.param('id');
    const revoked = await workspaceOf(c).apiKeys.revoke(id, c.var.principal.actor);
    if (!revoked.ok) return show(c, { refused: refusal(`revoke-${id}`, revoked.problem, {}) });
    return redirectWith(c, KEYS_PATH, { done: `The key of ${revoked.value.name} is revoked.` });
  });

async function show(c: Context<AppEnv>, then: { made?: string; refused?: Refused }): Promise<Response> {
  const { made = null, refused = null } = then;
  const { permissions } = c.var.principal;
  const data = {
    now: Date.now(),
    keys: await workspaceOf(c).apiKeys.list(),
    made,
    roles: ROLES.filter((role) =>
      PERMISSIONS.every((each) => !may(role, each) || permissions.includes(each)),
    ),
    refused,
  };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  return page(c, { title: 'API keys', here: 'keys', status }, <KeysPage data={data} />);
}
