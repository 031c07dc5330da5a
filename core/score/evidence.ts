import { PILLARS, type Pillar } from '#core/signal/catalogue.ts';
import type { ScoreModel } from './model.ts';

/** Why too little is known of somebody for their score to mean anything. */
export interface Shortfall {
  /** The confidence that would be enough, 0 to 1. */
  needed: number;
  /** Pillars nothing was ever heard of; none where all that was heard has grown old. */
  missing: Pillar[];
}

/** What is missing before a propensity may be shown, or null where enough is known. `heard`: pillars with any signal. */
export function shortfallOf(
  { pillars, minConfidence }: ScoreModel,
  confidence: number,
  heard: ReadonlySet<Pillar>,
): Shortfall | null {
  if (confidence >= minConfidence) return null;
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
