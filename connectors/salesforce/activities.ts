import type { CrmSignal } from '#core/crm/crm.ts';
import type { SignalType } from '#core/signal/catalogue.ts';
import { idOf, isTrue, text, timeOf, type WireRow } from './fields.ts';

/** Campaigns people come to. Types are the org's own words; these are Salesforce's and the usual ones beside them. */
const GATHERING =
  /webinar|conference|event|seminar|trade ?show|summit|workshop|meet-?up|user group|roadshow/i;
const COMPLAINT = /^complaint$/i;

/**
 * Who responded to a campaign people come to attended: one signal a campaign member, on the day the campaign began,
 * else the day of the response. What lies after `now` has not been attended yet.
 */
export function eventSignals(orgId: string, members: readonly WireRow[], now: number): CrmSignal[] {
  return members.flatMap((member) => {
    if (!isTrue(member, 'HasResponded') || !GATHERING.test(text(member, 'Campaign.Type'))) return [];
    const at =
      timeOf(member, 'Campaign.StartDate') ??
      timeOf(member, 'FirstRespondedDate') ??
      timeOf(member, 'CreatedDate');
    if (at === null || at > now) return [];
    const source = `campaign ${text(member, 'CampaignId')}: ${text(member, 'Campaign.Type')}`;
    return [signal(orgId, member, 'event_attended', at, source)];
  });
}

/**
 * What cases tell: an escalated one is an escalation, and a recovery once closed; one of type or reason "Complaint"
 * is a complaint. Salesforce keeps no time of escalating, so the case's own days count, which never move.
 */
export function caseSignals(orgId: string, cases: readonly WireRow[]): CrmSignal[] {
  return cases.flatMap((one) => {
    const found: CrmSignal[] = [];
    const opened = timeOf(one, 'CreatedDate');
    const closed = isTrue(one, 'IsClosed') ? timeOf(one, 'ClosedDate') : null;
    const tell = (type: SignalType, at: number | null, field: string) => {
      if (at !== null) found.push(signal(orgId, one, type, at, `case ${idOf(one)}: ${field}`));
    };
    if (isTrue(one, 'IsEscalated')) {
      tell('escalation', opened, 'IsEscalated');
      tell('recovery', closed, 'ClosedDate');
    }
    const complaint = ['Type', 'Reason'].find((field) => COMPLAINT.test(text(one, field)));
    if (complaint !== undefined) tell('complaint', opened, complaint);
    return found;
  });
}

function signal(
  orgId: string,
  row: WireRow,
  type: SignalType,
  occurredAt: number,
  source: string,
): CrmSignal {
  const key = `salesforce:${orgId}:${idOf(row)}:${type}:${occurredAt}`;
  return { key, type, occurredAt, value: null, source };
}
