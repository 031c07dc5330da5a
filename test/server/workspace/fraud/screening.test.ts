import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { batch, contact, told } from '#test/server/workspace/crm.ts';
import { CRM, NOW, value } from '#test/server/workspace/fixture.ts';
import { OLU, suspects } from './suspects.ts';

test('an honest proposal waits for nothing, and neither do thanks', () => {
  const w = suspects();
  expect(w.codes(w.propose().id)).toEqual([]);
  expect(w.codes(w.propose({ proposedBy: 'ada@acme.test', currency: 'thanks', amount: 0 }).id)).toEqual([]);
});

describe('self', () => {
  test('is found behind an e-mail, a Slack user and an API key', () => {
    const w = suspects();
    value(w.members.add({ email: 'ada@acme.test', name: 'Ada', role: 'manager' }, 'admin'));
    w.store.sql.run(`UPDATE member SET slack_user = 'U1ADA' WHERE email = 'ada@acme.test'`);
    w.store.sql.run(
      `INSERT INTO api_key (id, name, role, hash, created_by, created_at) VALUES ('k7', 'Sync', 'manager', 'x', 'slack:U1ADA:Ada', 1)`,
    );
    for (const proposedBy of ['ADA@acme.test', 'slack:U1ADA:Ada', 'key:k7']) {
      expect(w.codes(w.propose({ proposedBy }).id), proposedBy).toContain('self');
    }
    expect(w.codes(w.propose({ personId: '3', proposedBy: 'slack:U1ADA:Ada' }).id)).not.toContain('self');
  });

  test('is found behind a Slack user who is no member, and behind whoever told of an act', () => {
    const w = suspects();
    w.store.sql.run(`INSERT INTO slack_user VALUES ('T1', 'U2BOB', 'Bob', 'bob@acme.test', 'unmatched', 1)`);
    const reward = w.propose({ personId: '2', reportedBy: 'slack:U2BOB:Bob', proposedBy: 'rule:speaking' });
    expect(value(w.fraud.holdsOf(reward.id))).toMatchObject([
      { code: 'self', evidence: ['email'], lapsesAt: null, expectedBy: NOW + DAY },
    ]);
  });

  test('is found again when a change makes it so', () => {
    const w = suspects();
    const { id } = w.propose();
    value(w.rewards.decide(id, { decision: 'change', by: 'mia@ours.test', reason: 'Say more.' }));
    const terms = { amount: 40_00, currency: 'USD', act: 'Reference call' };
    value(w.rewards.revise(id, { ...terms, by: 'ada@acme.test' }));
    expect(w.codes(id)).toContain('self');
  });

  test('is found behind whoever changed it before the last change', () => {
    const w = suspects();
    const { id } = w.propose();
    const terms = { amount: 40_00, currency: 'USD', act: 'Reference call' };
    for (const by of ['bob@ours.test', 'ada@acme.test', 'bob@ours.test']) {
      w.store.sql.run('DELETE FROM fraud_hold');
      value(w.rewards.decide(id, { decision: 'change', by: 'mia@ours.test', reason: 'Say more.' }));
      value(w.rewards.revise(id, { ...terms, by }));
    }
    expect(w.codes(id)).toContain('self');
  });
});

describe('one domain', () => {
  test('holds what a colleague proposed or who was nominated by one, and no free provider', () => {
    const w = suspects();
    expect(w.codes(w.propose({ proposedBy: 'bob@acme.test' }).id)).toEqual(['same_household_or_domain']);
    expect(w.codes(w.propose({ personId: '3', proposedBy: 'dee@gmail.com' }).id)).toEqual([]);
    value(
      w.signals.record({
        personId: '2',
        type: 'nomination',
        key: 'n1',
        occurredAt: NOW,
        reportedBy: 'ada@acme.test',
      }),
    );
    const [hold] = value(w.fraud.holdsOf(w.propose({ personId: '2' }).id));
    expect(hold).toMatchObject({ code: 'same_household_or_domain', evidence: ['domain:acme.test'] });
    expect(hold?.reason).toBe(
      'Whoever nominated the recipient has an address at acme.test, as the recipient has.',
    );
  });

  test('is normal in a programme that says so', () => {
    const w = suspects();
    value(w.fraud.setSettings({ rules: {}, velocity: {}, sameDomain: { expansion: 'off' } }, 'admin'));
    const proposedBy = 'bob@acme.test';
    expect(w.codes(w.propose({ proposedBy, programme: 'expansion' }).id)).toEqual([]);
    expect(w.codes(w.propose({ proposedBy, programme: 'growth' }).id)).toEqual(['same_household_or_domain']);
  });
});

