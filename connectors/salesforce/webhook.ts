import type { CrmWebhookEvent } from '#connectors/connector.ts';
import { parseTime } from '#connectors/shared/time.ts';
import { refuse, ok, type Result } from '#core/problem.ts';
import { to18 } from './org-id.ts';
import { readEnvelope, type Notification } from './envelope.ts';

const answer = (ack: boolean) =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>${ack}</Ack></notificationsResponse></soapenv:Body></soapenv:Envelope>`;

/** What tells Salesforce that a message is stored. Anything else makes it send the message again, for 24 hours. */
export const ACKNOWLEDGEMENT = answer(true);
export const NOT_ACKNOWLEDGED = answer(false);

/** Which field of an object names the record to read again, and what that record is. */
const TARGETS: Readonly<
  Record<string, readonly (readonly [field: string, kind: CrmWebhookEvent['kind']])[]>
> = {
  Contact: [['Id', 'contact']],
  Lead: [['Id', 'contact']],
  Account: [['Id', 'company']],
  Opportunity: [['Id', 'deal']],
  Case: [['ContactId', 'contact']],
  CampaignMember: [
    ['ContactId', 'contact'],
    ['LeadId', 'contact'],
  ],
  OpportunityContactRole: [['OpportunityId', 'deal']],
};

/**
 * Reads an Outbound Message: at most 100 notifications of one org, each an event. What we do not know or cannot read
 * has the action `unknown` (and then `kind` says nothing). The session id it may carry is never looked at. Errors:
 * too_large, invalid_input.
 */
export async function parseOutboundMessage(
  xml: string,
): Promise<Result<{ organizationId: string; events: CrmWebhookEvent[] }>> {
  const envelope = readEnvelope(xml);
  if (!envelope.ok) return envelope;
  const organizationId = to18(envelope.value.organizationId);
  if (organizationId === null) {
    return refuse('invalid_input', 'The message names no organisation.', 'Send it from a Salesforce org.');
  }
  const events = envelope.value.notifications.map((notification) => toEvent(organizationId, notification));
  return ok({ organizationId, events: await Promise.all(events) });
}

async function toEvent(accountId: string, { id, type, fields }: Notification): Promise<CrmWebhookEvent> {
  const targets = Object.hasOwn(TARGETS, type) ? (TARGETS[type] ?? []) : [];
  const [found] = targets.flatMap(([field, kind]) => {
    const recordId = to18(fields.get(field) ?? '');
    return recordId === null ? [] : [{ kind, recordId }];
  });
  return {
    accountId,
    key: await hash(JSON.stringify([accountId, to18(id) ?? id])),
    kind: found?.kind ?? 'contact',
    action: found ? 'changed' : 'unknown',
    recordId: found?.recordId ?? '',
    mergedIds: [],
    occurredAt: parseTime(fields.get('SystemModstamp') ?? fields.get('LastModifiedDate') ?? '') ?? 0,
  };
}

async function hash(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
