import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelVersion } from '#core/score/model-version.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import type { Preview } from '#core/score/preview.ts';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { callerOf } from './api-client.ts';
import type { Person } from './shapes.ts';

let g: RunningGroundswell;
let post: ReturnType<typeof callerOf>['post'];

beforeAll(async () => {
  g = await startGroundswell({ people: 60 });
  ({ post } = callerOf(g));
  await g.synced();
});

afterAll(async () => {
  await g.close();
});

describe('models', () => {
  const { pillars } = DEFAULT_MODEL;
  const loyalty = (part: object) => ({
    ...DEFAULT_MODEL,
    pillars: { ...pillars, loyalty: { ...pillars.loyalty, ...part } },
  });

  it('are drafted, looked at, published and taken back, and people show it', async () => {
    const before = await shown();
    const model = loyalty({ weight: 0 });
    const [status, draft] = await post('/models', { model, note: 'try', by: 'ana' });
    expect([status, draft]).toMatchObject([201, { state: 'draft', version: null, base: 1, note: 'try' }]);
    const preview = await g.api<Preview>('/models/preview', { model });
    expect(await shown()).toEqual(before);
    const published = await g.api<ModelVersion>(`/models/${(draft as ModelVersion).id}/publish`, {
      by: 'zoe',
    });
    expect(published).toMatchObject({ state: 'current', version: 2, publishedBy: 'admin as zoe' });
    await until(isSwept, 'the sweep');
    expect(preview.movers.length).toBeGreaterThan(3);
    const scores = await shown();
    for (const { personId, after } of preview.movers) {
      const { propensity, confidence } = after;
      const isShown = confidence >= model.minConfidence;
      expect(scores.get(personId)).toEqual({ propensity: isShown ? propensity : null, confidence });
    }
    await g.api('/models/revert', { version: 1, note: 'no', by: 'zoe' });
    await until(isSwept, 'the sweep');
    expect(await shown()).toEqual(before);
    const { items } = await g.api<{ items: ModelVersion[] }>('/models');
    expect(items.map(({ version, origin }) => [version, origin])).toEqual([
      [3, 'revert'],
      [2, 'edit'],
      [1, 'default'],
    ]);
  });

  async function shown(): Promise<Map<string, object>> {
    const { items } = await g.api<{ items: Person[] }>('/people?limit=200');
    return new Map(items.map(({ id, propensity, confidence }) => [id, { propensity, confidence }]));
  }

  async function isSwept(): Promise<boolean> {
    return (await g.api<{ sweep: object | null }>('/models/progress')).sweep === null;
  }

  it.each<[why: string, model: string, field: string]>([
    ['a negative half-life', JSON.stringify(loyalty({ halfLife: -1 })), 'pillars.loyalty.halfLife'],
    ['NaN, which JSON calls null', JSON.stringify(loyalty({ cap: NaN })), 'pillars.loyalty.cap'],
    ['1e308', JSON.stringify(loyalty({ weight: 1e308 })), 'pillars.loyalty.weight'],
    ['1e999', JSON.stringify(DEFAULT_MODEL).replace(/"full":\d+/, '"full":1e999'), 'full'],
    [
      'weights that sum to zero',
      JSON.stringify({
        ...DEFAULT_MODEL,
        pillars: Object.fromEntries(
          Object.entries(pillars).map(([name, pillar]) => [name, { ...pillar, weight: 0 }]),
        ),
      }),
      'pillars',
    ],
    [
      'bad news rewarded',
      JSON.stringify({ ...DEFAULT_MODEL, strengths: { complaint: 40 } }),
      'strengths.complaint',
    ],
    ['an unknown signal', JSON.stringify({ ...DEFAULT_MODEL, strengths: { hug: 1 } }), 'strengths.hug'],
    ['nothing', 'null', 'model'],
  ])('are refused for %s, wherever they are sent', async (_, model, field) => {
    const { call } = callerOf(g);
    for (const [method, path] of [
      ['POST', '/models'],
      ['POST', '/models/preview'],
    ] as const) {
      const response = await call(method, path, `{"model":${model},"by":"ana"}`);
      expect([response.status, await response.json()]).toMatchObject([400, { code: 'invalid_input', field }]);
    }
  });

  it('of more than a megabyte are refused unread', async () => {
    const body = JSON.stringify({ model: { ...DEFAULT_MODEL, note: 'x'.repeat(1_000_000) }, by: 'ana' });
    expect((await callerOf(g).call('POST', '/models', body)).status).toBe(413);
  });
});
