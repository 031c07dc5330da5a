import { PILLARS } from '#core/signal/catalogue.ts';
import { distinctSignals, type Signal } from '#core/signal/signal.ts';
import { valueAt } from './decay.ts';
import { explain, linesByKey, type ExplanationLine } from './explain.ts';
import type { ScoreModel } from './model.ts';
import { sumsOf } from './score.ts';

/** One reason a score is not what it was. */
export interface ChangeLine {
  /**
   * The signal learned since; `ageing` for all that faded, `pillar` for what full pillars hold back, `limit` and `floor`
   * for what the ends of the scale swallow, `model` where people are scored otherwise since.
   */
  cause: ExplanationLine['signal'] | 'ageing' | 'pillar' | 'model';
  label: string;
  /** When it happened, epoch milliseconds; null where it is no event. */
  at: number | null;
  /** When we learned of it, epoch milliseconds; null where it is no event. */
  receivedAt: number | null;
  /** Integer; all lines together are exactly the change. */
  points: number;
}

/** How a score came from what it was at `since` to what it is. */
export interface ScoreChange {
  since: number;
  /** Whether we knew of them at `since`. Where not, the score did not rise: it was never looked at before. */
  known: boolean;
  /** When we first learned anything of them, epoch milliseconds; null where nothing is known. */
  firstReadAt: number | null;
  before: number;
  after: number;
  lines: ChangeLine[];
}

/** A score before and after the ends of the scale cut it. */
interface Balance {
  propensity: number;
  total: number;
  limit: number;
  floor: number;
}

/**
 * What changed between `since` and `now`: signals received in between with the points they hold now, what faded
 * meanwhile, what full pillars and the ends of the scale swallowed, and a model published in between. `signals` are
 * all that count now: one taken back in between shows in neither number.
 */
export function changeSince(
  models: { before: ScoreModel; now: ScoreModel },
  signals: readonly Signal[],
  since: number,
  now: number,
): ScoreChange {
  const old = models.before;
  const heard = signals.filter(({ receivedAt, occurredAt }) => receivedAt <= since && occurredAt <= since);
  const before = balanceOf(old, heard, since);
  const aged = balanceOf(old, heard, now);
  const unchanged = balanceOf(old, signals, now);
  const after = explain(models.now, signals, now).propensity;
  const lines = learned(old, signals, new Set(heard.map(({ key }) => key)), now);
  const told = lines.reduce((sum, { points }) => sum + points, 0);
  // Where no pillar is full, the rest is rounding, and too little for a line of its own.
  const rest = unchanged.total - aged.total - told;
  const held = anyFull(old, heard, now) || anyFull(old, signals, now) ? rest : 0;
  const causes: [ChangeLine['cause'], string, number][] = [
    ['ageing', 'What was known grew older', aged.total - before.total + rest - held],
    ['pillar', 'A pillar counts only until it is full', held],
    ['limit', 'A score cannot rise above 100', unchanged.limit - before.limit],
    ['floor', 'A score cannot fall below zero', unchanged.floor - before.floor],
    ['model', 'A new score model was published', after - unchanged.propensity],
  ];
  for (const [cause, label, points] of causes) {
    if (points !== 0) lines.push({ cause, label, at: null, receivedAt: null, points });
  }
  lines.sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (b.at ?? 0) - (a.at ?? 0));
  const firstReadAt = signals.reduce<number | null>(
    (first, { receivedAt }) => (first === null ? receivedAt : Math.min(first, receivedAt)),
    null,
  );
  const known = firstReadAt === null || firstReadAt <= since;
  return { since, known, firstReadAt, before: before.propensity, after, lines };
}

function balanceOf(model: ScoreModel, signals: readonly Signal[], now: number): Balance {
  const { propensity, lines } = explain(model, signals, now);
  const pointsOf = (end: 'limit' | 'floor'): number =>
    lines.find(({ signal }) => signal === end)?.points ?? 0;
  const [limit, floor] = [pointsOf('limit'), pointsOf('floor')];
  return { propensity, total: propensity - limit - floor, limit, floor };
}

/** A line for each signal that is not `heard`, with the points it holds. */
function learned(
  model: ScoreModel,
  signals: readonly Signal[],
  heard: ReadonlySet<string>,
  now: number,
): ChangeLine[] {
  const held = linesByKey(model, signals, now);
  return distinctSignals(signals).flatMap(({ key, type, receivedAt }) => {
    const line = held.get(key);
    if (line === undefined || line.points === 0 || heard.has(key)) return [];
    const { label, at, points } = line;
    return [{ cause: type, label, at, receivedAt, points }];
  });
}

function anyFull(model: ScoreModel, signals: readonly Signal[], now: number): boolean {
  const sums = sumsOf(model, signals);
  return PILLARS.some((pillar) => {
    const { halfLife, cap } = model.pillars[pillar];
    return Math.abs(valueAt(sums[pillar], now, halfLife)) > cap;
  });
}
