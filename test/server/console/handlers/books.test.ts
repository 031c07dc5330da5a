import { Hono } from 'hono';
import { beforeEach, expect, it } from 'vitest';
import type { AppEnv } from '#server/app-env.ts';
import { audit } from '#server/console/handlers/audit.tsx';
import { ledger } from '#server/console/handlers/ledger.tsx';
import type { Services } from '#server/services.ts';
import { note } from '#server/workspace/trail/note.ts';
import { ADMIN } from '#test/server/admin.ts';
import { asking, pointsWorkspace, type PointsWorkspace } from '#test/server/workspace/points/programmes.ts';
import { value } from '#test/server/workspace/fixture.ts';
import { CALL } from '#test/server/workspace/rewards.ts';

let workspace: PointsWorkspace;
let app: Hono<AppEnv>;

beforeEach(() => {
  workspace = pointsWorkspace();
  const config = { ENCRYPTION_KEY: 'a'.repeat(64) };
  app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => workspace, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', ADMIN);
    return next();
  });
  app.route('/console/audit', audit);
  app.route('/console/ledger', ledger);
});

const textOf = async (path: string) => (await app.request(`/console${path}`)).text();

it('the ledger says what points moved for, with the way there', async () => {
  value(workspace.points.earn(asking(100)));
  value(workspace.points.spend(asking(40)));
  value(workspace.rewards.create({ ...CALL, currency: 'points:stars', amount: 30 }));
  value(workspace.rewards.decide('R0001', { decision: 'approve', by: 'slack:U2:Ana' }));
  const html = await textOf('/ledger');
  expect(html).not.toMatch(/lot:\d|movement:\d/);
  expect(html).toContain('<a href="/console/points/programmes/stars/people/1"><bdi>Talk</bdi></a>');
  expect(html).toContain('<a href="/console/rewards/R0001"><bdi>Reference call</bdi></a>');
  expect(html).toContain('<td data-label="Debit"><');
});

it('the trail is taken away as it was looked for, and a part is called one', async () => {
  note(workspace.store, 'ana', 'budget.set', 'budget:general/2026-11:USD', '500 USD');
  note(workspace.store, 'ben', 'reward.approved', 'reward:R0001');
  expect(await textOf('/audit?who=ben')).toContain('href="/console/audit/export.csv?who=ben"');
  const csv = await app.request('/console/audit/export.csv?who=ben');
  expect(csv.headers.get('content-disposition')).toContain('audit-trail-part.csv');
  const lines = (await csv.text()).trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(',ben,reward.approved,reward:R0001,');
  expect(JSON.parse(await textOf('/audit/export.json?about=r0001'))).toMatchObject([{ actor: 'ben' }]);
  const whole = await app.request('/console/audit/export.json');
  expect(whole.headers.get('content-disposition')).toContain('"audit-trail.json"');
  expect(JSON.parse(await whole.text())).toHaveLength(value(workspace.trail.list(99, null)).items.length);
});
