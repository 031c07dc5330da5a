import { emptyBatch, type CrmBatch, type CrmContact, type CrmDeal, type CrmSignal } from '#core/crm/crm.ts';
import type { SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { NOW } from './fixture.ts';

/** A batch with some of its parts filled. */
export function batch(parts: Partial<CrmBatch>): CrmBatch {
  return { ...emptyBatch(), ...parts };
}

export function contact(id: string, parts: Partial<CrmContact> = {}): CrmContact {
  return {
    id,
    email: `c${id}@acme.test`,
    name: `Contact ${id}`,
    title: null,
    optedOut: false,
    emailBounced: false,
    companyId: null,
    ownerId: null,
    url: `https://crm.test/contact/${id}`,
    createdAt: NOW - 400 * DAY,
    modifiedAt: NOW - DAY,
    signals: [],
    ...parts,
  };
}

export function deal(id: string, parts: Partial<CrmDeal> = {}): CrmDeal {
  return {
    id,
    name: `Deal ${id}`,
    stage: 'closedwon',
    outcome: 'won',
    amount: 100_00,
    currency: 'USD',
    closedAt: NOW - 10 * DAY,
    companyId: null,
    contactIds: [],
    url: `https://crm.test/deal/${id}`,
    modifiedAt: NOW - DAY,
    ...parts,
  };
}

/** A signal as contact `id` tells it, `age` days old. */
export function told(id: string, type: SignalType, age: number, worth: number | null = null): CrmSignal {
  const occurredAt = NOW - age * DAY;
  return {
    key: `hubspot:1:contact:${id}:${type}:${worth ?? ''}:${occurredAt}`,
    type,
    occurredAt,
    value: worth,
    source: `contact ${id}: ${type}`,
  };
}

/** Signals that make anyone an advocate at once. */
export function praise(id: string): CrmSignal[] {
  return [told(id, 'nps', 1, 10), told(id, 'reference_call', 40), told(id, 'review', 40, 5)];
}
