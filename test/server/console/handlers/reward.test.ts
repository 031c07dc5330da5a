import { beforeEach, describe, expect, it } from 'vitest';
import { hear } from '#server/workspace/fulfilment/follow.ts';
import { settleReward } from '#server/workspace/rewards/states.ts';
import { note } from '#server/workspace/trail/note.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { NOW, value } from '#test/server/workspace/fixture.ts';
import { FIN, HOSTILE, OLU, rewardPages, VIC } from './reward-pages.ts';

type Pages = ReturnType<typeof rewardPages>;

let workspace: Pages['workspace'];
let as: Pages['as'];
let get: Pages['get'];
let post: Pages['post'];
let propose: Pages['propose'];
let stateOf: Pages['stateOf'];
let statusOf: Pages['statusOf'];

beforeEach(() => {
  ({ workspace, as, get, post, propose, stateOf, statusOf } = rewardPages());
});

describe('one reward', () => {
  it('is told with its terms, its steps, its money and who is waited for', async () => {
    value(workspace.budgets.set('general/2026-11', 'USD', 90_000, 'admin'));
    propose('a', { amount: 60_000, proof: 'javascript:alert(1)', act: HOSTILE });
    value(workspace.rewards.decide('R0001', { decision: 'approve', by: 'slack:U2:Ana' }));
    const html = await get('/rewards/R0001');
    expect(html).toContain(
      'It needs 2 managers. <a href="/console/policy">Policy</a>: <bdi>Rewards in USD</bdi>',
    );
    expect(html).toMatch(/Ana<\/bdi> said yes/);
    expect(html).toContain('Waits for a manager');
    expect(html).toContain('<bdi>Olu.</bdi>');
    expect(html).toContain('general, November 2026');
    expect(html).toContain('Reserved for a proposal');
    expect(html).toContain('Approve $600.00');
    expect(html).not.toContain('href="javascript');
    expect(html).not.toMatch(/<img/);
    expect(html).not.toContain('Cancel it');
  });

  it('tells what was paid and what is only approved apart, in every currency, and its trail in words', async () => {
    const approve = (id: string) =>
      value(workspace.rewards.decide(id, { decision: 'approve', by: 'slack:U2:Ana' }));
    propose('a', { amount: 12_00 });
    propose('b', { amount: 34_00 });
    propose('c', { amount: 900, currency: 'JPY' });
    approve('R0001');
    approve('R0002');
    settleReward(workspace.store, 'R0001');
    note(workspace.store, 'manual', 'fraud.held', 'reward:R0003', 'velocity: four in a week');
    const html = await get('/rewards/R0003');
    const shown = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    expect(shown).toMatch(/Paid in 2026 \$12\.00 Approved, not paid yet \$34\.00 Form 1099 \$46\.00 of what/);
    expect(shown).toContain('Many in a short time: four in a week');
    expect(shown).toMatch(/By hand , /);
    expect(html).not.toContain('velocity:');
  });

  it('is not approved by whoever proposed it, who may decline it all the same', async () => {
    propose('a', { proposedBy: OLU });
    const html = await get('/rewards/R0001');
    expect(html).toContain('You proposed this reward, so you cannot approve it.');
    expect(html).not.toContain('Approve $50.00');
    expect(html).toContain('Withdraw the reward');
    expect(html).not.toContain('Ask for a change');
    expect(html).not.toContain('Feedback only');
    as(VIC);
    expect(await get('/rewards/R0001')).not.toContain('Withdraw the reward');
  });

  it.each([
    ['approve', '', 'approved', 'is approved: $50.00 will be paid.'],
    ['change', 'Less', 'change_requested', 'is with its proposer again.'],
    ['feedback', 'Thanks', 'noted', 'is answered with feedback.'],
    ['decline', 'No', 'declined', 'is declined.'],
  ])('is decided: %s', async (decision, reason, state, words) => {
    propose('a');
    const { status, said } = await post('/rewards/R0001/decisions', { decision, reason, revision: '1' });
    expect(status).toBe(303);
    expect(said).toContain(words);
    expect(stateOf('R0001')).toBe(state);
  });

  it('refuses a decision at its field, with what was typed', async () => {
    propose('a');
    const reason = 'x'.repeat(2001);
    const { status, html } = await post('/rewards/R0001/decisions', { decision: 'feedback', reason });
    expect(status).toBe(400);
    expect(html).toMatch(/id="feedback-reason"[^>]*aria-invalid="true"[^>]*>x{2001}/);
    expect(stateOf('R0001')).toBe('proposed');
  });

  it('says on top what cannot be done any more', async () => {
    propose('a');
    value(workspace.rewards.decide('R0001', { decision: 'decline', by: 'slack:U2:Ana', reason: 'No' }));
    const { status, html } = await post('/rewards/R0001/decisions', { decision: 'approve' });
    expect(status).toBe(409);
    expect(html).toMatch(/role="alert"[^]*Ana declined this reward/);
  });

  it('is changed as asked, and refused at the amount where that is none', async () => {
    propose('a');
    value(workspace.rewards.decide('R0001', { decision: 'change', by: 'slack:U2:Ana', reason: 'Less' }));
    expect(await get('/rewards/R0001')).toMatch(/id="revision-amount"[^>]*value="50.00"/);
    const terms = { act: 'Call', currency: 'usd', proof: '' };
    const wrong = await post('/rewards/R0001/revision', { ...terms, amount: '4.005' });
    expect(wrong.status).toBe(400);
    expect(wrong.html).toMatch(/id="revision-amount"[^>]*value="4.005"[^>]*aria-invalid="true"/);
    const { status, said } = await post('/rewards/R0001/revision', { ...terms, amount: '40' });
    expect([status, stateOf('R0001')]).toEqual([303, 'proposed']);
    expect(said).toContain('$40.00');
    expect(await get('/rewards/R0001')).toContain('so you cannot approve it.');
  });

  it('is taken back by finance, with a reason', async () => {
    propose('a');
    value(workspace.rewards.decide('R0001', { decision: 'approve', by: OLU }));
    await workspace.tick(new FakeDoors());
    expect(await get('/rewards/R0001')).not.toContain('Take the reward back');
    as(FIN);
    const left = await get('/rewards/R0001');
    expect(left).toContain('First make its order void, with proof that the money came back.');
    expect(left).toContain('href="#fulfilment"');
    expect(left).not.toContain('Take the reward back');
    hear(workspace.store, 'R0001', { state: 'returned', at: NOW });
    expect(await get('/rewards/R0001')).toContain('Take the reward back');
    const refused = await post('/rewards/R0001/take-back', { reason: ' ' });
    expect(refused.html).toMatch(/id="take-back-reason"[^>]*aria-invalid="true"/);
    const { said } = await post('/rewards/R0001/take-back', { reason: 'Given twice' });
    expect(said).toContain('R0001 is taken back.');
    expect(await get('/rewards/R0001')).toContain('<bdi>Given twice</bdi>');
  });

  it('says in words where an order may stand, and where to go about it', async () => {
    propose('a');
    value(workspace.rewards.decide('R0001', { decision: 'approve', by: OLU }));
    const doors = new FakeDoors();
    doors.pay = () => Promise.reject(new Error('no answer'));
    await workspace.tick(doors);
    as(FIN);
    const html = await get('/rewards/R0001');
    expect(html).toMatch(/at your own system|at Tremendous|by hand/);
    expect(html).not.toMatch(/may stand at (webhook|manual|tremendous)/);
    expect(html).toContain('href="#fulfilment"');
    expect(html).toContain('It needed one manager.');
  });

  it('that does not exist is not found', async () => {
    expect(await statusOf('/rewards/R0009')).toBe(404);
  });
});

it('tells finance of a held reward what comes before them, and never to become a manager', async () => {
  propose('a', { amount: 250_000 });
  workspace.store.sql.run(
    `INSERT INTO fraud_hold (reward_id, code, reason, evidence, placed_at, expected_by, state)
     VALUES ('R0001', 'velocity', 'Many at once.', '[]', 0, ${NOW}, 'open')`,
  );
  as(FIN);
  const html = await get('/rewards/R0001');
  expect(html).toContain('It is held, and that is settled before anything else.');
  expect(html).toContain('First two managers must approve this, then you.');
  expect(html).not.toContain('Ask an owner for the role');
});
