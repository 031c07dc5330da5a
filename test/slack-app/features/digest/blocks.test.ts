import { describe, expect, it } from 'vitest';

import { morningDigest } from '#slack-app/features/digest/blocks.ts';
import { DIGEST } from '../../views.ts';

const NONE = { shown: [], total: 0 };

describe('morningDigest', () => {
  it('says in one line what there is, then names it', () => {
    const { text, blocks } = morningDigest(DIGEST);
    expect(text).toBe('Good morning. 60 rewards wait, 60 people to call, 60 new advocates.');
    const all = JSON.stringify(blocks);
    const titles = [
      'Rewards that wait for you',
      'Call these people',
      'New advocates',
      'Champions to leave in peace',
    ];
    for (const title of titles) expect(all).toContain(`*${title}*`);
    expect(all).toContain('and 59 more');
    expect(all).toContain('You decide for *Marcus Bell* until');
  });

  it('leaves out what there is nothing of', () => {
    const quiet = {
      ...DIGEST,
      waiting: { ...NONE, held: [], heldTotal: 0 },
      standsInFor: [],
      newAdvocates: NONE,
      resting: NONE,
      detractors: NONE,
      budgets: [],
    };
    const { text, blocks } = morningDigest(quiet);
    expect(text).toBe('Good morning. Nothing waits for you.');
    expect(blocks.map(({ type }) => type)).toEqual(['header', 'section', 'context']);
  });
});
