import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { advocateList } from '#slack-app/features/find-advocates/blocks.ts';
import { messageFlaws } from '../../block-kit.ts';
import { ADVOCATE, advocateViews, hostileText } from '../../views.ts';

describe('advocateList', () => {
  it('shows the five best', () => {
    const found = Array.from({ length: 7 }, (_, index) => ({
      ...ADVOCATE,
      name: `Person ${index}`,
      record: null,
    }));
    const { text, blocks } = advocateList('', found);
    expect(text).toBe('Top advocates: Person 0, Person 1, Person 2, Person 3, Person 4');
    expect(blocks.filter((block) => block.type === 'section')).toHaveLength(5);
    expect(blocks[1]).toMatchObject({
      text: {
        text:
          '*Person 0* of Brightwater\n' +
          '*Advocate* · propensity 81 of 100 · confidence 66 of 100 · Reviewed us on G2',
      },
    });
  });

  it('links each name to the record', () => {
    expect(JSON.stringify(advocateList('', [ADVOCATE]))).toContain(
      `*<${ADVOCATE.record?.url}|Nadia Okafor>*`,
    );
  });

  it.each([
    ['', 'No advocates. Nobody has been scored yet.'],
    ['a|b', 'No advocates matching “a|b”. Try a shorter part of a name or a company.'],
  ])('says what to try where nobody matches %j', (query, text) => {
    expect(advocateList(query, []).text).toBe(text);
  });

  it('is safe and within limits for anything asked and found', () => {
    fc.assert(
      fc.property(hostileText, fc.array(advocateViews, { maxLength: 7 }), (query, found) => {
        expect(messageFlaws(advocateList(query, found))).toEqual([]);
      }),
    );
  });
});
