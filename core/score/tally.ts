import { LEVELS } from './levels.ts';
import type { Panel } from './panel.ts';

/** How many advocated and how many did not, by cut-off and level (at `cutoff * LEVELS + level`). */
export interface Tally {
  cutoffs: number;
  advocated: Uint32Array;
  others: Uint32Array;
}

/** Counts the rows of a panel by where they stand in one ranking. */
export function tallyOf(
  panel: Pick<Panel, 'cutoffs' | 'size' | 'cutoff' | 'label'>,
  levels: Uint16Array,
): Tally {
  const cells = panel.cutoffs.length * LEVELS;
  const tally = {
    cutoffs: panel.cutoffs.length,
    advocated: new Uint32Array(cells),
    others: new Uint32Array(cells),
  };
  for (let row = 0; row < panel.size; row += 1) {
    const cell = panel.cutoff[row]! * LEVELS + levels[row]!;
    if (panel.label[row] === 1) tally.advocated[cell]! += 1;
    else tally.others[cell]! += 1;
  }
  return tally;
}