describe('velocity', () => {
  test('holds the fourth reward of a week to one person, and not the one after a week', () => {
    const w = suspects();
    const rewards = [1, 2, 3, 4].map(() => w.propose());
    expect(rewards.map(({ id }) => w.codes(id))).toEqual([[], [], [], ['velocity']]);
    expect(value(w.fraud.holdsOf(rewards[3]!.id))[0]?.evidence).toEqual(
      rewards.slice(0, 3).map(({ id }) => `reward:${id}`),
    );
    w.pass(7);
    expect(w.codes(w.propose().id)).toEqual([]);
  });

  test('does not count what was declined', () => {
    const w = suspects();
    for (const { id } of [w.propose(), w.propose(), w.propose()]) value(w.decide(id, 'decline'));
    expect(w.codes(w.propose().id)).toEqual([]);
  });

  test('counts a proposer under one name, and everybody at an account', () => {
    const w = suspects();
    value(
      w.fraud.setSettings(
        { rules: {}, sameDomain: {}, velocity: { perPerson: 99, perProposer: 2, perAccount: 3 } },
        'admin',
      ),
    );
    const by = (proposedBy: string, personId = '3') => w.codes(w.propose({ proposedBy, personId }).id);
    expect([by('slack:U7:Zoe'), by('slack:U7:Zoë Z.'), by('slack:u7:Z'), by('slack:U77:Zed')]).toEqual([
      [],
      [],
      ['velocity'],
      [],
    ]);
    expect([by(OLU), by(' Olu@ours.test'), by('OLU@ours.test')]).toEqual([[], [], ['velocity']]);
    expect([by('a', '1'), by('b', '2'), by('c', '1'), by('d', '2')]).toEqual([[], [], [], ['velocity']]);
  });

  test('rules propose as nobody', () => {
    const w = suspects();
    value(w.fraud.setSettings({ rules: {}, sameDomain: {}, velocity: { perProposer: 1 } }, 'admin'));
    const ids = ['1', '2', '3'].map((personId) => w.propose({ personId, proposedBy: 'rule:speaking' }).id);
    expect(ids.map(w.codes)).toEqual([[], [], []]);
  });
});

describe('a person who may be known twice', () => {
  const adaAgain = (parts: object) => contact('7', { name: 'Ada BYRON', email: 'a.b@other.test', ...parts });

  test('is held where the same name is at the same company', () => {
    const w = suspects();
    w.ingest.apply(CRM, batch({ contacts: [adaAgain({ companyId: '9' })] }));
    expect(value(w.fraud.holdsOf(w.propose().id))).toMatchObject([
      { code: 'duplicate_person', evidence: ['person:4'] },
    ]);
  });

  test('is not held where the name is elsewhere, or was found to be another human', () => {
    const w = suspects();
    w.ingest.apply(CRM, batch({ contacts: [adaAgain({ companyId: null })] }));
    expect(w.codes(w.propose().id)).toEqual([]);
    w.ingest.apply(CRM, batch({ contacts: [adaAgain({ companyId: '9', modifiedAt: NOW })] }));
    w.store.sql.run(`INSERT INTO link_suggestion VALUES (1, 4, '{}', 'open', 1, NULL, NULL)`);
    expect(w.codes(w.propose().id)).toEqual(['duplicate_person']);
    w.store.sql.run(`UPDATE link_suggestion SET state = 'rejected'`);
    expect(w.codes(w.propose().id)).toEqual([]);
  });
});

test('a disposable address and a listed domain hold, on any record of the person', () => {
  const w = suspects();
  w.ingest.apply(CRM, batch({ contacts: [contact('3', { email: 'x@mailinator.com', modifiedAt: NOW })] }));
  expect(w.codes(w.propose({ personId: '3' }).id)).toEqual(['disposable_email']);
  value(w.gates.setDomains({ employees: [], competitors: ['acme.test'] }, 'admin'));
  expect(w.codes(w.propose({ personId: '2' }).id)).toEqual(['insider']);
});

test('what a rule proposes for an act is screened as well', () => {
  const w = suspects();
  value(w.gates.setDomains({ employees: ['acme.test'], competitors: [] }, 'admin'));
  w.ingest.apply(
    CRM,
    batch({
      contacts: [
        contact('1', {
          email: 'ada@acme.test',
          companyId: '9',
          modifiedAt: NOW,
          signals: [told('1', 'speaking', 1)],
        }),
      ],
    }),
  );
  const [reward] = value(w.rewards.list({ state: 'proposed', limit: 9, cursor: null })).items;
  expect(w.codes(reward?.id ?? '')).toEqual(['insider']);
});
