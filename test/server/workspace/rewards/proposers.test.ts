import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import type { CrmOwner } from '#core/crm/crm.ts';
import type { CardAction } from '#server/workspace/card/actions.ts';
import type { CardViewer } from '#server/workspace/card/viewer.ts';
import { batch, contact, told } from '#test/server/workspace/crm.ts';
import { FakeDoors, wordsOf } from '#test/server/workspace/fake-doors.ts';
import { CRM, NOW, problem, value } from '#test/server/workspace/fixture.ts';
import { CALL, OLU, press, REP } from '#test/server/workspace/rewards.ts';
import { OTHER_CRM, read, twoCrms } from '#test/server/workspace/two-crms.ts';

const rep: CardViewer = {
  connection: CRM,
  vendor: 'hubspot',
  account: '1',
  userId: '70',
  email: 'Rep@Acme.test',
};
const nameless: CardViewer = {
  connection: OTHER_CRM,
  vendor: 'salesforce',
  account: '1',
  userId: '005A',
  email: null,
};
const base = { record: { kind: 'contact' as const, id: '1' }, contactId: '1', idempotencyKey: 'key-1' };
const call: CardAction = { name: 'log-act', ...base, act: 'reference_call', occurredAt: NOW - DAY };
const suggest: CardAction = { name: 'suggest-reward', ...base, act: 'Call', amount: 5_000, currency: 'USD' };
const approve = (by: string) => ({ decision: 'approve' as const, by });

/** Contact 1 in both CRMs, as one person. */
function setUp() {
  const w = twoCrms();
  for (const connection of [CRM, OTHER_CRM]) read(w, connection, contact('1', { email: 'ada@acme.test' }));
  const doors = new FakeDoors();
  return { ...w, doors };
}

describe('who told of an act', () => {
  test.each<[string, CardAction]>([
    ['log-act', call],
    ['suggest-reward', suggest],
  ])('on a card by %s cannot approve the reward for it, on whatever surface', async (_, action) => {
    const w = setUp();
    w.doors.users.set('rep@acme.test', REP.id);
    value(w.card.act(rep, action));
    await w.tick(w.doors);
    expect(problem(w.rewards.decide('R0001', approve('REP@acme.test'))).code).toBe('self_approval');
    expect(problem(w.rewards.decide('R0001', approve('mailto:rep@acme.test'))).code).toBe('self_approval');
    expect(problem(w.slack.decide(REP, press('approve', 'p1'))).code).toBe('self_approval');
    value(w.slack.decide(OLU, press('approve', 'p2')));
  });

  test('is shown where the reward is decided', async () => {
    const w = setUp();
    w.doors.users.set('rep@acme.test', REP.id);
    value(w.card.act(rep, call));
    await w.tick(w.doors);
    const words = wordsOf(w.doors.messages[0]!);
    expect(words).toContain('Told by');
    expect(words).toContain('rep@acme.test');
    expect(words).toContain('Approve');
    expect(value(w.rewards.get('R0001'))).toMatchObject({
      proposedBy: 'rule:reference_call',
      reportedBy: 'rep@acme.test',
    });
  });

  test('to the API cannot approve it either', async () => {
    const w = setUp();
    w.doors.users.set('rep@acme.test', REP.id);
    const report = { key: 'mine', personId: '1', type: 'reference_call', occurredAt: NOW };
    expect(value(w.signals.record({ ...report, reportedBy: ' rep@acme.test ' })).reportedBy).toBe(
      'rep@acme.test',
    );
    await w.tick(w.doors);
    expect(problem(w.rewards.decide('R0001', approve('Rep@acme.test'))).code).toBe('self_approval');
    expect(problem(w.slack.decide(REP, press('approve', 'p1'))).code).toBe('self_approval');
    const long = { ...report, key: 'other', reportedBy: 'x'.repeat(201) };
    expect(problem(w.signals.record(long)).field).toBe('reportedBy');
  });

  test('cannot after the person became somebody else', async () => {
    const w = setUp();
    read(w, CRM, contact('2', { email: 'ada@home.test' }));
    w.doors.users.set('rep@acme.test', REP.id);
    value(w.card.act(rep, { ...call, record: { kind: 'contact', id: '2' }, contactId: '2' }));
    const other = value(w.rewards.get('R0001'));
    value(w.identity.link('1', other.personId, 'admin'));
    await w.tick(w.doors);
    expect(value(w.rewards.get('R0001'))).toMatchObject({ personId: '1', reportedBy: 'rep@acme.test' });
    expect(problem(w.rewards.decide('R0001', approve('rep@acme.test'))).code).toBe('self_approval');
    expect(problem(w.slack.decide(REP, press('approve', 'p1'))).code).toBe('self_approval');
  });

  test('on two records of one human earns one reward once they are one', () => {
    const w = setUp();
    read(w, CRM, contact('2', { email: 'ada@home.test' }));
    value(w.card.act(rep, call));
    value(
      w.card.act(rep, {
        ...call,
        idempotencyKey: 'k2',
        record: { kind: 'contact', id: '2' },
        contactId: '2',
      }),
    );
    value(w.identity.link('1', value(w.rewards.get('R0002')).personId, 'admin'));
    expect(w.rewards.counts()).toMatchObject({ proposed: 1, declined: 1 });
  });

  test('is nobody where a CRM told of it', () => {
    const w = setUp();
    w.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: [told('1', 'reference_call', 1)] })] }));
    expect(value(w.rewards.get('R0001')).reportedBy).toBeNull();
  });
});

