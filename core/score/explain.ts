import { PILLARS, SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import { distinctSignals, type Signal } from '#core/signal/signal.ts';
import { remaining, valueAt } from './decay.ts';
import { pointsOf, type ScoreModel } from './model.ts';
import { pillarShare, roundPoints, scoreAt, sumsOf, type PillarSums } from './score.ts';

export interface ExplanationLine {
  /** The signal the points come from; `limit` cuts a total above 100, `floor` lifts one below zero. */
  signal: SignalType | 'limit' | 'floor';
  label: string;
  /** When it happened, epoch milliseconds. */
  at: number;
  /** Integer; all lines together are exactly the propensity. */
  points: number;
  source: string | null;
}

/** A score opened into its reasons. */
export interface Explanation {
  propensity: number;
  confidence: number;
  lines: ExplanationLine[];
}

/** One signal's exact part in the score, before rounding. */
interface Part {
  signal: Signal;
  share: number;
  points: number;
}

/** The score of these signals at `now`, as whole-point lines adding up to it, the largest first. */
export function explain(model: ScoreModel, signals: Iterable<Signal>, now: number): Explanation {
  const distinct = distinctSignals(signals);
  const sums = sumsOf(model, distinct);
  const { propensity, confidence } = scoreAt(model, sums, now);
  const total = roundPoints(balanceAt(model, sums, now));
  const lines = spread(partsOf(model, distinct, sums, now), total).map(lineOf);
  if (total > 100) lines.push(correction('limit', 'A score cannot rise above 100', 100 - total, now));
  if (total < 0) lines.push(correction('floor', 'A score cannot fall below zero', -total, now));
  lines.sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || b.at - a.at);
  return { propensity, confidence, lines };
}

/** The line of each signal by its key: those of `explain`, without what cuts or lifts the total. */
export function linesByKey(
  model: ScoreModel,
  signals: Iterable<Signal>,
  now: number,
): Map<string, ExplanationLine> {
  const distinct = distinctSignals(signals);
  const sums = sumsOf(model, distinct);
  const parts = spread(partsOf(model, distinct, sums, now), roundPoints(balanceAt(model, sums, now)));
  return new Map(parts.map((part) => [part.signal.key, lineOf(part)]));
}

function correction(signal: 'limit' | 'floor', label: string, points: number, at: number): ExplanationLine {
  return { signal, label, at, points, source: null };
}

function balanceAt(model: ScoreModel, sums: PillarSums, now: number): number {
  let balance = 0;
  for (const pillar of PILLARS) {
    const sum = sums[pillar];
    if (sum !== null) balance += pillarShare(model, pillar, sum, now);
  }
  return balance;
}

/** Splits each pillar's share among its signals; where the pillar is full, all of them shrink alike. */
function partsOf(model: ScoreModel, signals: Signal[], sums: PillarSums, now: number): Part[] {
  return signals.map((signal) => {
    const { pillar } = SIGNALS[signal.type];
    const { halfLife, weight, cap } = model.pillars[pillar];
    // Every signal is in the sum of its pillar.
    const sum = sums[pillar]!;
    const full = Math.max(cap, Math.abs(valueAt(sum, now, halfLife)));
    const own =
      pointsOf(model, signal.type, signal.value) *
      remaining(Math.max(now, sum.asOf) - signal.occurredAt, halfLife);
    return { signal, share: (100 * weight * own) / (full * model.full), points: 0 };
  });
}

/** Rounds the parts to whole points that add up to `total`: largest remainder, the newer and then the key first. */
function spread(parts: Part[], total: number): Part[] {
  let missing = total;
  for (const part of parts) {
    part.points = Math.floor(part.share);
    missing -= part.points;
  }
  const byRemainder = parts.toSorted(
    (a, b) =>
      b.share - b.points - (a.share - a.points) ||
      b.signal.occurredAt - a.signal.occurredAt ||
      (a.signal.key < b.signal.key ? -1 : 1),
  );
  for (const part of byRemainder.slice(0, missing)) part.points += 1;
  return byRemainder;
}

function lineOf({ signal, points }: Part): ExplanationLine {
  return {
    signal: signal.type,
    label: labelOf(signal),
    at: signal.occurredAt,
    points,
    source: signal.source,
  };
}

function labelOf({ type, value }: Signal): string {
  const { label, range } = SIGNALS[type];
  return range === null || value === null ? label : `${label} ${Math.round(value * 10) / 10}`;
}

const TOLD = 3;
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/**
 * One plain line for the CRM, at most 255 characters, e.g. `NPS 10 in March 2026, reference call in October 2026`.
 * Names the month and not the age, because the line stays on the record long after it was written.
 */
export function reasonLine(explanation: Explanation): string {
  const reasons = reasonsOf(explanation.lines);
  if (reasons.length === 0) {
    return explanation.lines.length === 0 ? 'No signals yet' : 'No signal that still counts';
  }
  const told = reasons.slice(0, TOLD);
  const pro = told.filter((reason) => reason.points > 0).map(phrase);
  const contra = told.filter((reason) => reason.points < 0).map(phrase);
  if (contra.length > 0) contra[0] = `held back by ${contra[0]}`;
  const line = [pro.join(', '), contra.join(', ')].filter((part) => part !== '').join('; ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}

/** All lines of one type, as one reason. */
interface Reason {
  newest: ExplanationLine;
  points: number;
  /** How often, said only of acts: a tenth usage reading is no news. */
  times: number | null;
}

function reasonsOf(lines: ExplanationLine[]): Reason[] {
  const reasons: Reason[] = [];
  for (const [signal, group] of Map.groupBy(lines, (line) => line.signal)) {
    if (signal === 'limit' || signal === 'floor') continue;
    const points = group.reduce((sum, line) => sum + line.points, 0);
    const newest = group.filter((line) => line.points * points > 0).toSorted((a, b) => b.at - a.at)[0];
    if (newest !== undefined)
      reasons.push({ newest, points, times: SIGNALS[signal].act ? group.length : null });
  }
  return reasons.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points) || b.newest.at - a.newest.at);
}

function phrase({ newest: { label, at }, times }: Reason): string {
  const said = /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
  const often = times !== null && times > 1 ? ` (${times} in all)` : '';
  return `${said} in ${monthOf(at)}${often}`;
}

/** By hand: `Intl` takes as long for it as all the rest of a reason. */
function monthOf(at: number): string {
  const date = new Date(at);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
