import type { Properties } from './record.ts';

/** What a person can be recorded to have done, and the property that says when. */
export const ACTS = {
  reference_call: 'last_reference_call_date',
  referral: 'last_referral_date',
  review: 'last_review_date',
  testimonial: 'last_testimonial_date',
  case_study: 'last_case_study_date',
  speaking: 'last_speaking_date',
  event: 'last_event_date',
  beta: 'beta_joined_date',
  certification: 'certification_date',
  community_answer: 'last_community_answer_date',
  nomination: 'nominated_date',
  complaint: 'last_complaint_date',
  escalation: 'open_escalation_date',
  churn_risk: 'churn_risk_date',
  nps: 'nps_date',
  csat: 'csat_date',
} as const;
export type Act = keyof typeof ACTS;

/** Whether a name from outside is one of them. */
export function isAct(name: string): name is Act {
  return Object.hasOwn(ACTS, name);
}

const SCORES: Partial<Record<Act, string>> = { nps: 'nps_score', csat: 'csat_score' };

/** The property values an act leaves on a contact. `at` is epoch milliseconds; `score` counts for surveys only. */
export function actProperties(act: Act, at: number, score: number | null): Properties {
  const properties: Properties = { [ACTS[act]]: new Date(at).toISOString().slice(0, 10) };
  const scored = SCORES[act];
  if (scored !== undefined && score !== null) properties[scored] = String(score);
  return properties;
}
