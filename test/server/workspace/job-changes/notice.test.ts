import { describe, expect, test } from 'vitest';
import type { CrmContact } from '#core/crm/crm.ts';
import { DAY } from '#core/time.ts';
import { batch, contact, deal, praise, told } from '../crm.ts';
import { FakeDoors, wordsOf } from '../fake-doors.ts';
import { connectedWorkspace, CRM, NOW, problem, value } from '../fixture.ts';
import { OTHER_CRM, twoCrms } from '../two-crms.ts';
import { ACME, ada, company, GLOBEX, withAda } from './ada.ts';

describe('somebody who moves to another company', () => {
  test('loses the flag with the reason on the record, keeps the score, and the team is told', async () => {
    const { workspace, doors, step, flag } = await withAda();
    const before = flag();
    expect(before?.status).toBe('advocate');
    await step({ companyId: '2', title: 'VP Engineering' });
    expect(flag()).toMatchObject({
      status: 'none',
      propensity: before?.propensity,
      reason: 'Moved from Acme to Globex in November 2026. Flagged again once they help there.',
    });
    expect(doors.messages).toHaveLength(1);
    expect(doors.messages[0]?.message.text).toBe(
      'Ada Byron, advocate at Acme, is now VP Engineering at Globex',
    );
    expect(value(workspace.people.get('1'))).toMatchObject({ tier: 'advocate', status: 'none' });
  });

  test('is told once, however often the page comes, and by how many full reads', async () => {
    const { workspace, doors, read, step, kinds } = await withAda();
    await step({ companyId: '2' });
    const page = ada({ companyId: '2', modifiedAt: workspace.clock.now });
    for (let again = 0; again < 3; again++) read([page]);
    read([page, ada()]);
    await workspace.tick(doors);
    expect(doors.messages).toHaveLength(1);
    expect(kinds()).toEqual(['moved']);
  });

  test('is shown again once they help there, whichever comes first', async () => {
    const { workspace, doors, step, flag } = await withAda();
    await step({ companyId: '2' });
    workspace.pass(2);
    await step({ companyId: '2', signals: [...praise('9'), told('9', 'idea', -2)] });
    expect(flag()?.status).toBe('advocate');
    // What they did before and is told late is of the old company.
    const late = await withAda();
    await late.step({ companyId: '2' });
    await late.step({ companyId: '2', signals: [...praise('9'), told('9', 'idea', 5)] });
    expect(late.flag()?.status).toBe('none');
    expect(doors.messages).toHaveLength(1);
  });

  test('told with who looks after the new company, and what it is to us', async () => {
    const { doors, step } = await withAda();
    doors.users.set('zoe@us.test', 'U1ZOE');
    const zoe = { id: '5', userId: null, active: true, email: 'zoe@us.test', name: 'Zoe' };
    await step(
      { companyId: '2' },
      {
        owners: [zoe],
        deals: [deal('7', { companyId: '2', outcome: 'open', stage: 'demo' })],
        contacts: [
          ada({ companyId: '2', modifiedAt: NOW + 60_000 }),
          contact('10', { companyId: '2', ownerId: '5' }),
        ],
      },
    );
    expect(wordsOf(doors.messages[0]!)).toContain(
      '*Globex* is in an open deal with you; <@U1ZOE> looks after it',
    );
  });

  test('is nobody’s news where they were none, during a first sync, and of somebody not to be asked', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    workspace.ingest.apply(
      CRM,
      batch({ companies: [ACME, GLOBEX], contacts: [contact('3', { companyId: '1' })] }),
    );
    workspace.ingest.apply(CRM, batch({ contacts: [contact('3', { companyId: '2', modifiedAt: NOW })] }));
    await workspace.tick(doors);
    expect(doors.messages).toEqual([]);
    expect(doors.flags.size).toBe(0);
    expect(value(workspace.jobChanges.list('all', 9, null)).items).toMatchObject([
      { tier: 'none', toldAt: null },
    ]);

    const barred = await withAda();
    await barred.step({ companyId: '2', optedOut: true });
    expect(barred.doors.messages).toEqual([]);
    expect(barred.flag()?.status).toBe('do_not_ask');

    const first = await withAda();
    first.workspace.store.sql.run('UPDATE connection SET initial = 1 WHERE id = ?', CRM);
    await first.step({ companyId: '2' });
    first.workspace.ingest.finishInitial(CRM);
    await first.workspace.tick(first.doors);
    expect(first.flag()?.status).toBe('none');
    expect(first.doors.messages).toEqual([]);
  });

  test('from company to none to another moved all the same', async () => {
    const { doors, step, kinds, flag } = await withAda();
    await step({ companyId: null });
    expect(flag()?.status).toBe('none');
    await step({ companyId: '2' });
    expect(kinds()).toEqual(['moved']);
    expect(doors.messages).toHaveLength(1);
    expect(flag()?.reason).toContain('from Acme to Globex');
  });

  test('to a company not read yet is told once it has a name', async () => {
    const { workspace, doors, read, step, flag } = await withAda();
    await step({ companyId: '3' });
    expect(flag()?.status).toBe('none');
    expect(doors.messages).toEqual([]);
    read([], { companies: [company('3', 'Initech', null)] });
    read([], { companies: [company('3', 'Initech', null)] });
    await workspace.tick(doors);
    expect(doors.messages.map(({ message }) => message.text)).toEqual([
      'Ada Byron, advocate at Acme, is now CTO at Initech',
    ]);
    expect(flag()?.reason).toContain('from Acme to Initech');
  });

  test('who comes back is shown again, and what was told says so', async () => {
    const { workspace, doors, step, flag } = await withAda();
    await step({ companyId: '2' });
    await step({ companyId: '1' });
    expect(flag()?.status).toBe('advocate');
    expect(doors.messages).toHaveLength(1);
    expect(wordsOf(doors.messages[0]!)).toContain('They are back at the company they left');
    expect(value(workspace.jobChanges.list('open', 9, null)).items).toEqual([]);
  });
});

