import { describe, expect, test } from 'vitest';
import type { FlagWrite } from '#core/crm/flag.ts';
import { batch, contact, deal, praise } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { CRM, NOW, value } from '#test/server/workspace/fixture.ts';
import { OTHER_CRM, twoCrms } from '#test/server/workspace/two-crms.ts';
import { known, NADIA, REWARD } from './known-person.ts';

describe('our fields in the CRMs', () => {
  test('are emptied on every record, and the proof counts them', async () => {
    const doors = new FakeDoors();
    const company = await known(doors);
    company.ingest.apply(CRM, batch({ contacts: [contact('6', { signals: praise('6') })] }));
    await company.tick(doors);
    expect([...doors.flags.keys()]).toEqual(expect.arrayContaining([`${CRM}:1`, `${OTHER_CRM}:S1`]));
    value(company.erasures.erase('1', 'olu'));
    await company.tick(doors);
    expect([...doors.flags.keys()]).toEqual([`${CRM}:6`]);
    expect(value(company.erasures.list(9, null)).items[0]?.remaining).toEqual([
      { connection: CRM, records: 2, cleared: 2, deals: 0 },
      { connection: OTHER_CRM, records: 1, cleared: 1, deals: 0 },
    ]);
    expect(company.all(`SELECT 1 FROM delivery WHERE kind = 'clear'`)).toEqual([]);
  });

  test('are emptied in the other CRM after a privacy deletion in one', async () => {
    const doors = new FakeDoors();
    const company = await known(doors);
    company.ingest.apply(CRM, batch({ removals: [{ kind: 'contact', id: '1', erased: true }] }));
    await company.tick(doors);
    expect([...doors.flags.keys()]).toEqual([]);
    expect(value(company.erasures.list(9, null)).items[0]?.remaining).toEqual([
      { connection: CRM, records: 1, cleared: 1, deals: 0 },
      { connection: OTHER_CRM, records: 1, cleared: 1, deals: 0 },
    ]);
  });

  test('are emptied once the CRM answers again, and what it refuses is left for an admin', async () => {
    const doors = new FakeDoors();
    const company = await known(doors);
    value(company.erasures.erase('1', 'olu'));
    doors.fail('clear');
    await company.tick(doors);
    expect(doors.flags.has(`${CRM}:1`)).toBe(true);
    doors.mend();
    doors.rejected.set('8', { code: 'record_rejected', message: 'No.', remedy: 'Ask.' });
    company.pass(1);
    await company.tick(doors);
    expect(doors.flags.has(`${CRM}:1`)).toBe(false);
    expect(company.all(`SELECT subject, state FROM delivery WHERE kind = 'clear'`)).toEqual([
      { subject: '8', state: 'parked' },
    ]);
  });

  test('are not emptied before a write that was under way', async () => {
    const doors = new FakeDoors();
    const company = twoCrms();
    company.ingest.apply(CRM, batch({ contacts: [contact('1', { ...NADIA, signals: praise('1') })] }));
    const slow = {
      slack: doors.slack.bind(doors),
      pay: doors.pay.bind(doors),
      provider: doors.provider.bind(doors),
      usualProvider: doors.usualProvider,
      usualAddress: doors.usualAddress,
      crm: slowly,
    };
    function slowly(connection: string) {
      const door = doors.crm(connection);
      return {
        ...door,
        async writeFlags(writes: FlagWrite[]) {
          company.erasures.erase('1', 'olu');
          await new Promise(setImmediate);
          return door.writeFlags(writes);
        },
      };
    }
    await company.tick(slow);
    expect(doors.calls.filter((call) => /^(flags|clear) /.test(call))).toEqual(['flags 1', 'clear 1']);
    expect([...doors.flags.keys()]).toEqual([]);
  });
});

describe('a deal named after an erased person', () => {
  const named = (name: string) => deal('7', { name, contactIds: ['1'] });

  test('loses the name here for good, and the proof says where it is left', () => {
    const company = twoCrms();
    const deals = [named('Renewal: NADIA Okafor'), deal('8', { name: 'Nadia - consulting' })];
    company.ingest.apply(CRM, batch({ contacts: [contact('1', NADIA)], deals }));
    const proof = value(company.erasures.erase('1', 'olu'));
    company.ingest.apply(CRM, batch({ deals: [{ ...named('Renewal: NADIA Okafor'), modifiedAt: NOW + 1 }] }));
    expect(company.all('SELECT name FROM deal ORDER BY id')).toEqual([
      { name: 'Deal 7 (name removed)' },
      { name: 'Nadia - consulting' },
    ]);
    expect(proof.remaining).toEqual([{ connection: CRM, records: 1, cleared: 0, deals: 1 }]);
  });
});

test('the proof names the payout system as knowing whom it paid', async () => {
  const company = twoCrms();
  const doors = new FakeDoors();
  company.ingest.apply(CRM, batch({ contacts: [contact('1', NADIA)] }));
  const reward = value(company.rewards.create({ ...REWARD, key: 'paid' }));
  value(company.rewards.create({ ...REWARD, key: 'waits' }));
  value(company.rewards.decide(reward.id, { decision: 'approve', by: 'boss@acme.test', reason: null }));
  await company.tick(doors);
  expect(value(company.erasures.erase('1', 'olu')).payouts).toBe(1);
});

test('a proof of before says what it knew', () => {
  const company = twoCrms();
  const removed = `{"counts":{"ask":1},"remaining":[{"connection":"${CRM}","records":1}]}`;
  company.all(
    `INSERT INTO erasure (person_id, at, by, why, removed) VALUES (1, 1, 'olu', 'asked_here', '${removed}') RETURNING id`,
  );
  expect(value(company.erasures.list(9, null)).items[0]).toMatchObject({
    counts: { ask: 1 },
    remaining: [{ connection: CRM, records: 1, cleared: 0, deals: 0 }],
    payouts: 0,
  });
});
