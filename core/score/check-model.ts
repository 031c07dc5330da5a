import { ok, refuse, type Result } from '#core/problem.ts';
import { isSignalType, PILLARS, SIGNAL_TYPES, SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { DEFAULT_MODEL, totalWeight, type PillarModel, type ScoreModel } from './model.ts';

const MOST_STRENGTH = 200;
const MOST_WEIGHT = 1000;
const LONGEST = 3650 * DAY;
/** Tiers this far apart (as a share) leave room for hysteresis between them. */
const WIDEST_LEAVE = 0.99;

/**
 * Turns what somebody wants to score by into a model. Strengths left out are the default ones.
 * Fails with `invalid_input` naming the field, such as `pillars.loyalty.halfLife` or `strengths.nps`.
 */
export function checkModel(claimed: unknown): Result<ScoreModel> {
  const parts = checkParts('', claimed, Object.keys(DEFAULT_MODEL));
  if (!parts.ok) return parts;
  const { full, leaveAt, minConfidence } = parts.value;
  const pillars = checkPillars(parts.value['pillars']);
  if (!pillars.ok) return pillars;
  const strengths = checkStrengths(parts.value['strengths']);
  if (!strengths.ok) return strengths;
  const enter = checkEnter(parts.value['enter']);
  if (!enter.ok) return enter;
  const model = { pillars: pillars.value, strengths: strengths.value, enter: enter.value };
  const weight = totalWeight({ ...DEFAULT_MODEL, pillars: pillars.value });
  if (!isBetween(full, weight / 10, weight)) {
    return wrong(
      'full',
      'The weight that makes a full score is not between a tenth and all of the weights together.',
      `Send ${weight / 10} to ${weight}.`,
    );
  }
  if (!isBetween(leaveAt, 0.5, WIDEST_LEAVE)) {
    return wrong(
      'leaveAt',
      'A tier has to be left below where it is entered, or people flicker in and out of it.',
      `Send 0.5 to ${WIDEST_LEAVE}.`,
    );
  }
  if (!isBetween(minConfidence, 0, 1))
    return wrong('minConfidence', 'The least confidence is no share.', 'Send 0 to 1.');
  return ok({ ...model, full, leaveAt, minConfidence });
}

function checkPillars(claimed: unknown): Result<ScoreModel['pillars']> {
  const parts = checkParts('pillars', claimed, PILLARS);
  if (!parts.ok) return parts;
  const pillars = structuredClone(DEFAULT_MODEL.pillars);
  for (const pillar of PILLARS) {
    const checked = checkPillar(`pillars.${pillar}`, parts.value[pillar]);
    if (!checked.ok) return checked;
    pillars[pillar] = checked.value;
  }
  if (PILLARS.every((pillar) => pillars[pillar].weight < 1)) {
    return wrong(
      'pillars',
      'All weights are zero, so nothing would ever count.',
      'Give at least one pillar a weight of 1 or more.',
    );
  }
  return ok(pillars);
}

function checkPillar(field: string, claimed: unknown): Result<PillarModel> {
  const parts = checkParts(field, claimed, ['halfLife', 'weight', 'cap']);
  if (!parts.ok) return parts;
  const { halfLife, weight, cap } = parts.value;
  if (!isBetween(halfLife, DAY, LONGEST)) {
    return wrong(
      `${field}.halfLife`,
      'A half-life is a time from one day to ten years.',
      `Send ${DAY} to ${LONGEST} milliseconds.`,
    );
  }
  if (!isBetween(weight, 0, MOST_WEIGHT))
    return wrong(
      `${field}.weight`,
      'A weight is a share between zero and a thousand.',
      `Send 0 to ${MOST_WEIGHT}.`,
    );
  if (!isBetween(cap, 1, 10_000))
    return wrong(`${field}.cap`, 'A cap is the points that fill the pillar.', 'Send 1 to 10000.');
  return ok({ halfLife, weight, cap });
}

function checkStrengths(claimed: unknown): Result<ScoreModel['strengths']> {
  if (claimed === undefined) return ok(DEFAULT_MODEL.strengths);
  if (!isRecord(claimed))
    return wrong('strengths', 'Strengths are points by type of signal.', 'Send an object.');
  const strengths = { ...DEFAULT_MODEL.strengths };
  for (const [type, points] of Object.entries(claimed)) {
    const field = `strengths.${type.slice(0, 60)}`;
    if (!isSignalType(type))
      return wrong(field, 'There is no such type of signal.', `Use ${SIGNAL_TYPES.join(', ')}.`);
    const checked = checkStrength(field, type, points);
    if (!checked.ok) return checked;
    strengths[type] = checked.value;
  }
  return ok(strengths);
}

/** Bad news may be ignored but never helps; and no kindness ever harms who did it. */
function checkStrength(field: string, type: SignalType, points: unknown): Result<number> {
  const { label, strength } = SIGNALS[type];
  if (!isBetween(points, -MOST_STRENGTH, MOST_STRENGTH)) {
    return wrong(
      field,
      'The strength is out of bounds.',
      `Send -${MOST_STRENGTH} to ${MOST_STRENGTH} points.`,
    );
  }
  if (points * strength < 0) {
    return strength < 0
      ? wrong(field, `${label} is bad news and cannot raise a score.`, 'Send 0 or less.')
      : wrong(field, `${label} is in somebody's favour and cannot lower their score.`, 'Send 0 or more.');
  }
  return ok(points);
}

function checkEnter(claimed: unknown): Result<ScoreModel['enter']> {
  const parts = checkParts('enter', claimed, ['candidate', 'advocate', 'champion']);
  if (!parts.ok) return parts;
  const { candidate, advocate, champion } = parts.value;
  if (!isThreshold(candidate)) return noThreshold('candidate');
  if (!isThreshold(advocate)) return noThreshold('advocate');
  if (!isThreshold(champion)) return noThreshold('champion');
  if (candidate >= advocate)
    return wrong(
      'enter.advocate',
      'Advocates have to stand above candidates.',
      `Send more than ${candidate}.`,
    );
  if (advocate >= champion)
    return wrong('enter.champion', 'Champions have to stand above advocates.', `Send more than ${advocate}.`);
  return ok({ candidate, advocate, champion });
}

function isThreshold(x: unknown): x is number {
  return isBetween(x, 1, 100);
}

function noThreshold(tier: string): Result<never> {
  return wrong(`enter.${tier}`, 'A threshold is a propensity.', 'Send 1 to 100.');
}

/** Of an object with parts of these names, and no others; those left out are for the caller to miss. */
function checkParts(
  field: string,
  claimed: unknown,
  names: readonly string[],
): Result<Record<string, unknown>> {
  const remedy = `Send ${names.join(', ')}.`;
  if (!isRecord(claimed)) return wrong(field || 'model', 'This has to be an object.', remedy);
  const surplus = Object.keys(claimed).find((name) => !names.includes(name));
  if (surplus === undefined) return ok(claimed);
  const place = field === '' ? surplus : `${field}.${surplus}`;
  return wrong(place.slice(0, 80), 'A model has no such part.', remedy);
}

function isRecord(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null && !Array.isArray(x);
}

function isBetween(x: unknown, low: number, high: number): x is number {
  return typeof x === 'number' && x >= low && x <= high;
}

function wrong(field: string, what: string, remedy: string): Result<never> {
  return refuse('invalid_input', what, remedy, field);
}
