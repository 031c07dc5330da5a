import { batch, contact, praise } from '#test/server/workspace/crm.ts';
import type { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { CRM, NOW, value } from '#test/server/workspace/fixture.ts';
import { OTHER_CRM, twoCrms } from '#test/server/workspace/two-crms.ts';

export const NADIA = { email: 'nadia@acme.test', name: 'Nadia Okafor' };

export const REWARD = {
  personId: '1',
  amount: 500,
  currency: 'USD',
  act: 'Call',
  proposedBy: 'rep',
  proof: null,
};

/** Somebody with a trace in every corner: both CRMs, Slack, money, asks, wishes, a link, a match. */
export async function known(doors: FakeDoors) {
  const company = twoCrms();
  const { ingest, rewards, asks, alerts, identity } = company;
  ingest.apply(CRM, batch({ contacts: [contact('1', { ...NADIA, signals: praise('1') }), contact('9')] }));
  ingest.apply(OTHER_CRM, batch({ contacts: [contact('S1', { ...NADIA, optedOut: true }), contact('S0')] }));
  ingest.apply(OTHER_CRM, batch({ merges: [{ from: ['S0'], into: 'S1', why: 'converted' }] }));
  await company.tick(doors);
  value(
    asks.log({
      key: 'ask nadia',
      personId: '1',
      kind: 'review',
      askedAt: NOW,
      askedBy: 'rep',
      note: 'Nadia!',
    }),
  );
  const reward = { personId: '1', amount: 500, currency: 'USD', proposedBy: 'rep', proof: 'nadia.mp4' };
  value(rewards.create({ ...reward, key: 'for nadia', act: 'Call by N. Okafor' }));
  value(company.signals.record({ key: 'nadia spoke', personId: '1', type: 'speaking', occurredAt: NOW - 1 }));
  alerts.snooze('1', NOW + 9, 'Olu', 'press 1');
  ingest.apply(CRM, batch({ contacts: [contact('8', { email: 'nadia@gmail.com' })] }));
  ingest.apply(CRM, batch({ contacts: [contact('7', { email: 'nadia@gmail.com', name: 'Nadia' })] }));
  const [eighth] = company.all<{ id: number }>(`SELECT person_id AS id FROM record WHERE id = '8'`);
  value(identity.link('1', String(eighth?.id), 'olu'));
  await company.tick(doors);
  return company;
}
