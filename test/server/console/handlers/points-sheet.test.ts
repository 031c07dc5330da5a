import { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';
import { permissionsOf, type Role } from '#core/member/role.ts';
import { DAY } from '#core/time.ts';
import type { AppEnv } from '#server/app-env.ts';
import { points } from '#server/console/handlers/points.tsx';
import { pointsSheet } from '#server/console/handlers/points-sheet.tsx';
import type { Services } from '#server/services.ts';
import { value } from '#test/server/workspace/fixture.ts';
import { asking, checkBooks, pointsWorkspace } from '#test/server/workspace/points/programmes.ts';

const SHEET = '/points/programmes/stars/people/1';
const GIVE = { act: 'earn', key: 'console:1', points: '1,000', reason: 'Talk' };

type Pages = ReturnType<typeof pointsPages>;
let workspace: Pages['workspace'];
let get: Pages['get'];
let post: Pages['post'];
let as: Pages['as'];

function pointsPages() {
  const nouns = pointsWorkspace();
  const viewer: { role: Role } = { role: 'finance' };
  const config = { ENCRYPTION_KEY: 'a'.repeat(64), PUBLIC_URL: 'http://ours.example' };
  const app = new Hono<AppEnv>();
  app.use((c, next) => {
    const { role } = viewer;
    c.set('services', { workspace: () => nouns, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', {
      actor: 'admin',
      role,
      name: 'Fin',
      memberId: '1',
      permissions: permissionsOf(role),
    });
    return next();
  });
  app.route('/points', points);
  app.route('/points', pointsSheet);
  return {
    workspace: nouns,
    as: (role: Role) => void Object.assign(viewer, { role }),
    get: async (path: string) => text(await (await app.request(path)).text()),
    post: async (form: Record<string, string>) => {
      const answer = await app.request(SHEET, { method: 'POST', body: new URLSearchParams(form) });
      const said = decodeURIComponent(answer.headers.get('set-cookie') ?? '');
      const html = await answer.text();
      return { status: answer.status, html, words: text(html), said };
    },
  };
}

function text(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([,.?])/g, '$1');
}

beforeEach(() => {
  ({ workspace, get, post, as } = pointsPages());
});

const moved = () => workspace.all('SELECT kind, points, reason, by FROM points_movement ORDER BY id');

describe('the page of a programme', () => {
  it('says how many points run out in which month, and whose', async () => {
    value(workspace.points.earn(asking(100)));
    workspace.clock.now += 40 * DAY;
    value(workspace.points.earn(asking(30, { personId: '2' })));
    const [first, second] = value(workspace.points.expiry('stars'));
    expect(first).toMatchObject({ points: 100, people: 1, most: [{ id: '1', points: 100 }] });
    expect(second).toMatchObject({ points: 30, people: 1, most: [{ id: '2', points: 30 }] });
    expect(first!.month < second!.month).toBe(true);
    const words = await get('/points/programmes/stars');
    expect(words).toMatch(/What runs out .* 100 .* 30 .*People with points/);
    const filtered = await get(`/points/programmes/stars?month=${second!.month}`);
    expect(filtered.split('Whose points run out in')[1]).toMatch(/ 30 points on /);
    expect(filtered.split('Whose points run out in')[1]).not.toContain('100 points on');
  });

  it('counts no points of a tier that never lose any', () => {
    value(workspace.points.earn(asking(5_000)));
    expect(value(workspace.points.expiry('stars'))).toEqual([]);
  });

  it('lists people by name, a page at a time', () => {
    for (const personId of ['1', '2', '3']) value(workspace.points.earn(asking(10, { personId })));
    const page = (cursor: string | null) =>
      value(workspace.points.holders('stars', { limit: 2, cursor, month: null }));
    const begun = page(null);
    const rest = page(begun.next);
    expect([...begun.items, ...rest.items].map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(rest.next).toBeNull();
    expect(workspace.points.holders('stars', { limit: 2, cursor: null, month: '2027-13' })).toMatchObject({
      problem: { code: 'invalid_input', field: 'month' },
    });
  });
});

describe('points by hand', () => {
  it('are given after a question that says what it comes to, once, however often it is sent', async () => {
    const asked = await post(GIVE);
    expect(asked.words).toMatch(/Give .* 1,000 points\?/);
    expect(asked.words).toContain('After this they have 1,000 points to spend');
    expect(moved()).toEqual([]);
    for (let press = 0; press < 2; press += 1) {
      const done = await post({ ...GIVE, do: 'confirmed' });
      expect(done.status).toBe(303);
      expect(done.said).toContain('got 1,000 points.');
    }
    expect(moved()).toEqual([{ kind: 'earn', points: 1_000, reason: 'Talk', by: 'admin' }]);
    expect(workspace.all(`SELECT detail FROM audit WHERE action = 'points.earn'`)).toHaveLength(1);
    checkBooks(workspace);
  });

  it('are told with what a tier makes of them', async () => {
    value(workspace.points.earn(asking(600)));
    expect((await post({ ...GIVE, points: '100' })).words).toContain(
      'You typed 100; as Gold they earn faster.',
    );
  });

  it('are spent and taken back, and the page tells both in words', async () => {
    value(workspace.points.earn(asking(100)));
    const spend = { act: 'spend', key: 'console:2', points: '40', reason: 'Mug', do: 'confirmed' };
    expect((await post(spend)).said).toContain('40 points of');
    const back = { act: 'claw_back', key: 'console:3', lot: '1', points: '', reason: 'Given twice' };
    const asked = await post(back);
    expect(asked.words).toMatch(/Take 100 points back from/);
    expect(asked.words).toContain('40 points are gone already: the next they earn pay for those.');
    await post({ ...back, do: 'confirmed' });
    const words = await get(SHEET);
    expect(words).toMatch(/100 points taken back .*Given twice .*Earned for Talk on/);
    expect(words).toContain('Spent 40 points');
    expect(words).not.toMatch(/lot:|claw_back/);
    checkBooks(workspace);
  });

  it('can be gone back from, with what was typed kept', async () => {
    const { status, html } = await post({ ...GIVE, do: 'back' });
    expect(status).toBe(200);
    expect(html).toContain('value="1,000"');
    expect(html).toContain('value="console:1"');
    expect(html).not.toContain('aria-invalid');
    expect(moved()).toEqual([]);
  });

  it('are refused at every field at once, with what was typed kept', async () => {
    const { status, html } = await post({ ...GIVE, points: 'many', reason: ' ' });
    expect(status).toBe(400);
    expect(html).toMatch(/id="earn-points"[^>]*value="many"[^>]*aria-invalid="true"/);
    expect(html).toMatch(/id="earn-reason"[^>]*aria-invalid="true"/);
    expect(text(html)).toContain('2 fields need another look.');
  });

  it('are refused beyond what there is, and under a key that did something else', async () => {
    const none = await post({ ...GIVE, act: 'spend', points: '5' });
    expect(none.status).toBe(409);
    expect(none.words).toContain('They can spend 0 points.');
    await post({ ...GIVE, do: 'confirmed' });
    const other = await post({ ...GIVE, points: '7', do: 'confirmed' });
    expect(other.words).toContain('This form was sent before, with something else in it.');
    expect(other.html).not.toContain('value="console:1"');
    expect(moved()).toHaveLength(1);
  });

  it('are for those alone who manage money', async () => {
    expect(await get(SHEET)).toContain('Give points');
    as('viewer');
    expect(await get(SHEET)).not.toContain('Give points');
  });
});
