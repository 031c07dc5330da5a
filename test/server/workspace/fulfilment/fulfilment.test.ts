import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { standingOrder } from '#server/workspace/fulfilment/consequences.ts';
import { hear } from '#server/workspace/fulfilment/follow.ts';
import type { Fulfilments } from '#server/workspace/fulfilment/fulfilments.ts';
import { fault } from '#test/sandbox/faults.ts';
import { signedEvent } from '#test/sandbox/tremendous/events.ts';
import { createTremendous } from '#test/sandbox/tremendous/tremendous.ts';
import { NOW, problem, value } from '#test/server/workspace/fixture.ts';
import { held } from '#test/server/workspace/rewards.ts';
import { by, KEY, opened } from './opened.ts';

const vendor = createTremendous({ now: () => NOW });
const server = setupServer(...vendor.handlers);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  vendor.books.clear();
  vendor.faults.length = 0;
});
afterAll(() => server.close());

const event = async (fulfilment: Fulfilments, kind: string, id: string) => {
  const { body, signature } = signedEvent(kind, { id, type: 'rewards' }, KEY.webhookKey, NOW);
  return fulfilment.hearTremendous({ body: new TextEncoder().encode(body), signature });
};

describe('by hand', () => {
  test('a reward waits as ordered until a person ticks it with proof, and is paid then, once', async () => {
    const { workspace, doors, fulfilment, stateOf } = await opened();
    await workspace.tick(doors);
    expect(stateOf()).toBe('approved');
    expect(value(fulfilment.get('R0001'))).toMatchObject({ provider: 'manual', state: 'ordered' });
    expect(fulfilment.waiting(9)).toHaveLength(1);
    for (const proof of ['', ' ', 'javascript:alert(1)', 'x'.repeat(1001)]) {
      expect(problem(fulfilment.markSent('R0001', { proof, by })).field).toBe('proof');
    }
    const sent = { proof: 'https://proof.example/1', by };
    expect(value(fulfilment.markSent('R0001', sent))).toMatchObject({ state: 'sent', proofBy: by });
    expect(fulfilment.markSent('R0001', sent).ok).toBe(true);
    expect(problem(fulfilment.markSent('R0001', { ...sent, proof: 'other' })).code).toBe('fulfilment_state');
    expect(stateOf()).toBe('paid');
    expect(held(workspace)).toMatchObject({ paid: 5000, payable: 0 });
    expect(fulfilment.waiting(9)).toEqual([]);
  });

  test('an order is void where a person shows it, and only then ordered anew', async () => {
    const { workspace, doors, fulfilment } = await opened();
    await workspace.tick(doors);
    expect(standingOrder(workspace.store, 'R0001')).not.toBeNull();
    expect(problem(fulfilment.retry('R0001', { by, newOrder: true })).code).toBe('fulfilment_state');
    expect(problem(await fulfilment.cancel('R0001', { by, proof: null })).field).toBe('proof');
    expect(value(await fulfilment.cancel('R0001', { by, proof: 'never handed over' })).state).toBe(
      'cancelled',
    );
    expect(standingOrder(workspace.store, 'R0001')).toBeNull();
    expect(problem(fulfilment.retry('R0001', { by, newOrder: false })).code).toBe('fulfilment_state');
    const again = value(fulfilment.retry('R0001', { by, newOrder: true }));
    expect(again).toMatchObject({ state: 'ordering', number: 2, key: 'reward:R0001:payout:2' });
  });
});

