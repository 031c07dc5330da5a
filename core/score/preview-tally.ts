import type { ScoreModel } from './model.ts';
import type { Distribution, Mover, Preview } from './preview.ts';
import type { Tier } from './tier.ts';
import { Top } from './top.ts';

/** What one person shows, under one model. */
export type Standing = Mover['before'];

/** One person under the model that scored them, and under the one looked at. */
export interface Change {
  personId: number;
  before: Standing;
  after: Standing;
}

/** Bands of propensity in a distribution; the last holds a full score too. */
export const BANDS = 20;
const BAND = 100 / BANDS;
const MOST = 50;

/** What a model would change, person by person: counts, and of people only the few that are told of. */
export class PreviewTally {
  readonly #minConfidence: { before: number; after: number };
  people = 0;
  readonly before: Distribution = Array.from({ length: BANDS }, () => 0);
  readonly after: Distribution = Array.from({ length: BANDS }, () => 0);
  readonly flow: Preview['flow'] = forEachTier(() => forEachTier(() => 0));
  readonly unsure = { before: 0, after: 0 };
  readonly #entering = new Top(MOST, largerMove);
  readonly #leaving = new Top(MOST, largerMove);
  readonly #movers = new Top(MOST, largerMove);

  constructor(now: ScoreModel, looked: ScoreModel) {
    this.#minConfidence = { before: now.minConfidence, after: looked.minConfidence };
  }

  /** Counts one more person; nobody twice. */
  add(change: Change): void {
    const { before, after } = change;
    this.people += 1;
    count(this.before, before);
    count(this.after, after);
    this.flow[before.tier][after.tier] += 1;
    if (isUnsure(before, this.#minConfidence.before)) this.unsure.before += 1;
    if (isUnsure(after, this.#minConfidence.after)) this.unsure.after += 1;
    const [was, is] = [isAdvocate(before.tier), isAdvocate(after.tier)];
    if (is && !was) this.#entering.add(change);
    if (was && !is) this.#leaving.add(change);
    if (before.propensity !== after.propensity) this.#movers.add(change);
  }

  get entering(): readonly Change[] {
    return this.#entering.items;
  }

  get leaving(): readonly Change[] {
    return this.#leaving.items;
  }

  get movers(): readonly Change[] {
    return this.#movers.items;
  }
}

/** Whether a tier is one of those a company asks. */
export function isAdvocate(tier: Tier): boolean {
  return tier === 'advocate' || tier === 'champion';
}

function count(distribution: Distribution, { propensity }: Standing): void {
  const band = Math.min(BANDS - 1, Math.floor(propensity / BAND));
  distribution[band] = (distribution[band] ?? 0) + 1;
}

function isUnsure({ propensity, confidence }: Standing, least: number): boolean {
  return propensity > 0 && confidence < least;
}

function largerMove(a: Change, b: Change): number {
  return moved(b) - moved(a) || a.personId - b.personId;
}

function moved({ before, after }: Change): number {
  return Math.abs(after.propensity - before.propensity);
}

function forEachTier<T>(make: () => T): Record<Tier, T> {
  return { none: make(), candidate: make(), advocate: make(), champion: make() };
}
