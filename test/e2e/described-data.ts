import { DAY } from '#core/time.ts';
import { until, type RunningGroundswell } from '#test/support/running.ts';
import { PLAIN } from '#test/core/points/histories.ts';
import { callerOf } from './api-client.ts';
import { BY_HAND } from './described-bodies.ts';
import type { Person, Reward } from './shapes.ts';

/** The version of the approval policy that is in force. */
export async function policyInForce(g: RunningGroundswell): Promise<number> {
  return (await g.api<{ items: { version: number }[] }>('/policies')).items[0]?.version ?? 0;
}

/** The id of a reward whose change was asked for. */
export async function returnedReward(g: RunningGroundswell, proposal: object): Promise<string> {
  const { id } = await g.api<Reward>('/rewards', { ...proposal, key: 'returned' });
  await g.api(`/rewards/${id}/decisions`, { decision: 'change', by: 'admin', reason: 'Less' });
  return id;
}

/** The id of a reward that was paid. */
export async function paidReward(g: RunningGroundswell, proposal: object): Promise<string> {
  const { id } = await g.api<Reward>('/rewards', { ...proposal, key: 'paid' });
  await g.api(`/rewards/${id}/decisions`, { decision: 'approve', by: 'admin' });
  await until(async () => (await g.api<Reward>(`/rewards/${id}`)).state === 'paid', 'the payment');
  return id;
}

/** Keeps a programme of points and gives somebody some; gives the id of their lot. */
export async function earnedLot(g: RunningGroundswell, personId: string): Promise<string> {
  await callerOf(g).call('PUT', `/points/programmes/${PLAIN.id}`, JSON.stringify(PLAIN));
  const earned = { key: 'earned', programme: PLAIN.id, personId, points: 50, reason: 'A talk' };
  return (await g.api<{ lot: string }>('/points/earn', earned)).lot;
}

/** The ids of rewards to be handed over by hand: one that waits for that, one to be given up, two given up. */
export async function handedOver(g: RunningGroundswell, proposals: object[]): Promise<string[]> {
  const { call } = callerOf(g);
  await call('PUT', '/fulfilment/providers', JSON.stringify({ choices: [BY_HAND], by: 'zoe' }));
  const ids: string[] = [];
  for (const [at, proposal] of proposals.entries()) {
    const { programme } = BY_HAND;
    const { id } = await g.api<Reward>('/rewards', { ...proposal, programme, key: `by hand ${at}` });
    await g.api(`/rewards/${id}/decisions`, { decision: 'approve', by: 'admin' });
    const isOrdered = async () => {
      const answer = await call('GET', `/rewards/${id}/fulfilment`);
      return answer.ok && (await answer.json<{ state: string }>()).state === 'ordered';
    };
    await until(isOrdered, 'the reward to wait for its handover');
    ids.push(id);
  }
  for (const id of ids.slice(-2)) {
    await g.api(`/rewards/${id}/fulfilment/cancel`, { proof: 'Never handed over', by: 'admin' });
  }
  return ids;
}

/** The id of a hold: somebody proposed a reward for themselves. */
export async function heldReward(g: RunningGroundswell, people: Person[]): Promise<string> {
  const { id: personId, email } = people.find((person) => person.email !== null)!;
  const act = { key: 'held', personId, amount: 100, currency: 'USD', act: 'Act', proposedBy: email };
  return `${(await g.api<Reward>('/rewards', act)).id}:self`;
}

/** Enough that a calibration has something to learn from: loyal customers referred somebody a year ago. */
export async function recordPast(g: RunningGroundswell, people: Person[]): Promise<void> {
  const items = people.flatMap(({ id }) => [
    { key: `renewal ${id}`, personId: id, type: 'renewal', occurredAt: Date.now() - 500 * DAY },
    { key: `referral ${id}`, personId: id, type: 'referral', occurredAt: Date.now() - 300 * DAY },
  ]);
  await g.api('/signals/batch', { items });
}
