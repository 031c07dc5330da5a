import type { Properties } from '../hubspot/record.ts';
import { between, type Random } from '../random.ts';
import { DAY_MS } from './world.ts';

/** How a person stands to the product, which decides what their record can tell. */
export type Standing = 'quiet' | 'user' | 'advocate' | 'champion' | 'lapsed' | 'detractor';

/** Share of people in each standing; the rest are quiet. */
const SHARES: [Standing, number][] = [
  ['champion', 0.012],
  ['advocate', 0.062],
  ['lapsed', 0.03],
  ['detractor', 0.055],
  ['user', 0.23],
];

export function standingOf(random: Random): Standing {
  let left = random();
  for (const [standing, share] of SHARES) {
    left -= share;
    if (left < 0) return standing;
  }
  return 'quiet';
}

/** For each act, the chance that an advocate has done it. Champions have twice the chance. */
const ACTS: [property: string, chance: number][] = [
  ['last_referral_date', 0.42],
  ['last_review_date', 0.48],
  ['last_testimonial_date', 0.32],
  ['last_reference_call_date', 0.36],
  ['last_case_study_date', 0.14],
  ['last_speaking_date', 0.1],
  ['last_event_date', 0.5],
  ['beta_joined_date', 0.34],
  ['certification_date', 0.38],
  ['last_community_answer_date', 0.42],
  ['nominated_date', 0.14],
];
const LIGHT_ACTS = [
  'last_event_date',
  'certification_date',
  'last_community_answer_date',
  'beta_joined_date',
];

/** The stretch of time a person's history falls in, in epoch milliseconds. */
interface Span {
  from: number;
  to: number;
}

/** What a person of this standing has said and done, as contact properties. */
export function voiceOf(random: Random, standing: Standing, span: Span): Properties {
  switch (standing) {
    case 'champion':
    case 'advocate':
      return advocate(random, standing === 'champion', span);
    case 'lapsed':
      return lapsed(random, span);
    case 'detractor':
      return detractor(random, span);
    case 'user':
      return user(random, span);
    case 'quiet':
      return quiet(random, span);
    default:
      return standing satisfies never;
  }
}

function advocate(random: Random, champion: boolean, span: Span): Properties {
  const said: Properties = {
    ...survey('nps', between(random, 9, 10), recent(random, span)),
    ...usage(between(random, champion ? 82 : 64, 99), near(random, span)),
  };
  if (random() < 0.6) Object.assign(said, survey('csat', between(random, 4, 5), recent(random, span)));
  for (const [property, chance] of ACTS) {
    if (random() < chance * (champion ? 2 : 1)) said[property] = day(recent(random, span));
  }
  if (random() < 0.05) said['open_escalation_date'] = day(near(random, span));
  return said;
}

function lapsed(random: Random, span: Span): Properties {
  const early = { from: span.from, to: span.from + (span.to - span.from) / 4 };
  const did: Properties = {
    ...survey('nps', 9, recent(random, early)),
    ...usage(between(random, 3, 30), recent(random, span)),
  };
  for (const [property, chance] of ACTS) if (random() < chance) did[property] = day(recent(random, early));
  if (random() < 0.3) did['churn_risk_date'] = day(near(random, span));
  return did;
}

function detractor(random: Random, span: Span): Properties {
  const said: Properties = {
    ...survey('nps', between(random, 0, 6), recent(random, span)),
    ...usage(between(random, 5, 55), near(random, span)),
  };
  if (random() < 0.7) said['last_complaint_date'] = day(recent(random, span));
  if (random() < 0.5) Object.assign(said, survey('csat', between(random, 1, 3), recent(random, span)));
  if (random() < 0.25) said['open_escalation_date'] = day(near(random, span));
  if (random() < 0.35) said['churn_risk_date'] = day(near(random, span));
  return said;
}

function user(random: Random, span: Span): Properties {
  const did = usage(between(random, 30, 82), near(random, span));
  if (random() < 0.55) Object.assign(did, survey('nps', between(random, 6, 9), recent(random, span)));
  if (random() < 0.3) Object.assign(did, survey('csat', between(random, 3, 5), recent(random, span)));
  for (const property of LIGHT_ACTS) if (random() < 0.14) did[property] = day(recent(random, span));
  return did;
}

function quiet(random: Random, span: Span): Properties {
  const did: Properties = {};
  if (random() < 0.22) Object.assign(did, usage(between(random, 0, 35), recent(random, span)));
  if (random() < 0.08) Object.assign(did, survey('nps', between(random, 5, 8), recent(random, span)));
  return did;
}

function survey(kind: 'nps' | 'csat', score: number, at: number): Properties {
  return { [`${kind}_score`]: String(score), [`${kind}_date`]: day(at) };
}

function usage(score: number, at: number): Properties {
  return { product_usage_score: String(score), product_last_used: day(at) };
}

/** Somewhere in the span, later more often. */
function recent(random: Random, span: Span): number {
  return span.to - random() ** 1.8 * (span.to - span.from);
}

/** In the last weeks of the span. */
function near(random: Random, span: Span): number {
  return Math.max(span.from, span.to - random() * 30 * DAY_MS);
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
