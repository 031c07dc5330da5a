import { csatPoints, npsPoints, reviewPoints, usagePoints } from './points.ts';

/** The five ways an advocate helps; every signal speaks for one of them. */
export const PILLARS = ['word_of_mouth', 'promotion', 'loyalty', 'protection', 'feedback'] as const;
export type Pillar = (typeof PILLARS)[number];

/** Inclusive bounds of a value; `required` where the signal says nothing without one. */
interface ValueRange {
  min: number;
  max: number;
  required: boolean;
}

type Points = (value: number | null) => number;

interface SignalDefinition {
  pillar: Pillar;
  label: string;
  /** Whether it is an advocacy act: something the person chose to do for us. */
  act: boolean;
  /** Bounds of the value, or null where a value is kept but not scored (e.g. a deal's amount). */
  range: ValueRange | null;
  /** Points on a scale where 100 fills the pillar; negative counts against. Never NaN. */
  points: Points;
  /** Why it counts, for people who read their own score. */
  why: string;
}

/** Every type of signal the score knows. */
export const SIGNALS = {
  reference_call: act('word_of_mouth', 'Reference call', 75, 'Gave time and their own name to a stranger.'),
  case_study: act('word_of_mouth', 'Case study', 75, 'Put their results with us in print.'),
  testimonial: act('word_of_mouth', 'Testimonial', 45, 'Lent us a sentence and their name.'),
  review: {
    ...act('word_of_mouth', 'Public review', 45, 'Told strangers what working with us is like.'),
    range: { min: 1, max: 5, required: false },
    points: reviewPoints,
  },
  community_answer: act(
    'word_of_mouth',
    'Community answer',
    15,
    'Helped another customer without being asked.',
  ),
  nomination: fact('word_of_mouth', 'Nomination', 30, 'Somebody who knows them vouches they would speak.'),
  bad_reference: fact(
    'word_of_mouth',
    'Bad reference',
    -80,
    'Warned others about us; an ask would make it worse.',
  ),

  referral: act('promotion', 'Referral', 60, 'Introduced us to somebody who trusts them.'),
  share: act('promotion', 'Share', 15, 'Passed something of ours on to their own audience.'),
  speaking: act('promotion', 'Talk at an event', 70, 'Stood on a stage with our name beside theirs.'),

  became_customer: fact('loyalty', 'Became a customer', 20, 'Chose us.'),
  deal_won: fact('loyalty', 'Deal won', 25, 'Signed a contract with us.'),
  renewal: fact('loyalty', 'Renewal', 40, 'Chose us again, knowing us.'),
  expansion: fact('loyalty', 'Expansion', 40, 'Bought more than they had.'),
  usage: rated('loyalty', 'Usage', { min: 0, max: 100 }, usagePoints, 'People speak well of what they use.'),
  event_attended: fact('loyalty', 'Event attended', 15, 'Spent their time with us.'),
  certification: fact('loyalty', 'Certification', 25, 'Made knowing our product part of their career.'),
  churn_risk: fact('loyalty', 'Churn risk', -60, 'Is thinking of leaving; that comes first.'),

  defence: act('protection', 'Spoke up for us', 70, 'Took our side in public when it cost them something.'),
  recovery: fact('protection', 'Problem put right', 40, 'Saw us fail and repair it: a believable witness.'),
  escalation: fact('protection', 'Escalation', -60, 'Is in the middle of a serious problem with us.'),

  nps: rated(
    'feedback',
    'NPS',
    { min: 0, max: 10 },
    npsPoints,
    'Their own answer to whether they would recommend us.',
  ),
  csat: rated('feedback', 'CSAT', { min: 0, max: 5 }, csatPoints, 'How satisfied they said they were.'),
  idea: act('feedback', 'Idea', 20, 'Cares enough to tell us how to get better.'),
  beta: act('feedback', 'Beta test', 30, 'Gave time to something of ours that was not finished.'),
  complaint: fact('feedback', 'Complaint', -40, 'Is unhappy and said so; answer before asking.'),
} satisfies Record<string, SignalDefinition>;

export type SignalType = keyof typeof SIGNALS;

/** Whether `x` names a signal we know; safe for names such as `constructor`. */
export function isSignalType(x: string): x is SignalType {
  return Object.hasOwn(SIGNALS, x);
}

/** The name of every type, in the order of the catalogue. */
export const SIGNAL_TYPES: readonly SignalType[] = Object.keys(SIGNALS).filter(isSignalType);

/** Something the person chose to do for us. */
function act(pillar: Pillar, label: string, points: number, why: string): SignalDefinition {
  return { pillar, label, act: true, range: null, points: () => points, why };
}

/** Something that happened, or that others did. */
function fact(pillar: Pillar, label: string, points: number, why: string): SignalDefinition {
  return { pillar, label, act: false, range: null, points: () => points, why };
}

/** A measurement: nothing without its value. */
function rated(
  pillar: Pillar,
  label: string,
  range: { min: number; max: number },
  points: Points,
  why: string,
): SignalDefinition {
  return { pillar, label, act: false, range: { ...range, required: true }, points, why };
}
