import { day, number, type Field } from './field.ts';

/** Salesforce field of each signal, by the HubSpot property that holds the same. */
export const SIGNAL_NAMES: Record<string, string> = {
  nps_score: 'NPS_Score__c',
  nps_date: 'NPS_Date__c',
  csat_score: 'CSAT_Score__c',
  csat_date: 'CSAT_Date__c',
  product_usage_score: 'Product_Usage_Score__c',
  product_last_used: 'Product_Last_Used__c',
  last_referral_date: 'Last_Referral_Date__c',
  last_review_date: 'Last_Review_Date__c',
  last_testimonial_date: 'Last_Testimonial_Date__c',
  last_reference_call_date: 'Last_Reference_Call_Date__c',
  last_case_study_date: 'Last_Case_Study_Date__c',
  last_speaking_date: 'Last_Speaking_Date__c',
  last_event_date: 'Last_Event_Date__c',
  beta_joined_date: 'Beta_Joined_Date__c',
  certification_date: 'Certification_Date__c',
  last_community_answer_date: 'Last_Community_Answer_Date__c',
  nominated_date: 'Nominated_Date__c',
  last_complaint_date: 'Last_Complaint_Date__c',
  open_escalation_date: 'Open_Escalation_Date__c',
  churn_risk_date: 'Churn_Risk_Date__c',
};

const label = (name: string): string => name.replace('__c', '').replaceAll('_', ' ');

/** The customer's own fields that tell of a person's standing: scores, and the days things happened. */
export const SIGNAL_FIELDS: Field[] = Object.values(SIGNAL_NAMES).map((name) =>
  name.endsWith('_Score__c') ? number(name, label(name), 15, 3) : day(name, label(name)),
);

/** The same as a person account shows them. */
export const PERSON_SIGNAL_FIELDS: Field[] = SIGNAL_FIELDS.map((one) => ({
  ...one,
  name: one.name.replace(/__c$/, '__pc'),
  needs: 'personAccounts',
}));