describe('by Tremendous', () => {
  test.each(['reset-after', 'error-after', 'garbage', 'truncated', 'server-error'] as const)(
    'is ordered once where an answer ends in %s, and booked once',
    async (kind) => {
      const { workspace, doors, fulfilment, stateOf } = await opened({ tremendous: true });
      vendor.faults.push(fault(kind, { method: 'POST' }));
      await workspace.tick(doors);
      expect(stateOf()).toBe('approved');
      expect(value(fulfilment.get('R0001'))).toMatchObject({ state: 'ordering', attempts: 1 });
      // Somebody chooses another way meanwhile: the order under way stays where it is.
      value(fulfilment.choose([], by));
      workspace.clock.now += DAY;
      await workspace.tick(doors);
      expect(vendor.books.list()).toHaveLength(1);
      expect(value(fulfilment.get('R0001'))).toMatchObject({ provider: 'tremendous', state: 'ordered' });
      expect(stateOf()).toBe('paid');
      expect(held(workspace)).toMatchObject({ paid: 5000 });
    },
  );

  test('is followed until it is delivered, by asking', async () => {
    const { workspace, doors, fulfilment } = await opened({ tremendous: true });
    await workspace.tick(doors);
    vendor.books.list()[0]!.delivery = 'SUCCEEDED';
    const next = value(fulfilment.get('R0001')).checkAt;
    expect(workspace.nextTimer()).toBeLessThanOrEqual(next!);
    workspace.clock.now = next!;
    await workspace.tick(doors);
    expect(value(fulfilment.get('R0001'))).toMatchObject({
      state: 'delivered',
      checkAt: null,
      reminder: null,
    });
    workspace.pass(15);
    expect(workspace.nextTimer()).toBeLessThanOrEqual(workspace.clock.now);
    await workspace.tick(doors);
    expect(value(fulfilment.get('R0001')).reminder).toBe('old');
    const said = () => doors.replies.filter(({ message }) => message.text.includes('nobody told'));
    expect(said()).toHaveLength(1);
    await workspace.tick(doors);
    expect(said()).toHaveLength(1);
    expect(fulfilment.waiting(9)).toHaveLength(1);
    expect(value(fulfilment.markReminded('R0001', by))).toMatchObject({ reminder: null, remindedBy: by });
    expect(problem(fulfilment.markReminded('R0001', by)).code).toBe('fulfilment_state');
    expect(fulfilment.waiting(9)).toEqual([]);
  });

  test('a bounce is said once in Slack with what to do next, until the reward is taken back', async () => {
    const { workspace, doors, fulfilment } = await opened({ tremendous: true });
    await workspace.tick(doors);
    vendor.books.list()[0]!.delivery = 'FAILED';
    hear(workspace.store, 'R0001', { state: 'failed', at: NOW + 1 });
    hear(workspace.store, 'R0001', { state: 'failed', at: NOW + 2 });
    await workspace.tick(doors);
    const said = () =>
      doors.replies.map(({ message }) => message.text).filter((text) => /Make the order/.test(text));
    expect(said()).toHaveLength(1);
    expect(value(fulfilment.get('R0001')).nextStep).toContain('Make the order void');
    value(await fulfilment.cancel('R0001', { by, proof: null }));
    expect(value(fulfilment.get('R0001')).nextStep).toContain('take the reward back');
    value(workspace.rewards.takeBack('R0001', { by, reason: 'It never arrived.' }));
    expect(value(fulfilment.get('R0001')).nextStep).toBeNull();
    expect(fulfilment.waiting(9)).toEqual([]);
    expect(held(workspace)).toMatchObject({ paid: 0 });
  });

  test('events are hints: late, repeated or forged they change nothing, and a bounce waits for a person', async () => {
    const { workspace, doors, fulfilment, stateOf } = await opened({ tremendous: true });
    await workspace.tick(doors);
    const [order] = vendor.books.list();
    order!.delivery = 'FAILED';
    value(await event(fulfilment, 'REWARDS.DELIVERY.SUCCEEDED', order!.rewardId));
    await workspace.tick(doors);
    expect(value(fulfilment.get('R0001')).state).toBe('failed');
    value(await event(fulfilment, 'REWARDS.DELIVERY.FAILED', order!.rewardId));
    value(await event(fulfilment, 'REWARDS.DELIVERY.FAILED', 'somebody else'));
    await workspace.tick(doors);
    expect(vendor.books.list()).toHaveLength(1);
    expect(fulfilment.waiting(9).map((one) => one.rewardId)).toEqual(['R0001']);
    const forged = await fulfilment.hearTremendous({
      body: new TextEncoder().encode('{}'),
      signature: 'sha256=0',
    });
    expect(problem(forged).code).toBe('bad_signature');
    expect(problem(fulfilment.retry('R0001', { by, newOrder: true })).code).toBe('fulfilment_state');
    expect(value(await fulfilment.cancel('R0001', { by, proof: null })).state).toBe('returned');
    expect(held(workspace)).toMatchObject({ paid: 0, payable: 5000 });
    expect(problem(fulfilment.retry('R0001', { by, newOrder: true })).message).toContain('You made');
    value(fulfilment.retry('R0001', { by: 'other@acme.test', newOrder: true }));
    await workspace.tick(doors);
    expect(vendor.books.list().map(({ externalId, refunded }) => [externalId, refunded])).toEqual([
      ['reward:R0001:payout:2', false],
      ['reward:R0001:payout', true],
    ]);
    expect(stateOf()).toBe('paid');
    expect(held(workspace)).toMatchObject({ paid: 5000 });
  });

  test('money that came back is told, whatever is said afterwards', async () => {
    const { workspace, doors, fulfilment } = await opened({ tremendous: true });
    await workspace.tick(doors);
    const [order] = vendor.books.list();
    for (const kind of ['REWARDS.CANCELED', 'REWARDS.DELIVERY.SUCCEEDED', 'REWARDS.CANCELED']) {
      value(await event(fulfilment, kind, order!.rewardId));
      await workspace.tick(doors);
    }
    expect(value(fulfilment.get('R0001')).state).toBe('returned');
  });

  test('an order that waits for a yes there is not paid until it is given', async () => {
    const { workspace, doors, stateOf } = await opened({ tremendous: true });
    vendor.books.firstStatus = 'PENDING APPROVAL';
    await workspace.tick(doors);
    expect(stateOf()).toBe('approved');
    vendor.books.list()[0]!.status = 'EXECUTED';
    workspace.pass(1);
    await workspace.tick(doors);
    expect(stateOf()).toBe('paid');
  });

  test('an order nobody answered is void only once it can no longer arrive', async () => {
    const { workspace, doors, fulfilment } = await opened({ tremendous: true });
    vendor.faults.push(fault('reset-before', { method: 'POST' }));
    await workspace.tick(doors);
    const give = () => fulfilment.cancel('R0001', { by, proof: null });
    expect(problem(await give()).code).toBe('fulfilment_state');
    workspace.clock.now += 3_600_000;
    expect(value(await give()).state).toBe('cancelled');
    await workspace.tick(doors);
    expect(vendor.books.list()).toEqual([]);
  });

  test('the books are compared, and a difference is listed', async () => {
    const { workspace, doors, fulfilment } = await opened({ tremendous: true });
    await workspace.tick(doors);
    const day = { from: NOW - DAY, to: NOW + DAY };
    expect(value(await fulfilment.reconcile({ provider: 'tremendous', ...day, file: null }))).toMatchObject({
      booked: 1,
      listed: 1,
      differences: [],
    });
    vendor.books.order(
      { externalId: 'not ours', denomination: 9, currency: 'USD', name: 'X', email: 'x@x.x' },
      NOW,
    );
    vendor.books.find('reward:R0001:payout')!.denomination = 49;
    const { differences } = value(await fulfilment.reconcile({ provider: 'tremendous', ...day, file: null }));
    expect(differences.map(({ kind }) => kind)).toEqual(['other_amount', 'unknown_to_us']);
    const wrong = { provider: 'tremendous', from: 2, to: 1, file: null } as const;
    expect(problem(await fulfilment.reconcile(wrong)).field).toBe('from');
  });
});

