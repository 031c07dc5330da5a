import { hash, type Random } from '../random.ts';
import type { PortalEvent } from './portal.ts';
import { OBJECT_TYPE_IDS, SINGULAR } from './record.ts';

/** One event in a webhook body. */
export interface WebhookEvent {
  eventId: number;
  subscriptionId: number;
  portalId: number;
  appId: number;
  occurredAt: number;
  subscriptionType: string;
  attemptNumber: number;
  objectId: number;
  changeSource: string;
  sourceId: string;
  objectTypeId?: string;
  changeFlag?: 'NEW' | 'DELETED' | 'RESTORED';
  propertyName?: string;
  propertyValue?: string;
  isSensitive?: boolean;
  primaryObjectId?: number;
  mergedObjectIds?: number[];
  newObjectId?: number;
  numberOfPropertiesMoved?: number;
}

const CHANGE_FLAGS: Partial<Record<PortalEvent['action'], 'NEW' | 'DELETED' | 'RESTORED'>> = {
  creation: 'NEW',
  deletion: 'DELETED',
  restore: 'RESTORED',
};

/** Puts an event into HubSpot's wire form. Event ids repeat on purpose: HubSpot does not promise them unique. */
export function toWebhook(
  event: PortalEvent,
  portalId: number,
  appId: number,
  form: 'legacy' | 'generic',
  random: Random,
): WebhookEvent {
  const generic = form === 'generic' && event.action !== 'privacyDeletion';
  const webhook: WebhookEvent = {
    eventId: Math.floor(random() * 4000) + 1,
    subscriptionId:
      1_000_000 + (hash(`${event.type}.${event.action}.${event.property?.name ?? ''}`) % 900_000),
    portalId,
    appId,
    occurredAt: event.occurredAt,
    subscriptionType: `${generic ? 'object' : SINGULAR[event.type]}.${event.action}`,
    attemptNumber: 0,
    objectId: event.id,
    changeSource: event.actor.source,
    sourceId: event.actor.sourceId,
  };
  if (generic) webhook.objectTypeId = OBJECT_TYPE_IDS[event.type];
  const flag = CHANGE_FLAGS[event.action];
  if (flag) webhook.changeFlag = flag;
  if (event.property) {
    webhook.propertyName = event.property.name;
    webhook.propertyValue = event.property.value;
    webhook.isSensitive = false;
  }
  if (event.merge) {
    webhook.primaryObjectId = event.merge.primary;
    webhook.mergedObjectIds = event.merge.merged;
    webhook.newObjectId = event.merge.into;
    webhook.numberOfPropertiesMoved = event.merge.moved;
  }
  return webhook;
}
