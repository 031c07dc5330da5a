import { describe, expect, test } from 'vitest';
import { batch, contact, praise, told } from '../crm.ts';
import { wordsOf } from '../fake-doors.ts';
import { problem, value } from '../fixture.ts';
import { OTHER_CRM, twoCrms } from '../two-crms.ts';
import { company, withAda } from './ada.ts';

type Ada = Awaited<ReturnType<typeof withAda>>;

function open({ workspace }: Ada) {
  return value(workspace.jobChanges.list('open', 9, null)).items;
}

describe('another title', () => {
  test('ends the flag with the reason on the record, and is told; a spelling of it does not', async () => {
    const { workspace, doors, step, flag } = await withAda();
    await step({ title: 'Cto' });
    expect(flag()?.status).toBe('advocate');
    expect(doors.messages).toEqual([]);
    await step({ title: 'Head of Data' });
    const reason =
      'New title since November 2026: Head of Data, was Cto. Flagged again once they help in it, or once you say they still do.';
    expect(flag()).toMatchObject({ status: 'none', reason });
    expect(doors.messages).toHaveLength(1);
    expect(wordsOf(doors.messages[0]!)).toContain('a step down. Their flag has ended.');
    const { changes, ended, endedBy } = workspace.jobChanges.of('1');
    expect({ ended, endedBy }).toEqual({ ended: reason, endedBy: changes[0]?.id });
  });

  test('is made good by the next act, or by somebody who says so', async () => {
    const helped = await withAda();
    await helped.step({ title: 'Head of Data' });
    await helped.step({ title: 'Head of Data', signals: [...praise('9'), told('9', 'idea', 5)] });
    expect(helped.flag()?.status).toBe('none');
    helped.workspace.pass(2);
    await helped.step({ title: 'Head of Data', signals: [...praise('9'), told('9', 'idea', -1)] });
    expect(helped.flag()?.status).toBe('advocate');

    const said = await withAda();
    await said.step({ title: 'Head of Data' });
    value(said.workspace.jobChanges.settle(open(said)[0]!.id, 'rejected', 'zoe'));
    await said.workspace.tick(said.doors);
    expect(said.flag()?.status).toBe('advocate');
    expect(wordsOf(said.doors.messages[0]!)).toContain('zoe says they are still an advocate');
  });

  test('taken back in the CRM gives the flag back', async () => {
    const { doors, step, flag, kinds } = await withAda();
    await step({ title: 'Head of Data' });
    await step({ title: 'Chief Technology Officer' });
    expect(flag()?.status).toBe('advocate');
    expect(kinds()).toEqual(['title_changed']);
    expect(wordsOf(doors.messages[0]!)).toContain('the title again that they had');
  });

  test('of somebody whose flag ended already is kept and not told', async () => {
    const { doors, step, kinds } = await withAda();
    await step({ companyId: '2' });
    await step({ companyId: '2', title: 'Head of Data' });
    expect(kinds()).toEqual(['title_changed', 'moved']);
    expect(doors.messages).toHaveLength(1);
  });
});

describe('a company that is named no more', () => {
  test('ends the flag with the reason on the record, is told, and listed', async () => {
    const there = await withAda();
    await there.step({ companyId: null });
    const { flag, doors } = there;
    expect(flag()).toMatchObject({
      status: 'none',
      reason: expect.stringContaining('No longer at Acme since November 2026.'),
    });
    expect(doors.messages.map(({ message }) => message.text)).toEqual([
      'Ada Byron, advocate at Acme, is no longer there',
    ]);
    expect(open(there)).toMatchObject([{ kind: 'left', fromCompany: 'Acme', toldAt: expect.any(Number) }]);
  });

  test('keeps a title that changed with it, and is one change', async () => {
    const there = await withAda();
    await there.step({ companyId: null, title: 'CIO' });
    expect(open(there)).toMatchObject([{ kind: 'left', fromTitle: 'CTO', toTitle: 'CIO' }]);
    expect(wordsOf(there.doors.messages[0]!)).toContain('Their title is CIO now');
  });

  test('becomes the move it was, told in its place, whatever somebody said of it', async () => {
    const there = await withAda();
    const { workspace, step, doors, flag, kinds } = there;
    await step({ companyId: null });
    value(workspace.jobChanges.settle(open(there)[0]!.id, 'rejected', 'zoe'));
    await workspace.tick(doors);
    expect(flag()?.status).toBe('advocate');
    await step({ companyId: '2' });
    expect(kinds()).toEqual(['moved']);
    expect(open(there)).toMatchObject([{ fromCompany: 'Acme', toCompany: 'Globex', verdict: null }]);
    expect(flag()?.reason).toContain('Moved from Acme to Globex');
    expect(doors.messages.map(({ message }) => message.text)).toEqual([
      'Ada Byron, advocate at Acme, is now CTO at Globex',
    ]);
  });

  test('and named again is settled as returned, and forgotten', async () => {
    const { workspace, doors, step, flag, kinds } = await withAda();
    await step({ companyId: null });
    const [left] = workspace.jobChanges.of('1').changes;
    await step({ companyId: '1' });
    expect(flag()?.status).toBe('advocate');
    expect(workspace.jobChanges.of('1').changes).toMatchObject([{ id: left?.id, verdict: 'returned' }]);
    expect(wordsOf(doors.messages[0]!)).toContain('They are back at the company they left');
    expect(problem(workspace.jobChanges.settle(left!.id, 'confirmed', 'zoe')).code).toBe('already_decided');
    await step({ companyId: '2' });
    expect(kinds()).toEqual(['moved', 'left']);
  });

  test('because it was deleted in the CRM costs nothing, whichever is read first', async () => {
    const removals = [{ kind: 'company' as const, id: '1', erased: false }];
    const later = await withAda();
    await later.step({ companyId: null });
    later.read([], { removals });
    await later.workspace.tick(later.doors);
    expect(later.flag()?.status).toBe('advocate');
    expect(wordsOf(later.doors.messages[0]!)).toContain('Their company was deleted');
    const together = await withAda();
    await together.step({ companyId: null }, { removals });
    expect(together.flag()?.status).toBe('advocate');
    expect(together.doors.messages).toEqual([]);
    const before = await withAda();
    before.read([], { removals });
    await before.step({ companyId: null });
    expect(before.flag()?.status).toBe('advocate');
    expect(before.kinds()).toEqual([]);
  });

  test('ends nothing while another CRM names one, and is one move once either tells it', async () => {
    const both = twoCrms();
    const { step, flag, kinds } = await withAda(both);
    const there = (companyId: string | null, modifiedAt = both.clock.now) =>
      contact('00X', { email: 'c9@acme.test', name: 'Ada Byron', title: 'CTO', companyId, modifiedAt });
    const companies = [company('001A', 'Acme', null), company('001G', 'Globex GmbH', null)];
    both.ingest.apply(OTHER_CRM, batch({ companies, contacts: [there('001A')] }));
    await step({ companyId: null });
    expect(flag()?.status).toBe('advocate');
    expect(kinds()).toEqual([]);
    both.ingest.apply(OTHER_CRM, batch({ contacts: [there(null, both.clock.now + 1)] }));
    expect(kinds()).toEqual(['left']);
    await step({ companyId: '2' });
    expect(kinds()).toEqual(['moved']);
    both.ingest.apply(OTHER_CRM, batch({ contacts: [there('001G', both.clock.now + 2)] }));
    expect(kinds()).toEqual(['moved']);
    expect(flag()?.reason).toContain('Moved from Acme to Globex');
  });
});