test.each([
  ['proposed it', 'rep@acme.test'],
  ['told of its act', 'tia@acme.test'],
  ['receives it', 'contact1@acme.test'],
])('who %s does not tick it as handed over', async (_, who) => {
  const { workspace, doors, fulfilment, stateOf } = await opened();
  const { sql } = workspace.store;
  if (who === 'tia@acme.test') sql.run(`UPDATE reward SET reported_by = ?`, who);
  if (who === 'contact1@acme.test') sql.run(`UPDATE record SET email = ?`, who);
  await workspace.tick(doors);
  const proof = 'https://proof.example/1';
  expect(problem(fulfilment.markSent('R0001', { proof, by: who })).code).toBe('self_approval');
  expect(stateOf()).toBe('approved');
  value(fulfilment.markSent('R0001', { proof, by }));
});

test('what is said of an earlier moment changes nothing', async () => {
  const { workspace, doors, fulfilment } = await opened();
  await workspace.tick(doors);
  value(fulfilment.markSent('R0001', { proof: 'handed over', by }));
  const said = 'failed';
  hear(workspace.store, 'R0001', { state: said, at: NOW - 1 });
  expect(value(fulfilment.get('R0001')).state).toBe('sent');
  hear(workspace.store, 'R0001', { state: said, at: NOW + 1 });
  expect(value(fulfilment.get('R0001')).state).toBe('failed');
});
