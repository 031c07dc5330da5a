import { describe, expect, it } from 'vitest';
import type { Problem } from '#core/problem.ts';
import type { Tier } from '#core/score/tier.ts';
import { AdvocatesPage, type AdvocatesData } from '#server/console/pages/advocates.tsx';
import { EVERYBODY } from '#server/workspace/people/segment.ts';
import { batch, contact, praise } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, value } from '#test/server/workspace/fixture.ts';
import { markup } from '#test/server/console/markup.ts';

const RANKING = { by: null, company: null, owner: null, title: null, connection: null, askable: null };

/** The page of three people, the first two of a ranking where one is asked for. */
function page(parts: Partial<AdvocatesData> = {}, limit = 2): Promise<string> {
  const workspace = connectedWorkspace({ slack: false });
  const contacts = ['1', '2', '3'].map((id) => contact(id, { signals: praise(id) }));
  workspace.ingest.apply(CRM, batch({ contacts }));
  const by = parts.ranking?.by ?? null;
  const pillar = by === 'overall' ? null : by;
  const ranked = value(workspace.people.ranking({ pillar, limit, segment: EVERYBODY }));
  const data: AdvocatesData = {
    now: NOW,
    query: { q: null, tier: null, sort: '-propensity', cursor: null },
    ranking: RANKING,
    accounts: [],
    census: workspace.people.census(),
    people: ranked.people,
    ranked: parts.ranking === undefined ? null : ranked,
    next: null,
    problem: null,
    ...parts,
  };
  return markup(AdvocatesPage({ data }));
}

const ranked = (by: 'overall' | 'promotion', limit = 2) => page({ ranking: { ...RANKING, by } }, limit);

describe('a ranking', () => {
  it('numbers its people and says where it stops', async () => {
    const html = await ranked('overall');
    expect([...html.matchAll(/data-label="Rank">(\d+)</g)].map(([, place]) => place)).toEqual(['1', '2']);
    expect(html).toContain('The first 2 of 3.');
    expect(await ranked('overall', 3)).not.toContain('The first');
  });

  it('says where it stops of more than are counted', async () => {
    const workspace = connectedWorkspace({ slack: false });
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    const { people } = value(workspace.people.ranking({ pillar: null, limit: 1, segment: EVERYBODY }));
    const html = await page({
      ranking: { ...RANKING, by: 'overall' },
      ranked: { people, total: 1000, more: true },
    });
    expect(html).toContain('The first 1 of more than 1,000.');
  });

  it('says in words what it is by', async () => {
    expect(await ranked('promotion')).toContain('Ranked by promotion: those with the most points');
    expect(await ranked('overall')).toContain('Ranked by the points of all they do.');
    expect(await ranked('overall')).not.toMatch(/before limits/i);
    expect(await page()).toContain('3 people from your CRM, those most likely to help first.');
  });

  it('refuses in words, with the form open and its field at fault', async () => {
    const problem: Problem = {
      code: 'invalid_input',
      message: 'No such ranking.',
      remedy: 'Choose.',
      field: 'by',
    };
    const html = await page({ problem });
    expect(html).toContain('No such ranking.');
    expect(html).toMatch(/<details class="ranking-box" open/);
    expect(html).toMatch(
      /<select id="rank-by" name="by" aria-invalid="true" aria-describedby="rank-problem"/,
    );
    expect(html).toContain('id="rank-problem"');
  });
});

describe('the search and the ranking', () => {
  const chosen = {
    query: { q: 'ada', tier: 'advocate' as const, sort: 'name', cursor: null },
    ranking: { ...RANKING, by: 'loyalty' as const, company: 'Acme', askable: '1' as const },
  };
  const form = (html: string, start: string) => html.slice(html.indexOf(start)).split('</form>')[0]!;
  const hidden = (html: string) =>
    [...html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
      ([, name, kept]) => `${name}=${kept}`,
    );

  it('keep each other', async () => {
    const html = await page(chosen);
    expect(hidden(form(html, '<form class="search"'))).toEqual([
      'tier=advocate',
      'sort=name',
      'by=loyalty',
      'company=Acme',
      'askable=1',
    ]);
    expect(hidden(form(html, '<form class="ranking'))).toEqual(['q=ada', 'tier=advocate']);
    expect(html).toContain('href="/console/advocates?q=ada&amp;tier=advocate"');
  });
});

describe('a person whose flag ended', () => {
  const tiers: [Tier, string][] = [
    ['champion', 'Flag ended'],
    ['none', 'No tier'],
  ];
  it.each(tiers)('is never shown as the %s they were', async (tier, words) => {
    const workspace = connectedWorkspace({ slack: false });
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1')] }));
    const person = { ...value(workspace.people.get('1')), tier, status: 'none' as const };
    const html = await page({ people: [person] });
    const row = html.slice(html.indexOf('<tbody'));
    expect(row).toContain(words);
    expect(row).not.toContain('Champion');
    expect(row).not.toContain('bar-champion');
  });
});
