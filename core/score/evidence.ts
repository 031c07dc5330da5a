import { PILLARS, type Pillar } from '#core/signal/catalogue.ts';
import type { ScoreModel } from './model.ts';
import type { PillarSums } from './score.ts';

/** Why too little is known of somebody for their score to mean anything. */
export interface Shortfall {
  /** The confidence that would be enough, 0 to 1. */
  needed: number;
  /** Pillars nothing was ever heard of; none where all that was heard has grown old. */
  missing: Pillar[];
}

/** The pillars anything was ever heard of. */
export function heardIn(sums: PillarSums): Set<Pillar> {
  return new Set(PILLARS.filter((pillar) => sums[pillar] !== null));
}

/** Whether so much is known of somebody that their propensity means anything. */
export function isKnown({ minConfidence }: Pick<ScoreModel, 'minConfidence'>, confidence: number): boolean {
  return confidence >= minConfidence;
}

/** What is missing before a propensity may be shown, or null where enough is known. `heard`: pillars with any signal. */
export function shortfallOf(
  model: ScoreModel,
  confidence: number,
  heard: ReadonlySet<Pillar>,
): Shortfall | null {
  if (isKnown(model, confidence)) return null;
  const { pillars, minConfidence } = model;
  const missing = PILLARS.filter((pillar) => pillars[pillar].weight > 0 && !heard.has(pillar));
  return { needed: minConfidence, missing };
}

/** A shortfall in words: `Nothing is known yet of word of mouth or promotion. 40 % confidence would be enough.` */
export function shortfallWords({ needed, missing }: Shortfall): string {
  return `${missingWords(missing)} ${Math.round(100 * needed)} % confidence would be enough.`;
}

function missingWords(missing: Pillar[]): string {
  const names = missing.map((pillar) => pillar.replaceAll('_', ' '));
  const last = names.pop();
  if (last === undefined) return 'All that is known has grown old.';
  if (missing.length === PILLARS.length) return 'Nothing is known yet.';
  return `Nothing is known yet of ${names.length === 0 ? last : `${names.join(', ')} or ${last}`}.`;
}
