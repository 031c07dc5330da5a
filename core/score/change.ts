import type { Signal } from '#core/signal/signal.ts';
import { explain, linesByKey, type ExplanationLine } from './explain.ts';
import type { ScoreModel } from './model.ts';

/** One reason a score is not what it was. */
export interface ChangeLine {
  /** The signal heard since; `ageing` for all that faded, `model` where people are scored otherwise since. */
  cause: ExplanationLine['signal'] | 'ageing' | 'model';
  label: string;
  /** When it happened, epoch milliseconds; null where it is no event. */
  at: number | null;
  /** Integer; all lines together are exactly the change. */
  points: number;
}

/** How a score came from what it was at `since` to what it is. */
export interface ScoreChange {
  since: number;
  before: number;
  after: number;
  lines: ChangeLine[];
}

/**
 * What changed between `since` and `now`: signals received in between with the points they hold now, what faded
 * meanwhile (and whatever a full or empty score swallowed), and a model published in between. `signals` are all that
 * count now: one taken back in between shows in neither number.
 */
export function changeSince(
  models: { before: ScoreModel; now: ScoreModel },
  signals: readonly Signal[],
  since: number,
  now: number,
): ScoreChange {
  const known = signals.filter(({ receivedAt, occurredAt }) => receivedAt <= since && occurredAt <= since);
  const before = explain(models.before, known, since).propensity;
  const after = explain(models.now, signals, now).propensity;
  const unchanged = explain(models.before, signals, now);
  const lines: ChangeLine[] = [];
  const heard = new Set(known.map(({ key }) => key));
  for (const [key, { signal, label, at, points }] of linesByKey(models.before, signals, now)) {
    if (!heard.has(key) && points !== 0) lines.push({ cause: signal, label, at, points });
  }
  const told = lines.reduce((sum, { points }) => sum + points, 0);
  const faded = unchanged.propensity - before - told;
  if (faded !== 0)
    lines.push({ cause: 'ageing', label: 'What was known grew older', at: null, points: faded });
  const remade = after - unchanged.propensity;
  if (remade !== 0)
    lines.push({ cause: 'model', label: 'A new score model was published', at: null, points: remade });
  lines.sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (b.at ?? 0) - (a.at ?? 0));
  return { since, before, after, lines };
}
