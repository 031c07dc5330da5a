import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { permissionsOf } from '#core/member/role.ts';
import type { AppEnv } from '#server/app-env.ts';
import { fulfilment as pages } from '#server/console/handlers/fulfilment.tsx';
import type { Services } from '#server/services.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { opened } from '#test/server/workspace/fulfilment/opened.ts';

const FILE = 'file:///home/ana/receipt of Tuesday.pdf';

async function panel() {
  const { workspace, doors, fulfilment } = await opened();
  await workspace.tick(doors);
  const nouns = { ...workspace, fulfilment, identity: new Identities(workspace.store) };
  const config = { ENCRYPTION_KEY: 'a'.repeat(64), PUBLIC_URL: 'http://ours.example' };
  const app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => nouns, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    const permissions = permissionsOf('finance');
    c.set('principal', { actor: 'slack:U9:Fin', role: 'finance', name: 'Fin', memberId: '9', permissions });
    return next();
  });
  app.route('/fulfilment', pages);
  return async (form: 'sent' | 'void', proof: string) => {
    const body = new URLSearchParams({ proof });
    const answer = await app.request(`/fulfilment/rewards/R0001/${form}`, { method: 'POST', body });
    return { status: answer.status, html: await answer.text() };
  };
}

it.each(['sent', 'void'] as const)('a refused proof of %s stays in its box', async (form) => {
  const post = await panel();
  const { status, html } = await post(form, FILE);
  expect(status).toBe(400);
  expect(html).toMatch(new RegExp(`id="${form}-proof"[^>]*aria-invalid="true"[^>]*>${FILE}</textarea>`));
  expect(html).toContain('This link cannot be the proof.');
  expect((await post(form, 'voucher 12')).status).toBe(303);
});
