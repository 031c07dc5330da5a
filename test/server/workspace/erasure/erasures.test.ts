import { describe, expect, test } from 'vitest';
import type { CrmSignal } from '#core/crm/crm.ts';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { FakeDoors, wordsOf } from '#test/server/workspace/fake-doors.ts';
import { CRM, NOW, problem, SLACK, value } from '#test/server/workspace/fixture.ts';
import { OTHER_CRM, twoCrms, type TwoCrms } from '#test/server/workspace/two-crms.ts';
import { known, NADIA, REWARD } from './known-person.ts';

function expectNoTrace(company: TwoCrms): void {
  const tables = company.all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`);
  for (const { name } of tables) {
    const rows = JSON.stringify(company.all(`SELECT * FROM ${name}`));
    expect(rows, name).not.toMatch(/nadia@acme|okafor|nadia!|nadia spoke|for nadia|ask nadia|nadia\.mp4/i);
    expect(rows, name).not.toContain('contact 1:');
  }
}

describe('an erasure asked for here', () => {
  test('leaves no trace in any table, in either CRM’s connection, or in Slack', async () => {
    const doors = new FakeDoors();
    const company = await known(doors);
    expect(doors.messages.map(wordsOf).join('')).toContain('Nadia Okafor');
    value(company.erasures.erase('1', 'olu'));
    await company.tick(doors);
    expectNoTrace(company);
    expect(doors.messages.map(wordsOf).join('')).not.toContain('Nadia Okafor');
    expect([...doors.forgotten].toSorted()).toEqual(
      [`${CRM}:1`, `${CRM}:8`, `${OTHER_CRM}:S0`, `${OTHER_CRM}:S1`].toSorted(),
    );
    expect(company.all(`SELECT 1 FROM delivery WHERE kind IN ('forget', 'flag') AND subject <> '9'`)).toEqual(
      [],
    );
    expect(problem(company.people.get('1')).code).toBe('not_found');
    expect(company.ledger.balances().reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
  });

  test('is proved without a name, and asked again gives the same proof', async () => {
    const company = await known(new FakeDoors());
    const proof = value(company.erasures.erase('1', 'olu'));
    expect(proof).toMatchObject({
      personId: '1',
      by: 'olu',
      why: 'asked_here',
      counts: { ask: 1, opt_out: 1, reward: 2, record: 3 },
      remaining: [
        { connection: CRM, records: 2, cleared: 0, deals: 0 },
        { connection: OTHER_CRM, records: 1, cleared: 0, deals: 0 },
      ],
      payouts: 0,
    });
    expect(value(company.erasures.erase('1', 'somebody else'))).toEqual(proof);
    // An id that was merged into theirs names them too.
    expect(value(company.erasures.erase('5', 'somebody else'))).toEqual(proof);
    expect(value(company.erasures.list(9, null))).toEqual({ items: [proof], next: null });
    expect(problem(company.erasures.erase('99', 'olu')).code).toBe('not_found');
  });

  test('holds against every later page of both CRMs', async () => {
    const company = await known(new FakeDoors());
    value(company.erasures.erase('1', 'olu'));
    const late = { ...NADIA, modifiedAt: NOW + 9, signals: [told('1', 'csat', 1, 5)] };
    company.ingest.apply(CRM, batch({ contacts: [contact('1', late)] }));
    company.ingest.apply(OTHER_CRM, batch({ contacts: [contact('S1', late), contact('S0', late)] }));
    expectNoTrace(company);
  });

  test('tells the connection whose problems to drop', async () => {
    const company = await known(new FakeDoors());
    value(company.erasures.erase('1', 'olu'));
    const nine = { code: 'invalid_input', message: '“nine”, says Nadia', remedy: 'Write a number.' } as const;
    const problems = ['1', '9'].map((recordId) => ({
      kind: 'contact' as const,
      recordId,
      property: 'nps',
      problem: nine,
    }));
    expect(company.ingest.apply(CRM, batch({ problems })).erased).toEqual(['1']);
  });

  test('reaches somebody whose only record lies in a bin', () => {
    const company = twoCrms();
    company.ingest.apply(CRM, batch({ contacts: [contact('1', NADIA)] }));
    company.ingest.apply(CRM, batch({ removals: [{ kind: 'contact', id: '1', erased: false }] }));
    expect(value(company.erasures.erase('1', 'olu')).counts['record']).toBe(1);
    expectNoTrace(company);
  });
});

describe('a privacy deletion in one CRM', () => {
  test('forgets the whole human, and says where a record is left', async () => {
    const doors = new FakeDoors();
    const company = await known(doors);
    company.ingest.apply(CRM, batch({ removals: [{ kind: 'contact', id: '1', erased: true }] }));
    await company.tick(doors);
    expectNoTrace(company);
    expect(value(company.erasures.list(9, null)).items).toMatchObject([
      {
        by: 'crm',
        why: 'crm_privacy_deletion',
        remaining: [
          { connection: CRM, records: 1 },
          { connection: OTHER_CRM, records: 1 },
        ],
      },
    ]);
  });
});

describe('what names people in Slack', () => {
  test('is drawn again without them, a digest too, with everybody else in it', async () => {
    const company = twoCrms();
    const doors = new FakeDoors();
    const ids = ['1', '2', '3', '4', '5'];
    const people = ids.map((id) => contact(id, { name: `Somebody No${id}`, signals: praise(id) }));
    company.ingest.apply(CRM, batch({ contacts: people }));
    await company.tick(doors);
    expect(doors.messages).toHaveLength(1);
    value(company.erasures.erase('2', 'olu'));
    await company.tick(doors);
    const text = wordsOf(doors.messages[0]!);
    expect(text).not.toContain('No2');
    expect(text).toContain('No3');
    expect(text).toContain('4 new advocates');
  });

  test('is drawn again in every message about one person, in every channel', async () => {
    const company = twoCrms();
    const doors = new FakeDoors();
    const tell = (signals: CrmSignal[]) =>
      company.ingest.apply(CRM, batch({ contacts: [contact('1', { ...NADIA, signals })] }));
    tell(praise('1'));
    await company.tick(doors);
    company.pass(1);
    const acts = ['defence', 'referral', 'renewal', 'case_study', 'speaking'] as const;
    tell([...praise('1'), ...acts.map((type) => told('1', type, 45))]);
    value(company.rewards.create({ ...REWARD, key: 'for her' }));
    await company.tick(doors);
    company.connections.chooseChannel('approvals', { connection: SLACK, id: 'C-OTHER', name: null }, 'admin');
    await company.tick(doors);
    const naming = () => doors.messages.filter((posted) => wordsOf(posted).includes('Nadia'));
    const count = naming().length;
    expect(naming().filter(({ message }) => message.text.startsWith('New ')).length).toBeGreaterThan(1);
    expect(new Set(naming().map(({ channel }) => channel)).size).toBeGreaterThan(1);
    const proof = value(company.erasures.erase('1', 'olu'));
    await company.tick(doors);
    expect(naming()).toEqual([]);
    expect(proof.counts['message']).toBe(count);
  });

  test('is drawn again where they were erased while it travelled', async () => {
    const company = twoCrms();
    const doors = new FakeDoors();
    company.ingest.apply(CRM, batch({ contacts: [contact('1', { ...NADIA, signals: praise('1') })] }));
    doors.during = (door) => {
      if (door === 'post') company.erasures.erase('1', 'olu');
    };
    await company.tick(doors);
    doors.during = () => {};
    await company.tick(doors);
    expect(doors.messages.length).toBeGreaterThan(0);
    expect(doors.messages.map(wordsOf).join('')).not.toContain('Nadia');
  });

  test('is drawn again once a Slack that was gone is back', async () => {
    const company = await known(new FakeDoors());
    const doors = new FakeDoors();
    const advocate = contact('6', { name: 'Grace Hopper', email: 'grace@acme.test', signals: praise('6') });
    company.ingest.apply(CRM, batch({ contacts: [advocate] }));
    await company.tick(doors);
    company.connections.remove(SLACK, 'admin');
    const [row] = company.all<{ id: number }>(`SELECT id FROM person WHERE email = 'grace@acme.test'`);
    value(company.erasures.erase(String(row?.id), 'olu'));
    company.connections.add(
      { id: SLACK, vendor: 'slack', account: 'T1', name: 'Acme', initial: false },
      'admin',
    );
    await company.tick(doors);
    expect(doors.messages.map(wordsOf).join('')).not.toContain('Grace');
  });
});

test('a flag that travels while its person is erased is forgotten after it', async () => {
  const company = twoCrms();
  const doors = new FakeDoors();
  company.ingest.apply(CRM, batch({ contacts: [contact('1', { ...NADIA, signals: praise('1') })] }));
  doors.during = (door) => {
    if (door === 'flags') company.erasures.erase('1', 'olu');
  };
  await company.tick(doors);
  expect(doors.calls.lastIndexOf('forget 1')).toBeGreaterThan(doors.calls.indexOf('flags 1'));
});

test('a connection that cannot be told to forget is told again', async () => {
  const company = twoCrms();
  const doors = new FakeDoors();
  company.ingest.apply(CRM, batch({ contacts: [contact('1', NADIA)] }));
  value(company.erasures.erase('1', 'olu'));
  doors.fail('forget');
  await company.tick(doors);
  company.connections.remove(CRM, 'admin');
  doors.mend();
  company.pass(1);
  await company.tick(doors);
  expect([...doors.forgotten]).toEqual([`${CRM}:1`]);
});
