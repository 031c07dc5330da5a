import { SIGNALS } from '#core/signal/catalogue.ts';
import type { Explanation } from './explain.ts';
import type { Mover } from './preview.ts';

const TOLD = 3;

/**
 * What moved a score from one explanation to the other: per type of signal (and per bound of the score) the whole
 * points by which its lines changed, the three largest, and all else as one line: together exactly the change. Empty
 * where only a threshold moved.
 */
export function reasonsBetween(before: Explanation, after: Explanation): Mover['reasons'] {
  const moved = new Map<string, Mover['reasons'][number]>();
  const tell = (line: Explanation['lines'][number], points: number): void => {
    const { signal } = line;
    const label = signal === 'limit' || signal === 'floor' ? line.label : SIGNALS[signal].label;
    moved.set(signal, { label, points: (moved.get(signal)?.points ?? 0) + points });
  };
  for (const line of before.lines) tell(line, -line.points);
  for (const line of after.lines) tell(line, line.points);
  const reasons = [...moved.values()]
    .filter(({ points }) => points !== 0)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.label < b.label ? -1 : 1));
  const told = reasons.slice(0, TOLD);
  const rest = reasons.slice(TOLD).reduce((sum, { points }) => sum + points, 0);
  return rest === 0 ? told : [...told, { label: 'All else', points: rest }];
}
