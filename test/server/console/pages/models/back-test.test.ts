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
    calibration: [
      { from: 0, to: 10, people: 3608, predicted: 0.02, observed: 0.02 },
      { from: 10, to: 20, people: 1000, predicted: 0.15, observed: 0.16 },
      { from: 90, to: 100, people: 20, predicted: 0.96, observed: 0.2 },
    ],
  };
  return { enough: true, result };
}

const shown = (answer: BackTestAnswer, of = draft) =>
  markup(BackTestPage({ data: { of, current, answer, heldOut: null } }));

describe('a back-test', () => {
  it('says in plain words how many were found, beside chance', async () => {
    const html = await shown(found(ranking(0.9, 0.46)));
    expect(html).toContain('the top tenth held 46 by this draft, 40 by the published score, 10 by chance.');
    expect(html).toContain('4.6 times what chance finds');
    expect(html).toContain('88 % to 92 %');
    expect(html).toContain(
      'as of 2 dates from 1 Jan 2026 to 1 Jun 2026, 4,628 scores in all; 264 were followed',
    );
  });

  it('says whether it does better, beside the range of each number', async () => {
    const html = await shown(found(ranking(0.7, 0.4)));
    expect(html).toMatch(/This draft is worse than the published score: it .*orders people clearly worse/);
    expect(html).toMatch(/40 %<span class="[^"]*under[^"]*">34 % to 46 %/);
  });

  it('says how far the score keeps its word, with people and range of each band', async () => {
    const html = await shown(found(ranking(0.9, 0.46)));
    expect(html).toContain('Holds up to 19; above that too few people were scored to tell.');
    expect(html).toMatch(/10 to 19.*1,000 scored.*16 %.*14 % to 18 %/s);
    expect(html).toMatch(/<span class="quiet">90 to 100<.*20 scored, too few to tell/s);
  });

  it('draws every ranking and gives its numbers', async () => {
    const html = await shown(found(ranking(0.9, 0.46)));
    const drawn = html.match(/class="line line-(\w+)"/g);
    expect(drawn).toHaveLength(8);
    expect(html).toContain('d="M0 100L10 54L20 8L30 0');
    expect(html).toContain('>Top 10 %<');
  });

  it('does not set the published score beside itself', async () => {
    const html = await shown(found(ranking(0.8, 0.4)), current);
    expect(html).not.toMatch(/the published score/i);
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
    const heldOut = { fit, backTest: answer, testedAt: Date.UTC(2026, 10, 2) };
    const data = { of: { ...calibrated, model }, current, answer, heldOut };
    const html = await markup(BackTestPage({ data }));
    expect(html).toMatch(/25<\/span>.*to<\/span> 61/s);
    expect(html).toContain('people stay scored by version 3 until somebody publishes');
    expect(html).toContain(
      'Learned from 1 Sep 2025: 2,000 scores of people, 100 of them followed by an act.',
    );
    expect(html).toContain('Tested on 2 Nov 2026, on months it did not learn from');
    expect(html).not.toContain('flatters');
  });

  it('is not flattered in silence when it is tested on what it learned from', async () => {
    expect(await shown(found(ranking(0.9, 0.46)), calibrated)).toContain('which flatters it');
  });
});