describe('a rep nobody can find in Slack', () => {
  test.each<[string, CardViewer, CardAction]>([
    ['without an e-mail', nameless, call],
    ['without an e-mail', nameless, suggest],
    ['whose e-mail Slack does not know', rep, call],
    ['whose e-mail Slack does not know', rep, suggest],
  ])('%s leaves the approval to the console', async (_, viewer, action) => {
    const w = setUp();
    value(w.card.act(viewer, action));
    await w.tick(w.doors);
    const words = wordsOf(w.doors.messages[0]!);
    expect(words).toContain('https://groundswell.test/console/rewards/R0001');
    expect(words).not.toContain('"Approve"');
    expect(words).toContain('"Decline"');
    const refused = problem(w.slack.decide(OLU, press('approve', 'p1')));
    expect(refused.code).toBe('self_approval');
    expect(refused.remedy).toContain('https://groundswell.test/console/rewards/R0001');
    expect(problem(w.rewards.decide('R0001', approve('slack:U1:Olu'))).code).toBe('self_approval');
    value(w.rewards.decide('R0001', approve('admin')));
  });

  test('may still be declined in Slack', async () => {
    const w = setUp();
    value(w.card.act(nameless, suggest));
    await w.tick(w.doors);
    expect(w.slack.decide(OLU, press('decline', 'p1', 'No.')).ok).toBe(true);
  });

  test('is found by the e-mail the CRM lists for them, once it does', async () => {
    const w = setUp();
    value(w.card.act(nameless, call));
    const owner: CrmOwner = { id: '005A', email: 'rep@acme.test', name: 'Rep', userId: null, active: true };
    w.ingest.apply(OTHER_CRM, batch({ owners: [owner] }));
    w.doors.users.set('rep@acme.test', REP.id);
    await w.tick(w.doors);
    expect(problem(w.rewards.decide('R0001', approve('rep@acme.test'))).code).toBe('self_approval');
    expect(problem(w.slack.decide(REP, press('approve', 'p1'))).code).toBe('self_approval');
    value(w.slack.decide(OLU, press('approve', 'p2')));
  });

  test('is not a name a caller of the API chose', async () => {
    const w = setUp();
    value(w.rewards.create({ ...CALL, proposedBy: 'Sales' }));
    await w.tick(w.doors);
    expect(w.slack.decide(OLU, press('approve', 'p1')).ok).toBe(true);
  });
});

test('a rep Slack does not know is told apart from a member by both their e-mails', async () => {
  const w = setUp();
  value(w.card.act(rep, call));
  await w.tick(w.doors);
  w.store.sql.run(
    `INSERT INTO member (slack_team, slack_user, email, name, role, state, created_at)
     VALUES ('T1', 'U1', 'olu@seller.test', 'Olu', 'manager', 'active', 0)`,
  );
  expect(w.slack.decide(OLU, press('approve', 'p1')).ok).toBe(true);
});
