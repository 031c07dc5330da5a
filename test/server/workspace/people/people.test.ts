import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { connectedWorkspace, CRM, NOW, problem, value } from '#test/server/workspace/fixture.ts';

describe('a person', () => {
  test.each(['2', '01x', '1.0', '-1', '', '1e0', '9'.repeat(40), "1' OR 1=1"])(
    'called %j is nobody',
    (id) => {
      const { people, ingest } = connectedWorkspace();
      ingest.apply(CRM, batch({ contacts: [contact('1')] }));
      for (const answer of [people.get(id), people.score(id), people.timeline(id, 5)]) {
        expect(problem(answer).code).toBe('not_found');
      }
    },
  );

  test('has one history of signals, rewards and what was done, newest first and no longer than asked', async () => {
    const workspace = connectedWorkspace();
    const { people, ingest, rewards, slack } = workspace;
    ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    const reward = { key: 'k', personId: '1', amount: 500, currency: 'USD', act: 'Call', proposedBy: 'rep' };
    value(rewards.create(reward));
    workspace.clock.now += 1;
    value(rewards.decide('R0001', { decision: 'approve', by: 'Olu' }));
    workspace.clock.now += 1;
    await workspace.tick(new FakeDoors());
    workspace.clock.now += 1;
    value(slack.thank({ id: 'U1', name: 'Ana' }, '1', 'press 1'));
    const history = value(people.timeline('1', 50));
    expect(history.map(({ what, detail }) => `${what} / ${detail}`)).toEqual([
      'person.thanked / slack:U1:Ana',
      'Reward delivered: $5.00 for Call / webhook',
      'Reward paid: $5.00 for Call / groundswell',
      'Reward approved: $5.00 for Call / Olu',
      'Reward proposed: $5.00 for Call / rep',
      'NPS: 10 / contact 1: nps',
      'Reference call / contact 1: reference_call',
      'Public review: 5 / contact 1: review',
    ]);
    expect(value(people.timeline('1', 2))).toEqual(history.slice(0, 2));
  });

  test('counts in the tier they are in, and not when they are gone', () => {
    const { people, ingest } = connectedWorkspace();
    const contacts = ['1', '2'].map((id) => contact(id, { signals: praise(id) }));
    ingest.apply(CRM, batch({ contacts: [...contacts, contact('3')] }));
    expect(people.census()).toEqual({ none: 1, candidate: 0, advocate: 2, champion: 0 });
    expect(people.newest(9).map(({ id, tierSince }) => [id, tierSince])).toEqual([
      ['1', NOW],
      ['2', NOW],
    ]);
    ingest.apply(CRM, batch({ removals: [{ kind: 'contact', id: '2', erased: false }] }));
    expect(people.census()).toMatchObject({ none: 1, advocate: 1 });
    expect(people.newest(9)).toHaveLength(1);
    expect(value(people.get('1')).lastActAt).toBe(NOW - 40 * DAY);
  });

  test('keeps a tier until the moment it is lost by ageing alone', async () => {
    const workspace = connectedWorkspace();
    const { people, ingest, clock } = workspace;
    ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') }), contact('2')] }));
    expect(value(people.get('2'))).toMatchObject({ tierUntil: null, leavesTier: null });
    const { tier, tierUntil, leavesTier } = value(people.get('1'));
    expect([tier, leavesTier]).toEqual(['advocate', { propensity: 45, confidence: 0.4 }]);
    clock.now = tierUntil! - 1;
    await workspace.tick(new FakeDoors());
    expect(value(people.get('1'))).toMatchObject({ tier: 'advocate', tierUntil });
    clock.now = tierUntil!;
    await workspace.tick(new FakeDoors());
    expect(value(people.get('1')).tier).toBe('candidate');
  });

  test('has no number wherever they are shown while too little is known, and comes last', () => {
    const { people, ingest } = connectedWorkspace();
    const signals = [told('1', 'referral', 1)];
    const known = [told('2', 'reference_call', 400), told('2', 'nps', 1, 0), told('2', 'complaint', 1)];
    ingest.apply(CRM, batch({ contacts: [contact('1', { signals }), contact('2', { signals: known })] }));
    const shortfall = { needed: 0.4, missing: expect.any(Array) };
    const none = { propensity: null, shortfall };
    expect(value(people.get('1'))).toMatchObject({ ...none, tier: 'none' });
    expect(value(people.score('1'))).toMatchObject({
      ...none,
      change: null,
      lines: [{ signal: 'referral' }],
    });
    expect(value(people.score('2'))).toMatchObject({ shortfall: null, change: { lines: expect.any(Array) } });
    expect(value(people.get('2')).propensity).toBeLessThan(value(people.score('1')).lines[0]!.points);
    const everybody = { q: null, tier: null, owner: null, company: null, title: null, connection: null };
    const segment = { ...everybody, companyId: null, askable: false };
    const top = value(people.top({ pillar: 'promotion', limit: 5, segment }));
    expect(top).toMatchObject([{ id: '1', ...none }]);
    for (const [sort, ids] of [
      ['propensity', ['1', '2']],
      ['-propensity', ['2', '1']],
    ] as const) {
      const listed = value(people.list({ q: null, tier: null, sort, limit: 5, cursor: null })).items;
      expect(listed.map(({ id }) => id)).toEqual(ids);
      expect(listed.find(({ id }) => id === '1')).toMatchObject(none);
    }
  });

  test('is in a tier with no end to tell of where time lifts them first', () => {
    const { people, ingest } = connectedWorkspace();
    // Far more praise than fills its pillars stays while the bad news fades.
    const praised = [1, 2, 3, 4].flatMap((age) => [
      told('1', 'reference_call', age),
      told('1', 'referral', age),
    ]);
    const signals = [...praised, told('1', 'churn_risk', 1), told('1', 'downgrade', 1)];
    ingest.apply(CRM, batch({ contacts: [contact('1', { signals })] }));
    const { tier, tierUntil, leavesTier } = value(people.get('1'));
    expect({ tier, tierUntil, leavesTier }).toEqual({
      tier: 'candidate',
      tierUntil: null,
      leavesTier: { propensity: 22.5, confidence: 0.4 },
    });
  });
});
