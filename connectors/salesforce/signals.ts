import type { CrmSignal, CrmValueProblem } from '#core/crm/crm.ts';
import type { Problem } from '#core/problem.ts';
import { day, score, validValue, type SignalSource } from '#connectors/shared/signal-source.ts';
import { parseTime } from '#connectors/shared/time.ts';
import { idOf, text, timeOf, type WireRow } from './fields.ts';

export const SIGNAL_SOURCES: readonly SignalSource[] = [
  score('nps', 'NPS_Score__c', 'NPS_Date__c'),
  score('csat', 'CSAT_Score__c', 'CSAT_Date__c'),
  score('usage', 'Product_Usage_Score__c', 'Product_Last_Used__c'),
  day('referral', 'Last_Referral_Date__c'),
  day('review', 'Last_Review_Date__c'),
  day('testimonial', 'Last_Testimonial_Date__c'),
  day('reference_call', 'Last_Reference_Call_Date__c'),
  day('case_study', 'Last_Case_Study_Date__c'),
  day('speaking', 'Last_Speaking_Date__c'),
  day('event_attended', 'Last_Event_Date__c'),
  day('beta', 'Beta_Joined_Date__c'),
  day('certification', 'Certification_Date__c'),
  day('community_answer', 'Last_Community_Answer_Date__c'),
  day('nomination', 'Nominated_Date__c'),
  day('complaint', 'Last_Complaint_Date__c'),
  day('escalation', 'Open_Escalation_Date__c'),
  day('churn_risk', 'Churn_Risk_Date__c'),
];

/** The mapped fields, on contacts as on leads, with the Salesforce types each may have. */
export const SIGNAL_FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  SIGNAL_SOURCES.flatMap(({ value, date }) => {
    const dated: [string, readonly string[]] = [date, ['date', 'datetime']];
    return value === null
      ? [dated]
      : [[value, ['double', 'int', 'percent']] as [string, readonly string[]], dated];
  }),
);

export interface SignalReading {
  signals: CrmSignal[];
  problems: CrmValueProblem[];
}

/** Whose signals are read, and what the fields they come from are called there; null for one that cannot be used. */
export interface SignalFields {
  orgId: string;
  nameOf: (field: string) => string | null;
}

/**
 * Reads a person's signals from their custom fields. A value that is no number, no date or out of the signal's
 * range becomes a problem, and the others go on. A score without its day is dated by the record's creation, so that
 * reading it again gives the same signal.
 */
export function readSignals({ orgId, nameOf }: SignalFields, row: WireRow): SignalReading {
  const reading: SignalReading = { signals: [], problems: [] };
  const id = idOf(row);
  for (const { type, value: valueField, date: dateField } of SIGNAL_SOURCES) {
    const date = nameOf(dateField);
    const field = valueField === null ? date : nameOf(valueField);
    const raw = field === null ? '' : text(row, field);
    if (field === null || raw === '') continue;
    const value = valueField === null ? null : validValue(type, raw);
    const given = date === null ? '' : text(row, date);
    const occurredAt = given === '' ? (timeOf(row, 'CreatedDate') ?? 0) : parseTime(given);
    if (value === undefined) reading.problems.push(badValue(id, field, raw));
    else if (occurredAt === null) reading.problems.push(badValue(id, date ?? field, given));
    else {
      const key = `salesforce:${orgId}:contact:${id}:${field}:${value ?? ''}:${occurredAt}`;
      reading.signals.push({ key, type, occurredAt, value, source: `contact ${id}: ${field}` });
    }
  }
  return reading;
}

function badValue(id: string, field: string, raw: string): CrmValueProblem {
  const shown = JSON.stringify(raw.slice(0, 60));
  const problem: Problem = {
    code: 'invalid_input',
    message: `${field} of record ${id} is ${shown}, which cannot be used`,
    remedy: 'Correct the value in Salesforce; it is read again by itself.',
    field,
  };
  return { kind: 'contact', recordId: id, property: field, problem };
}
