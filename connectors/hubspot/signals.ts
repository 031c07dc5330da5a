import type { CrmSignal, CrmValueProblem } from '#core/crm/crm.ts';
import type { Problem } from '#core/problem.ts';
import { day, score, validValue, type SignalSource } from '#connectors/shared/signal-source.ts';
import { parseTime } from '#connectors/shared/time.ts';
import { text, timeOf } from './properties.ts';
import type { WireRecord } from './schema.ts';

export const SIGNAL_SOURCES: readonly SignalSource[] = [
  score('nps', 'nps_score', 'nps_date'),
  score('csat', 'csat_score', 'csat_date'),
  score('usage', 'product_usage_score', 'product_last_used'),
  day('referral', 'last_referral_date'),
  day('review', 'last_review_date'),
  day('testimonial', 'last_testimonial_date'),
  day('reference_call', 'last_reference_call_date'),
  day('case_study', 'last_case_study_date'),
  day('speaking', 'last_speaking_date'),
  day('event_attended', 'last_event_date'),
  day('beta', 'beta_joined_date'),
  day('certification', 'certification_date'),
  day('community_answer', 'last_community_answer_date'),
  day('nomination', 'nominated_date'),
  day('complaint', 'last_complaint_date'),
  day('escalation', 'open_escalation_date'),
  day('churn_risk', 'churn_risk_date'),
];

/** The mapped properties with the HubSpot types each may have. */
export const SIGNAL_PROPERTIES: ReadonlyMap<string, readonly string[]> = new Map(
  SIGNAL_SOURCES.flatMap(({ value, date }) => {
    const dated: [string, readonly string[]] = [date, ['date', 'datetime']];
    return value === null ? [dated] : [[value, ['number']] as [string, readonly string[]], dated];
  }),
);

export interface SignalReading {
  signals: CrmSignal[];
  problems: CrmValueProblem[];
}

/**
 * Reads a contact's signals from its properties, leaving out those in `unusable`. A value that is no number, no
 * date or out of the signal's range becomes a problem, and the others go on. A score without its day is dated by
 * the record's creation, so that reading it again gives the same signal.
 */
export function readSignals(
  portalId: string,
  record: WireRecord,
  unusable: ReadonlySet<string>,
): SignalReading {
  const reading: SignalReading = { signals: [], problems: [] };
  for (const source of SIGNAL_SOURCES) {
    const { type, date } = source;
    const property = source.value ?? date;
    const raw = text(record, property);
    if (raw === '' || unusable.has(property)) continue;
    const value = source.value === null ? null : validValue(type, raw);
    const occurredAt = dayOf(record, source, unusable);
    if (value === undefined) reading.problems.push(badValue(record, property, raw));
    else if (occurredAt === undefined) reading.problems.push(badValue(record, date, text(record, date)));
    else {
      const key = `hubspot:${portalId}:contact:${record.id}:${property}:${value ?? ''}:${occurredAt}`;
      reading.signals.push({ key, type, occurredAt, value, source: `contact ${record.id}: ${property}` });
    }
  }
  return reading;
}

function dayOf(
  record: WireRecord,
  { value, date }: SignalSource,
  unusable: ReadonlySet<string>,
): number | undefined {
  const raw = unusable.has(date) ? '' : text(record, date);
  if (raw !== '') return parseTime(raw) ?? undefined;
  return value === null ? undefined : (timeOf(record, 'createdAt') ?? 0);
}

function badValue(record: WireRecord, property: string, raw: string): CrmValueProblem {
  const shown = JSON.stringify(raw.slice(0, 60));
  const problem: Problem = {
    code: 'invalid_input',
    message: `${property} of contact ${record.id} is ${shown}, which cannot be used`,
    remedy: 'Correct the value in HubSpot; it is read again by itself.',
    field: property,
  };
  return { kind: 'contact', recordId: record.id, property, problem };
}
