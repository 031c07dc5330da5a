import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import { SIGNAL_TYPES } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { Changes, changesBetween } from '#server/console/parts/model-changes.tsx';
import { markup } from '#test/server/console/markup.ts';

const { pillars, strengths } = DEFAULT_MODEL;
const changed: ScoreModel = {
  ...DEFAULT_MODEL,
  pillars: { ...pillars, loyalty: { ...pillars.loyalty, halfLife: 90 * DAY } },
  leaveAt: 0.8,
  strengths: { ...strengths, nps: 60 },
};

describe('what a model changes', () => {
  it('is said field by field, with what it was, what it becomes and its unit', () => {
    expect(changesBetween(DEFAULT_MODEL, changed)).toEqual([
      { title: 'Half-life of loyalty', before: '180', after: '90 days' },
      { title: 'A tier is left below', before: '90', after: '80 %' },
      { title: 'Strength of NPS', before: '70', after: '60 points' },
    ]);
  });

  it('is nothing between equal models, and the page says so', async () => {
    expect(changesBetween(changed, structuredClone(changed))).toEqual([]);
    expect(await markup(Changes({ changes: [], than: 'version 3' }))).toContain(
      'The same numbers as version 3',
    );
  });

  it('is folded away where it is much', async () => {
    const weaker = Object.fromEntries(SIGNAL_TYPES.map((type) => [type, strengths[type] / 2]));
    const changes = changesBetween(DEFAULT_MODEL, {
      ...DEFAULT_MODEL,
      strengths: weaker as typeof strengths,
    });
    expect(changes).toHaveLength(38);
    const html = await markup(Changes({ changes, than: 'version 1' }));
    expect(html).toContain('32 more changes');
  });
});
