import { expect, test } from 'vitest';
import { LEVELS } from '#core/score/levels.ts';
import { tallyOf } from '#core/score/tally.ts';

test('each row is counted once, by its cut-off and level; room not yet used is no row', () => {
  const panel = {
    cutoffs: [0, 1],
    size: 4,
    cutoff: Uint8Array.of(0, 0, 1, 1, 0),
    label: Uint8Array.of(1, 0, 1, 1, 0),
  };
  const { cutoffs, advocated, others } = tallyOf(panel, Uint16Array.of(7, 7, 7, LEVELS - 1, 0));
  const counted = (counts: Uint32Array) => [...counts.entries()].filter(([, count]) => count > 0);
  expect([cutoffs, advocated.length, others.length]).toEqual([2, 2 * LEVELS, 2 * LEVELS]);
  expect(counted(advocated)).toEqual([
    [7, 1],
    [LEVELS + 7, 1],
    [2 * LEVELS - 1, 1],
  ]);
  expect(counted(others)).toEqual([[7, 1]]);
});
