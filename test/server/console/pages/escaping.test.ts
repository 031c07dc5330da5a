import { describe, expect, it } from 'vitest';
import { markup } from '#test/server/console/markup.ts';
import { AdvocatesPage } from '#server/console/pages/advocates.tsx';
import { Results } from '#server/console/pages/rewards/results.tsx';
import { Outside } from '#server/console/parts/outside.tsx';
import type { PersonDetail } from '#server/workspace/people/row.ts';

const NOW = Date.UTC(2026, 2, 12);
const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(2)</script>`;

const person: PersonDetail = {
  id: '7',
  name: HOSTILE,
  email: null,
  company: HOSTILE,
  title: HOSTILE,
  owner: null,
  propensity: 61,
  confidence: 0.724,
  tier: 'advocate',
  lastActAt: null,
  snoozedUntil: null,
  status: 'advocate',
  lastAskedAt: null,
  nextAskAt: null,
  shortfall: null,
  records: [],
  links: [],
};

describe('what a CRM says, on our pages', () => {
  it('stays text in a list of people', async () => {
    const data = {
      now: NOW,
      query: { q: HOSTILE, tier: null, sort: HOSTILE, cursor: HOSTILE },
      ranking: {
        by: null,
        company: HOSTILE,
        owner: HOSTILE,
        title: HOSTILE,
        connection: HOSTILE,
        askable: null,
      },
      accounts: [
        { id: HOSTILE, name: HOSTILE },
        { id: 'other', name: HOSTILE },
      ],
      ranked: { people: [{ ...person, standing: 72 }], total: 1, more: false },
      census: { none: 0, candidate: 0, advocate: 1, champion: 0 },
      people: [person],
      next: HOSTILE,
      problem: null,
    };
    const html = await markup(AdvocatesPage({ data }));
    expect(html).not.toMatch(/<(img|script)/);
    expect(html).toContain('<bdi>&quot;&gt;&lt;img');
    expect(html).toContain('72 %');
  });

  it('stays text in what became of many rewards', async () => {
    const problem = { code: 'forbidden' as const, message: HOSTILE, remedy: HOSTILE };
    const html = await markup(
      Results({ outcomes: [{ id: HOSTILE, person: HOSTILE, problem }], listed: new Set() }),
    );
    expect(html).not.toMatch(/<(img|script)/);
    expect(html).toContain('1 refused');
  });

  it('never leads anywhere but to web addresses', async () => {
    expect(await markup(Outside({ href: 'javascript:alert(1)', children: 'x' }))).toBe('x');
    expect(await markup(Outside({ href: 'https://crm.example/1', children: 'x' }))).toContain(
      'rel="noreferrer"',
    );
  });
});