describe('what is no move', () => {
  test('companies that are one: by name, by domain, or merged in the CRM', async () => {
    const { workspace, doors, read, step, flag, kinds } = await withAda();
    await step({ companyId: '4' }, { companies: [company('4', 'ACME Inc.', null)] });
    expect(kinds()).toEqual([]);
    await step({ companyId: '5' }, { companies: [company('5', 'Apex', null)] });
    expect(flag()?.status).toBe('none');
    read([], { removals: [{ kind: 'company', id: '4', erased: false }] });
    await workspace.tick(doors);
    expect(flag()?.status).toBe('advocate');
    expect(wordsOf(doors.messages[0]!)).toContain('Both companies are one');
  });

  test('a contact merged into one of another company', async () => {
    const { workspace, doors, read, kinds } = await withAda();
    read([contact('8', { companyId: '2' })]);
    const merges = [{ from: ['8'], into: '9', why: 'merged' as const }];
    read([ada({ companyId: '2', modifiedAt: NOW + 1 })], { merges });
    await workspace.tick(doors);
    expect(kinds()).toEqual([]);
  });

  test('a second CRM that catches up, or is touched while it has not', async () => {
    const company2 = twoCrms();
    const { doors, step, kinds } = await withAda(company2);
    const there = (parts: Partial<CrmContact>) =>
      contact('00X', { email: 'c9@acme.test', name: 'Ada Byron', companyId: '001A', title: 'CTO', ...parts });
    const companies = [company('001A', 'Acme', null), company('001G', 'Globex GmbH', null)];
    company2.ingest.apply(OTHER_CRM, batch({ companies, contacts: [there({})] }));
    await step({ companyId: '2' });
    company2.ingest.apply(
      OTHER_CRM,
      batch({ contacts: [there({ title: 'Chief Technology Officer', modifiedAt: NOW + 2 * DAY })] }),
    );
    await company2.tick(doors);
    expect(doors.flags.get(`${OTHER_CRM}:00X`)?.status).toBe('none');
    company2.ingest.apply(
      OTHER_CRM,
      batch({ contacts: [there({ companyId: '001G', modifiedAt: NOW + 3 * DAY })] }),
    );
    await company2.tick(doors);
    expect(kinds()).toEqual(['moved']);
    expect(doors.messages).toHaveLength(1);
    expect(doors.flags.get(`${CRM}:9`)?.status).toBe('none');
  });
});

describe('somebody whose mail comes back', () => {
  test('is shown as none until an address works, and may not be asked', async () => {
    const { workspace, doors, step, flag } = await withAda();
    await step({ emailBounced: true });
    expect(flag()).toMatchObject({ status: 'none', reason: expect.stringContaining('comes back') });
    expect(value(workspace.people.get('1')).readiness.closed).toMatchObject([{ gate: 'unreachable' }]);
    const [bounce] = value(workspace.jobChanges.list('open', 9, null)).items;
    expect(problem(workspace.jobChanges.settle(bounce!.id, 'rejected', 'zoe')).field).toBe('verdict');
    await step({ emailBounced: true, name: 'Ada B.' });
    expect(doors.messages.map(({ message }) => message.text)).toEqual([
      'Mail to Ada Byron, advocate at Acme, comes back',
    ]);
    await step({ email: 'ada@home.test' });
    expect(flag()?.status).toBe('advocate');
    expect(wordsOf(doors.messages[0]!)).toContain('works again');
  });

  test('because they moved is told as the move', async () => {
    const { doors, step, kinds } = await withAda();
    await step({ emailBounced: true, companyId: '2' });
    expect(kinds().toSorted()).toEqual(['bounced', 'moved']);
    expect(doors.messages).toHaveLength(1);
    expect(wordsOf(doors.messages[0]!)).toContain('Mail to their old address comes back');
  });
});
