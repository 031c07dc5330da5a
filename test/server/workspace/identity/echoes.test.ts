import { describe, expect, test } from 'vitest';
import { batch, contact, deal, told } from '#test/server/workspace/crm.ts';
import { CRM, NOW, value } from '#test/server/workspace/fixture.ts';
import { OTHER_CRM, read, twoCrms, type TwoCrms } from '#test/server/workspace/two-crms.ts';

const ADA = 'ada@acme.test';

describe('what both CRMs tell', () => {
  const hour = 3_600_000;
  const both = (company: TwoCrms, order: string[]) => {
    const later = (id: string) => told(id, 'nps', 3, 9).occurredAt + (id === 'S1' ? hour : 0);
    const page = (id: string) =>
      contact(id, { email: ADA, signals: [{ ...told(id, 'nps', 3, 9), occurredAt: later(id) }] });
    for (const id of order) {
      company.ingest.apply(
        id === '1' ? CRM : OTHER_CRM,
        batch({ contacts: [page(id)], deals: [deal(`d${id}`, { contactIds: [id] })] }),
      );
    }
  };

  test.each([[['1', 'S1']], [['S1', '1']], [['1', 'S1', '1', 'S1']]])(
    'counts once, read in the order %j',
    (order) => {
      const company = twoCrms();
      both(company, order);
      const { lines, propensity } = value(company.people.score('1'));
      expect(lines.map(({ signal }) => signal).toSorted()).toEqual(['deal_won', 'nps']);
      const alone = twoCrms();
      both(alone, [order[0] ?? '']);
      expect(propensity).toBe(value(alone.people.score('1')).propensity);
      expect(value(company.people.timeline('1', 9)).filter(({ kind }) => kind === 'signal')).toHaveLength(2);
    },
  );

  test('goes on counting when one of them takes it back', () => {
    const company = twoCrms();
    both(company, ['1', 'S1']);
    company.ingest.apply(CRM, batch({ deals: [deal('d1', { outcome: 'lost', modifiedAt: NOW })] }));
    expect(value(company.people.score('1')).lines.map(({ signal }) => signal)).toContain('deal_won');
    company.ingest.apply(OTHER_CRM, batch({ deals: [deal('dS1', { outcome: 'lost', modifiedAt: NOW })] }));
    expect(value(company.people.score('1')).lines.map(({ signal }) => signal)).not.toContain('deal_won');
  });

  test('earns one reward, whether they were joined before or after the act', () => {
    const act = (id: string) => told(id, 'reference_call', 3);
    const before = twoCrms();
    read(before, CRM, contact('1', { email: ADA }));
    read(before, OTHER_CRM, contact('S1', { email: ADA }));
    read(before, CRM, contact('1', { email: ADA, modifiedAt: NOW, signals: [act('1')] }));
    read(before, OTHER_CRM, contact('S1', { email: ADA, modifiedAt: NOW, signals: [act('S1')] }));
    expect(before.rewards.counts()).toMatchObject({ proposed: 1, declined: 0 });

    const after = twoCrms();
    read(after, CRM, contact('1', { email: null, signals: [act('1')] }));
    read(after, OTHER_CRM, contact('S1', { email: ADA, signals: [act('S1')] }));
    expect(after.rewards.counts()).toMatchObject({ proposed: 2 });
    value(after.identity.link('1', '2', 'olu'));
    expect(after.rewards.counts()).toMatchObject({ proposed: 1, declined: 1 });
    read(after, CRM, contact('1', { email: null, modifiedAt: NOW, signals: [act('1')] }));
    expect(after.rewards.counts()).toMatchObject({ proposed: 1, declined: 1 });
  });
});
