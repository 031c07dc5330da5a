import { DEFAULT_POLICY } from '#core/policy/policy.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { DAY } from '#core/time.ts';
import { PLAIN } from '#test/core/points/histories.ts';
import { CATALOGUE_BODIES } from './catalogue-requests.ts';

export const CSAT_COLUMNS = { columns: { email: 0, occurredAt: 1, value: 2 }, type: 'csat' };
/** Whose rewards are handed over by hand. */
export const BY_HAND = { programme: 'by-hand', kind: '', provider: 'manual' };

const { pillars } = DEFAULT_MODEL;
/** Trusts what people did for us more than what they bought. */
export const OTHER_MODEL = {
  ...DEFAULT_MODEL,
  pillars: {
    ...pillars,
    word_of_mouth: { ...pillars.word_of_mouth, weight: 45 },
    loyalty: { ...pillars.loyalty, weight: 10 },
  },
};

export interface Described {
  personId: string;
  otherId: string;
  rewardId: string;
  /** Points the person was given. */
  lot: string;
  /** The version of the policy in force. */
  inForce: number;
}

/** What each operation that takes a body is asked with, by its path. */
export function bodiesFor({ personId, otherId, rewardId, lot, inForce }: Described): Record<string, unknown> {
  const now = Date.now();
  const idea = { personId, type: 'idea', occurredAt: now };
  const points = { programme: PLAIN.id, personId, points: 10, reason: 'A call' };
  return {
    ...CATALOGUE_BODIES,
    ...MODEL_BODIES,
    '/v1/signals': { ...idea, key: 's' },
    '/v1/signals/batch': { items: [{ ...idea, key: 'b' }] },
    '/v1/people/{id}/asks': { key: 'a', kind: 'review', askedBy: 'zoe' },
    '/v1/people/{id}/link': { otherId, by: 'zoe' },
    '/v1/people/{id}/erase': { by: 'zoe' },
    '/v1/identity/suggestions/{a}/{b}/accept': { by: 'zoe' },
    '/v1/identity/suggestions/{a}/{b}/reject': { by: 'zoe' },
    '/v1/connections/{id}/write-back': { on: false },
    '/v1/connections/{id}/api-share': { share: 0.5 },
    '/v1/job-changes/{id}/settle': { verdict: 'confirmed', by: 'zoe' },
    '/v1/people/{id}/hold': { by: 'zoe', reason: 'Litigation' },
    '/v1/companies/{connection}/{id}/hold': { by: 'zoe', reason: 'Litigation', until: now + 9e8 },
    '/v1/members': { email: 'max@northwind.example', name: 'Max', role: 'manager', by: 'zoe' },
    '/v1/members/default-role': { role: 'manager' },
    '/v1/domain-lists': { by: 'zoe', employees: ['northwind.example'], competitors: [] },
    '/v1/fraud/holds/{id}/resolve': { verdict: 'clear', by: 'admin', reason: 'Two people' },
    '/v1/fraud/settings': { by: 'zoe', velocity: { perPerson: 9 }, sameDomain: { growth: 'off' } },
    '/v1/reward-rules': { by: 'zoe', rules: [{ act: 'speaking', amount: 100, currency: 'EUR' }] },
    '/v1/imports/{id}/dry-run': CSAT_COLUMNS,
    '/v1/rewards': {
      key: 'described too',
      personId,
      amount: 100,
      currency: 'USD',
      act: 'Act',
      proposedBy: 'zoe',
    },
    '/v1/rewards/{id}/decisions': { decision: 'approve', by: 'admin' },
    '/v1/rewards/decisions': { ids: [rewardId, 'R9999'], decision: 'approve', by: 'admin' },
    '/v1/rewards/{id}/revision': { amount: 90, currency: 'USD', act: 'Act', proof: null, by: 'zoe' },
    '/v1/rewards/{id}/take-back': { reason: 'Given twice', by: 'admin' },
    '/v1/rewards/{id}/fulfilment/sent': { proof: 'Handed over on stage', by: 'admin' },
    '/v1/rewards/{id}/fulfilment/reminded': { by: 'max' },
    '/v1/rewards/{id}/fulfilment/retry': { newOrder: true, by: 'admin' },
    '/v1/rewards/{id}/fulfilment/cancel': { proof: 'Never handed over', by: 'admin' },
    '/v1/rewards/{id}/fulfilment/settle-doubt': { proof: 'Their list has one', by: 'admin' },
    '/v1/fulfilment/providers': { choices: [BY_HAND], by: 'zoe' },
    '/v1/fulfilment/reconciliation': {
      from: now - DAY,
      to: now + DAY,
      file: 'key,amount,currency,status\nreward:R1:payout,1.00,USD,paid',
    },
    '/v1/points/programmes/{id}': PLAIN,
    '/v1/points/earn': { ...points, key: 'described earning' },
    '/v1/points/spend': { ...points, key: 'described spending', points: 5 },
    '/v1/points/claw-back': { ...points, key: 'described claw-back', points: 5, lot },
    '/v1/budgets': { holder: 'general', currency: 'EUR', amount: 1000, by: 'zoe' },
    '/v1/policies': {
      policy: { ...DEFAULT_POLICY, expireAfterDays: 21 },
      from: inForce,
      note: 'Longer',
      by: 'zoe',
    },
    '/v1/policies/simulate': { policy: DEFAULT_POLICY },
    '/v1/delegations': { principal: 'admin', delegate: 'max@northwind.example', until: now + DAY },
    '/v1/delegations/end': { principal: 'admin' },
  };
}

const MODEL_BODIES = {
  '/v1/models': { model: OTHER_MODEL, by: 'zoe' },
  '/v1/models/back-test': { model: DEFAULT_MODEL },
  '/v1/models/preview': { model: DEFAULT_MODEL },
  '/v1/models/revert': { version: 1, note: 'As it was', by: 'zoe' },
  '/v1/models/{id}': { model: DEFAULT_MODEL, note: 'described' },
  '/v1/models/{id}/publish': { note: 'More for deeds', by: 'zoe' },
  '/v1/models/calibrate': { by: 'zoe' },
};
