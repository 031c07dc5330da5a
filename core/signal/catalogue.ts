import {
  cesShape,
  csatShape,
  npsShape,
  reviewShape,
  sentimentShape,
  tenureShape,
  usageShape,
  type Shape,
} from './shapes.ts';

/** The five ways an advocate helps; every signal speaks for one of them. */
export const PILLARS = ['word_of_mouth', 'promotion', 'loyalty', 'protection', 'feedback'] as const;
export type Pillar = (typeof PILLARS)[number];

/**
 * Inclusive bounds of a value; `required` where the signal says nothing without one, `whole` where nothing lies between
 * two answers, as on a scale of 0 to 10.
 */
interface ValueRange {
  min: number;
  max: number;
  required: boolean;
  whole: boolean;
}

interface SignalDefinition {
  pillar: Pillar;
  label: string;
  /** Whether it is an advocacy act: something the person chose to do for us. */
  act: boolean;
  /** Whether it tells what somebody feels about us, so that the law lets nothing be paid for it. */
  sentiment: boolean;
  /** Bounds of the value, or null where a value is kept but not scored (e.g. a deal's amount). */
  range: ValueRange | null;
  /** Default points at its strongest, on a scale where 100 fills the pillar; negative counts against. */
  strength: number;
  /** The share of the strength a value is worth. */
  shape: Shape;
  /** Why it counts, and counts this much, for people who read their own score. */
  why: string;
}

/** Every type of signal the score knows. */
export const SIGNALS = {
  reference_call: act('word_of_mouth', 'Reference call', 75, 'Gave time and their own name to a stranger.'),
  case_study: act('word_of_mouth', 'Case study', 75, 'Put their results with us in print.'),
  testimonial: act('word_of_mouth', 'Testimonial', 45, 'Lent us a sentence and their name.'),
  review: {
    ...act('word_of_mouth', 'Public review', 45, 'Told strangers what working with us is like.'),
    range: { min: 1, max: 5, required: false, whole: false },
    shape: reviewShape,
  },
  community_answer: act(
    'word_of_mouth',
    'Community answer',
    15,
    'Helped another customer without being asked; small, because it repeats.',
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
  hosting: act('promotion', 'Hosted a user group', 50, 'Brought other customers together for us.'),

  became_customer: fact('loyalty', 'Became a customer', 20, 'Chose us.'),
  deal_won: fact('loyalty', 'Deal won', 25, 'Signed a contract with us.'),
  renewal: fact('loyalty', 'Renewal', 40, 'Chose us again, knowing us.'),
  expansion: fact('loyalty', 'Expansion', 40, 'Bought more than they had.'),
  stage: fact('loyalty', 'Reached a later stage', 10, 'Moves forward with us; a step, not yet a result.'),
  tenure: rated(
    'loyalty',
    'Years as a customer',
    { min: 0, max: 50 },
    30,
    tenureShape,
    'Stayed; five years say all that staying can say.',
  ),
  usage: rated(
    'loyalty',
    'Usage',
    { min: 0, max: 100 },
    20,
    usageShape,
    'People speak well of what they use; small, because readings repeat.',
  ),
  feature_adopted: fact('loyalty', 'Adopted a feature', 8, 'Went further into the product than before.'),
  event_attended: fact('loyalty', 'Event attended', 15, 'Spent their time with us.'),
  certification: fact('loyalty', 'Certification', 25, 'Made knowing our product part of their career.'),
  downgrade: fact('loyalty', 'Downgrade', -35, 'Bought less than they had; half of leaving.'),
  churn_risk: fact('loyalty', 'Churn risk', -60, 'Is thinking of leaving; that comes first.'),

  defence: act('protection', 'Spoke up for us', 70, 'Took our side in public when it cost them something.'),
  recovery: fact('protection', 'Problem put right', 40, 'Saw us fail and repair it: a believable witness.'),
  ticket_solved: fact('protection', 'Support ticket solved', 6, 'Was helped; many small ones add up.'),
  ticket: fact('protection', 'Support ticket', -6, 'Something did not work; alone it means little.'),
  escalation: fact('protection', 'Escalation', -60, 'Is in the middle of a serious problem with us.'),

  nps: rated(
    'feedback',
    'NPS',
    { min: 0, max: 10, whole: true },
    70,
    npsShape,
    'Their own answer to whether they would recommend us.',
  ),
  csat: rated(
    'feedback',
    'CSAT',
    { min: 0, max: 5 },
    30,
    csatShape,
    'How satisfied they said they were; half of NPS, because it is about one moment.',
  ),
  ces: rated(
    'feedback',
    'Customer effort',
    { min: 1, max: 7, whole: true },
    25,
    cesShape,
    'How easy they found us; effort loses customers sooner than delight wins them.',
  ),
  sentiment: rated(
    'feedback',
    'Sentiment',
    { min: -1, max: 1 },
    20,
    sentimentShape,
    'The mood of a call or a message; a guess by a program, so it counts little.',
  ),
  survey_answered: fact('feedback', 'Answered a survey', 6, 'Took the time to answer, whatever they said.'),
  idea: act('feedback', 'Idea', 20, 'Cares enough to tell us how to get better.'),
  beta: act('feedback', 'Beta test', 30, 'Gave time to something of ours that was not finished.'),
  advisory_board: act('feedback', 'Advisory board', 50, 'Gives us advice again and again, by name.'),
  complaint: unkind('Complaint', -40, 'Is unhappy and said so; answer before asking.'),
  detractor: unkind('Detractor', -50, 'A survey tool counts them among those who advise against us.'),
} satisfies Record<string, SignalDefinition>;

export type SignalType = keyof typeof SIGNALS;

/** Whether `x` names a signal we know; safe for names such as `constructor`. */
export function isSignalType(x: string): x is SignalType {
  return Object.hasOwn(SIGNALS, x);
}

/** The name of every type, in the order of the catalogue. */
export const SIGNAL_TYPES: readonly SignalType[] = Object.keys(SIGNALS).filter(isSignalType);

/** Something the person chose to do for us. */
function act(pillar: Pillar, label: string, strength: number, why: string): SignalDefinition {
  return { ...fact(pillar, label, strength, why), act: true };
}

/** Something that happened, or that others did. */
function fact(pillar: Pillar, label: string, strength: number, why: string): SignalDefinition {
  return { pillar, label, act: false, sentiment: false, range: null, strength, shape: () => 1, why };
}

/** What somebody feels about us, said or read out of what they did say. */
function unkind(label: string, strength: number, why: string): SignalDefinition {
  return { ...fact('feedback', label, strength, why), sentiment: true };
}

/** A measurement: nothing without its value. Answers (all of feedback) tell what somebody feels. */
function rated(
  pillar: Pillar,
  label: string,
  bounds: { min: number; max: number; whole?: true },
  strength: number,
  shape: Shape,
  why: string,
): SignalDefinition {
  const sentiment = pillar === 'feedback';
  const range = { whole: false, ...bounds, required: true };
  return { ...fact(pillar, label, strength, why), sentiment, range, shape };
}
