import { describe, expect, it } from 'vitest';
import type { ScoreChange } from '#core/score/change.ts';
import { DAY } from '#core/time.ts';
import type { CrmSignal } from '#core/crm/crm.ts';
import { WeekChange } from '#server/console/pages/outlook.tsx';
import { PersonPage } from '#server/console/pages/person.tsx';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, value } from '#test/server/workspace/fixture.ts';
import { markup } from '#test/server/console/markup.ts';

const CHANGE: ScoreChange = {
  since: NOW - 7 * DAY,
  known: true,
  firstReadAt: 0,
  before: 0,
  after: 0,
  lines: [],
};

async function page(signals: CrmSignal[]): Promise<string> {
  const { ingest, people, clock } = connectedWorkspace({ slack: false });
  ingest.apply(CRM, batch({ contacts: [contact('1', { signals })] }));
  const [person, score] = [value(people.get('1')), value(people.score('1'))];
  const known = { timeline: [], deals: [], account: null, holds: [], links: [], points: [], refused: null };
  const jobs = { changes: [], ended: null, endedBy: null };
  const keys = { ask: 'a', reward: 'b', signal: 'c' };
  const data = {
    now: clock.now,
    person,
    score,
    ...known,
    jobs,
    keys,
    currency: 'USD',
    items: [],
    programmes: ['general'],
  };
  return markup(PersonPage({ data }));
}

function text(html: string): string {
  return html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

describe('the page of somebody of whom too little is known', () => {
  it('lists what is known as signals, with no point, total or change of a score there is not', async () => {
    const html = await page([told('1', 'nps', 5, 9), told('1', 'beta', 2)]);
    const words = text(html);
    expect(words).toContain('Nothing is known yet of word of mouth, promotion, loyalty or protection.');
    expect(words).toContain('40 % confidence would be enough.');
    expect(words).toMatch(/What is known .*Beta test .*NPS 9/);
    expect(words).not.toMatch(/[+−]\d|All lines together|Since last week|Propensity (rose|fell)|Why \d/);
    expect(html).not.toContain('Points by way to help');
  });

  it('says which signal would be enough', async () => {
    const words = text(await page([told('1', 'nps', 5, 9)]));
    expect(words).toMatch(/What would be enough .*If it happened today .*Reference call/);
    expect(words).not.toContain('What would raise it');
  });

  it('says so where no signal alone is enough', async () => {
    expect(text(await page([]))).toContain('None of the strongest signals alone');
  });

  it('does not list the floor of a score as something known', async () => {
    const words = text(await page([told('1', 'detractor', 2)]));
    expect(words).toContain('Nothing is known yet of');
    expect(words).not.toContain('cannot fall below zero');
  });
});

describe('the page of an advocate', () => {
  it('says until when they stay one, and where the tier is left', async () => {
    const words = text(await page(praise('1')));
    expect(words).toMatch(
      /Stays an advocate until \d+ \w+ 20\d\d unless something new is heard; left below 45, or 40 % confidence/,
    );
    expect(words).toMatch(/Why \d+ .*All lines together \d+/);
  });

  it('puts asking right after the score, for eyes and keyboards alike', async () => {
    const html = await page(praise('1'));
    const ids = [...html.matchAll(/<h2[^>]* id="([a-z-]+)"/g)].map(([, id]) => id);
    expect(ids.slice(0, 3)).toEqual(['scores', 'ask-title', 'reasons']);
  });
});

describe('what changed since last week', () => {
  it('is nothing to tell of somebody first read since', async () => {
    const change = { ...CHANGE, known: false, firstReadAt: NOW - 3_600_000, after: 40 };
    const words = text(await markup(WeekChange({ change, now: NOW })));
    expect(words).toContain('First read 1 h ago ; there is no last week yet.');
    expect(words).not.toContain('rose');
  });

  it('tells what was learned lately of old events from what just happened', async () => {
    const lines = [
      { cause: 'nps' as const, label: 'NPS 10', at: NOW - 90 * DAY, receivedAt: NOW - DAY, points: 9 },
      { cause: 'referral' as const, label: 'Referral', at: NOW - 2 * DAY, receivedAt: NOW - DAY, points: 8 },
    ];
    const words = text(await markup(WeekChange({ change: { ...CHANGE, after: 17, lines }, now: NOW })));
    expect(words).toMatch(/NPS 10 learned \d+ \w+ \d{4} , happened \d+ \w+ \d{4} .*Referral 2 days ago/);
  });
});
