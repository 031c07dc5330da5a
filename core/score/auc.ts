import { LEVELS } from './levels.ts';
import type { Panel } from './panel.ts';
import type { Tally } from './tally.ts';

/** A value with its 95 % interval. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** Of a panel, what an interval is made of. */
export type Clustered = Pick<Panel, 'size' | 'person' | 'cutoff' | 'label' | 'advocates'>;

export const Z95 = 1.959_963_984_540_054;

/**
 * The chance that of two people of one cut-off, one who advocated and one who did not, the first stood higher; ties
 * count half. The interval is DeLong's (DeLong, DeLong, Clarke-Pearson, Biometrics 44,
 * 1988) with all rows of a person taken as one observation (Obuchowski, Biometrics 53, 1997): somebody in twelve
 * cut-offs tells little more than somebody in one. It is made on the log-odds scale, so it never leaves 0 to 1;
 * with one advocate, or without any such two people, it is all of that.
 */
export function aucOf(panel: Clustered, levels: Uint16Array, tally: Tally): Estimate {
  const { won, pairs } = contestsOf(tally);
  if (pairs === 0) return { value: 0.5, low: 0, high: 1 };
  const value = won / pairs;
  const surplus = surplusOf(tally, value);
  let spread = 0;
  let person = 0;
  let own = 0;
  for (let row = 0; row < panel.size; row += 1) {
    if (panel.person[row] !== person) {
      spread += own * own;
      own = 0;
      person = panel.person[row]!;
    }
    const cell = panel.cutoff[row]! * LEVELS + levels[row]!;
    own += panel.label[row] === 1 ? surplus.advocated[cell]! : surplus.others[cell]!;
  }
  spread += own * own;
  const { advocates } = panel;
  const error = advocates > 1 ? Math.sqrt((spread * advocates) / (advocates - 1)) / pairs : Infinity;
  return { value, ...intervalOf(value, error, advocates) };
}

/** How many pairs of somebody who advocated and somebody who did not there are, and how many the first won. */
function contestsOf({ cutoffs, advocated, others }: Tally): { won: number; pairs: number } {
  let won = 0;
  let pairs = 0;
  for (let cutoff = 0; cutoff < cutoffs; cutoff += 1) {
    let below = 0;
    let winners = 0;
    for (let cell = cutoff * LEVELS; cell < (cutoff + 1) * LEVELS; cell += 1) {
      won += advocated[cell]! * (below + others[cell]! / 2);
      winners += advocated[cell]!;
      below += others[cell]!;
    }
    pairs += winners * below;
  }
  return { won, pairs };
}

/** By cell, how many more pairs a row of each kind wins for the ranking than `share` of those it is in. */
function surplusOf({ cutoffs, advocated, others }: Tally, share: number) {
  const surplus = {
    advocated: new Float64Array(advocated.length),
    others: new Float64Array(others.length),
  };
  for (let cutoff = 0; cutoff < cutoffs; cutoff += 1) {
    const from = cutoff * LEVELS;
    const winners = total(advocated, from);
    const losers = total(others, from);
    let below = 0;
    let above = winners;
    for (let cell = from; cell < from + LEVELS; cell += 1) {
      above -= advocated[cell]!;
      surplus.advocated[cell] = below + others[cell]! / 2 - share * losers;
      surplus.others[cell] = above + advocated[cell]! / 2 - share * winners;
      below += others[cell]!;
    }
  }
  return surplus;
}

function total(counts: Uint32Array, from: number): number {
  let sum = 0;
  for (let cell = from; cell < from + LEVELS; cell += 1) sum += counts[cell]!;
  return sum;
}

/** Where nobody is out of place there is no spread to go by: then as if each advocate were one throw of a coin. */
function intervalOf(value: number, error: number, advocates: number): { low: number; high: number } {
  if (value >= 1) return { low: 0.025 ** (1 / advocates), high: 1 };
  if (value <= 0) return { low: 0, high: 1 - 0.025 ** (1 / advocates) };
  const odds = Math.log(value / (1 - value));
  const reach = (Z95 * error) / (value * (1 - value));
  return { low: expit(odds - reach), high: expit(odds + reach) };
}

function expit(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
