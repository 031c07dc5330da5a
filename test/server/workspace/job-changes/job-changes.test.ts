import { describe, expect, test } from 'vitest';
import { batch, contact, praise } from '../crm.ts';
import { wordsOf } from '../fake-doors.ts';
import { connectedWorkspace, CRM, NOW, problem, value } from '../fixture.ts';
import { DAY } from '#core/time.ts';
import { OTHER_CRM, twoCrms } from '../two-crms.ts';
import { forgetMessages, withAda } from './ada.ts';

describe('settling a move', () => {
  test('that is none gives the flag back, once, with who said so', async () => {
    const { workspace, doors, step, flag } = await withAda();
    await step({ companyId: '2' });
    const [move] = value(workspace.jobChanges.list('open', 9, null)).items;
    const settled = value(workspace.jobChanges.settle(move!.id, 'rejected', 'zoe@us.test'));
    expect(settled).toMatchObject({ verdict: 'rejected', settledBy: 'zoe@us.test' });
    value(workspace.jobChanges.settle(move!.id, 'rejected', 'yan'));
    expect(problem(workspace.jobChanges.settle(move!.id, 'confirmed', 'yan')).code).toBe('already_decided');
    await workspace.tick(doors);
    expect(flag()?.status).toBe('advocate');
    expect(wordsOf(doors.messages[0]!)).toContain('zoe@us.test says it is none');
  });

  test('that is one leaves the flag ended', async () => {
    const { workspace, doors, step, flag } = await withAda();
    await step({ companyId: '2' });
    const { changes } = workspace.jobChanges.of('1');
    value(workspace.jobChanges.settle(changes[0]!.id, 'confirmed', 'zoe'));
    await workspace.tick(doors);
    expect(flag()?.status).toBe('none');
    expect(workspace.jobChanges.of('1').ended).toContain('Moved from Acme');
  });

  test('is refused without a name, and of nothing', () => {
    const { jobChanges } = connectedWorkspace();
    expect(problem(jobChanges.settle('1', 'confirmed', ' ')).field).toBe('by');
    for (const id of ['1', 'x', '-1', '9'.repeat(40)]) {
      expect(problem(jobChanges.settle(id, 'confirmed', 'zoe')).code).toBe('not_found');
    }
  });
});

describe('many at once', () => {
  test('are one message that names nobody', async () => {
    const { workspace, doors, read } = await withAda();
    const ids = ['21', '22', '23', '24'];
    const people = (companyId: string, modifiedAt: number) =>
      ids.map((id) => contact(id, { companyId, modifiedAt, signals: praise(id) }));
    read(people('1', NOW - DAY));
    await workspace.tick(doors);
    forgetMessages(workspace, doors);
    read(people('2', NOW));
    await workspace.tick(doors);
    expect(doors.messages.map(({ message }) => message.text)).toEqual([
      '4 advocates changed jobs, or their mail comes back',
    ]);
  });
});

describe('whoever is merged or erased', () => {
  test('takes their moves along', async () => {
    const company2 = twoCrms();
    const { doors, step } = await withAda(company2);
    await step({ companyId: '2' });
    const contacts = [contact('00X', { email: 'other@home.test', name: 'Ada B.' })];
    company2.ingest.apply(OTHER_CRM, batch({ contacts }));
    value(company2.identity.link('2', '1', 'zoe'));
    await company2.tick(doors);
    const survivor = value(company2.people.get('1')).id;
    expect(company2.jobChanges.of(survivor).changes).toMatchObject([
      { kind: 'moved', name: expect.any(String) },
    ]);
    expect(doors.flags.get(`${CRM}:9`)?.status).toBe('none');
    const [move] = company2.jobChanges.of(survivor).changes;
    value(company2.jobChanges.settle(move!.id, 'rejected', 'zoe'));
    await company2.tick(doors);
    expect(wordsOf(doors.messages[0]!)).toContain('zoe says it is none');
  });

  test('leaves nothing of them behind', async () => {
    const { workspace, doors, step } = await withAda();
    await step({ companyId: '2' });
    value(workspace.erasures.erase('1', 'zoe'));
    await workspace.tick(doors);
    expect(workspace.all('SELECT * FROM job_change')).toEqual([]);
    expect(wordsOf(doors.messages[0]!)).not.toContain('Ada');
  });

  test('while the message travels, too', async () => {
    const { workspace, doors, step } = await withAda();
    doors.during = (door) => {
      if (door === 'post') workspace.erasures.erase('1', 'zoe');
    };
    await step({ companyId: '2' });
    doors.during = () => {};
    await workspace.tick(doors);
    expect(doors.messages).toHaveLength(1);
    expect(wordsOf(doors.messages[0]!)).not.toContain('Ada');
  });
});
