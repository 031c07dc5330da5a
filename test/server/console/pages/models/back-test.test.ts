import { describe, expect, it } from 'vitest';
import type { BackTest, BackTestAnswer, RankingResult } from '#core/score/back-test.ts';
import type { ModelVersion } from '#core/score/model-version.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { DAY } from '#core/time.ts';
import { BackTestPage } from '#server/console/pages/models/back-test.tsx';
import { markup } from '#test/server/console/markup.ts';

const current: ModelVersion = {
  id: '1',
  version: 3,
  state: 'current',
  model: DEFAULT_MODEL,
  origin: 'edit',
  base: 2,
  note: '',
  createdBy: 'admin',
  createdAt: 0,
  updatedAt: 0,
  publishedBy: 'admin',
  publishedAt: 0,
};
const draft: ModelVersion = { ...current, id: '2', version: null, state: 'draft', publishedAt: null };

function ranking(auc: number, share: number): RankingResult {
  const gains = Array.from({ length: 11 }, (_, at) => Math.min(1, share * at));
  return {
    auc: { value: auc, low: auc - 0.02, high: auc + 0.02 },
    topDecile: { share, lift: share * 10 },
    gains,
  };
}

function found(model: RankingResult): BackTestAnswer {
  const result: BackTest = {
    oneIn: 1,
    cutoffs: [Date.UTC(2026, 0, 1), Date.UTC(2026, 5, 1)],
    horizon: 90 * DAY,
    people: 4628,
    advocated: 264,
    rankings: {
      model,
      current: ranking(0.8, 0.4),
      recency: ranking(0.7, 0.3),
      random: ranking(0.5, 0.1),
    },
    calibration: [{ from: 90, to: 100, people: 79, predicted: 0.96, observed: 0.18 }],
  };
  return { enough: true, result };
}

const shown = (answer: BackTestAnswer, of = draft) =>
  markup(BackTestPage({ data: { of, current, answer, fit: null } }));

describe('a back-test', () => {
  it('says in plain words how many were found, beside chance', async () => {
    const html = await shown(found(ranking(0.9, 0.46)));
    expect(html).toContain('Of 100 people who later advocated, 46 stood in the top tenth; by chance 10.');
    expect(html).toContain('4.6 times what chance finds');
    expect(html).toContain('88 % to 92 %');
    expect(html).toContain('2 dates from 1 Jan 2026 to 1 Jun 2026');
  });

  it.each([
    [0.9, 'clearly better'],
    [0.81, 'within what chance alone explains'],
    [0.7, 'clearly worse'],
  ])('calls %d a difference only where the intervals are apart', async (auc, words) => {
    expect(await shown(found(ranking(auc, 0.4)))).toContain(words);
  });

  it('draws every ranking and gives its numbers', async () => {
    const html = await shown(found(ranking(0.9, 0.46)));
    const drawn = html.match(/class="line line-(\w+)"/g);
    expect(drawn).toHaveLength(8);
    expect(html).toContain('d="M0 100L10 54L20 8L30 0');
    expect(html).toContain('>Top 10 %<');
    expect(html).toMatch(/90 to 100.*79 people.*96 %.*18 %/s);
  });

  it('does not set the published score beside itself', async () => {
    const html = await shown(found(ranking(0.8, 0.4)), current);
    expect(html).not.toContain('The published score');
    expect(html).not.toContain('line-current');
  });

  it('says honestly that the data is too thin, and what is missing', async () => {
    const why = '4 times somebody advocated within 90 days; it takes 30.';
    const html = await shown({ enough: false, why, people: 61, advocated: 4 });
    expect(html).toContain('Too little data for a back-test');
    expect(html).toContain(why);
    expect(html).not.toContain('<svg viewBox="0 0 100 100"');
  });
});

describe('a calibrated draft', () => {
  const calibrated = { ...draft, origin: 'calibration' as const };

  it('stands beside the published weights, and nothing is applied', async () => {
    const { pillars } = DEFAULT_MODEL;
    const model = { ...DEFAULT_MODEL, pillars: { ...pillars, loyalty: { ...pillars.loyalty, weight: 61 } } };
    const answer = found(ranking(0.9, 0.46));
    const fit = { cutoffs: [Date.UTC(2025, 8, 1)], people: 2000, advocated: 100 };
    const data = { of: { ...calibrated, model }, current, answer, fit };
    const html = await markup(BackTestPage({ data }));
    expect(html).toMatch(/25<\/span>.*to<\/span> 61/s);
    expect(html).toContain('people stay scored by version 3 until somebody publishes');
    expect(html).toContain('newer months only');
  });

  it('is not flattered in silence when it is tested on what it learned from', async () => {
    expect(await shown(found(ranking(0.9, 0.46)), calibrated)).toContain('which flatters it');
  });
});
