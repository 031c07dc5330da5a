import { describe, expect, it } from 'vitest';
import { advocatesMoved, PreviewResult } from '#server/console/pages/models/preview.tsx';
import { markup } from '#test/server/console/markup.ts';
import { HOSTILE, mover, preview } from './previews.ts';

const shown = (change: Parameters<typeof preview>[0] = {}) =>
  markup(PreviewResult({ seen: { ok: true, value: preview(change) } }));

describe('what a draft would change', () => {
  it('counts from all, not from the lists that are cut', () => {
    expect(advocatesMoved(preview().flow)).toEqual({ enter: 4, leave: 1 });
  });

  it('is said in one sentence, and how many were looked at', async () => {
    expect(await shown()).toContain(
      'About 10 of all 5,000 people become advocates, about 3 stop being one: counted in a sample of 2,000.',
    );
    expect(await shown()).toContain('<dd>4 <span class="under">about 10 of all</span></dd>');
    const all = await shown({ people: 5000 });
    expect(all).toContain('Looked at all 5,000 people: 4 become advocates, 1 stops being one.');
    expect(all).not.toContain('of all<');
  });

  it('shows who moves with their reasons, tiers, and what is not enough data', async () => {
    const html = await shown();
    expect(html).toContain('Reference call +24, Complaint −2');
    expect(html).toMatch(/120<\/span>.*to<\/span> 95/s);
    expect(html).toContain('href="/console/advocates/7"');
    expect(html).toContain('Nobody stops being one.');
  });

  it('lists people before tables', async () => {
    const html = await shown();
    expect(html.indexOf('Biggest moves')).toBeLessThan(html.indexOf('<figure'));
    expect(html.indexOf('<figure')).toBeLessThan(html.indexOf('class="matrix-frame"'));
  });

  it('is nothing where no number was changed', async () => {
    const html = await markup(PreviewResult({ seen: { ok: true, value: null } }));
    expect(html).toMatch(/data-said[^>]*><strong>Nothing changed yet/);
  });

  it('warns of a level that moved, and carries the shares to their places', async () => {
    const seen = { ok: true as const, value: preview(), warning: 'Full score at 70 of 130.' };
    const html = await markup(PreviewResult({ seen, shares: { 'pillars.loyalty.weight': '46 % of 130' } }));
    expect(html).toContain('<p class="preview-warning">Full score at 70 of 130.</p>');
    expect(html).toContain('<li data-share-of="pillars.loyalty.weight">46 % of 130</li>');
    expect(await shown()).not.toContain('preview-warning');
  });

  it('draws both distributions and says them in numbers', async () => {
    const html = await shown();
    expect(html.match(/class="column-before"/g)).toHaveLength(20);
    expect(html).toMatch(/<th scope="row">40 to 44<\/th><td>60<\/td><td>50<\/td>/);
    expect(html).toContain('<th scope="row">95 to 100</th>');
  });

  it('folds all but the first away', async () => {
    const entering = Array.from({ length: 50 }, (_, at) => mover({ personId: String(at) }));
    expect(await shown({ entering })).toContain('45 more');
  });

  it('keeps hostile names, companies and reasons text', async () => {
    const html = await shown({
      movers: [
        mover({
          personId: '../7"',
          name: HOSTILE,
          company: `\u202e${HOSTILE}`,
          reasons: [{ label: HOSTILE, points: 1 }],
        }),
        mover({ name: 'x'.repeat(3000) }),
      ],
    });
    expect(html).not.toMatch(/<(img|script)/);
    expect(html).toContain('<bdi>&quot;&gt;&lt;img');
    expect(html).toContain('/console/advocates/..%2F7%22');
  });

  it('leads somewhere where nobody is scored yet', async () => {
    const html = await shown({ people: 0, of: 0 });
    expect(html).toContain('href="/console/connections"');
  });

  it('says in words why there is none, and which input is at fault', async () => {
    const problem = {
      code: 'invalid_input' as const,
      message: 'A weight is a share between zero and a thousand.',
      remedy: 'Send 0 to 1000.',
      field: 'pillars.loyalty.weight',
    };
    const html = await markup(PreviewResult({ seen: { ok: false, problem } }));
    expect(html).toContain('data-fault="pillars.loyalty.weight"');
    expect(html).toContain('No preview: A weight is a share between zero and a thousand.');
  });
});
