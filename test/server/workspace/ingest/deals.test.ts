import { describe, expect, test } from 'vitest';
import { batch, contact, deal } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, value } from '#test/server/workspace/fixture.ts';

describe('a won deal', () => {
  const page = (parts: Parameters<typeof deal>[1]) => batch({ deals: [deal('7', parts)] });

  test('counts for each of its contacts once, whichever was read first', () => {
    const { ingest, all } = connectedWorkspace();
    ingest.apply(CRM, page({ contactIds: ['1', '2'] }));
    ingest.apply(CRM, batch({ contacts: [contact('1'), contact('2')] }));
    ingest.apply(CRM, page({ contactIds: ['1', '2'] }));
    expect(all('SELECT person_id AS person, type FROM signal ORDER BY 1')).toEqual([
      { person: 1, type: 'deal_won' },
      { person: 2, type: 'deal_won' },
    ]);
  });

  test.each([
    ['is lost again', { outcome: 'lost' as const, contactIds: ['1'] }],
    ['is open again', { outcome: 'open' as const, closedAt: null, contactIds: ['1'] }],
    ['loses the contact', { contactIds: [] }],
  ])('that %s counts no longer', (_what, parts) => {
    const { ingest, people, all } = connectedWorkspace();
    ingest.apply(CRM, batch({ contacts: [contact('1')], deals: [deal('7', { contactIds: ['1'] })] }));
    expect(value(people.score('1')).lines).toHaveLength(1);
    ingest.apply(CRM, page({ ...parts, modifiedAt: NOW }));
    expect(all('SELECT 1 FROM signal')).toEqual([]);
    expect(value(people.get('1'))).toMatchObject({ propensity: null, confidence: 0 });
  });

  test('closed on another day counts from then, once', () => {
    const { ingest, all } = connectedWorkspace();
    ingest.apply(CRM, batch({ contacts: [contact('1')], deals: [deal('7', { contactIds: ['1'] })] }));
    ingest.apply(CRM, page({ contactIds: ['1'], closedAt: NOW - 5, modifiedAt: NOW }));
    expect(all('SELECT occurred_at AS at FROM signal')).toEqual([{ at: NOW - 5 }]);
  });

  test('to be closed in the future counts from when it was read, and stays so', () => {
    const workspace = connectedWorkspace();
    const future = page({ contactIds: ['1'], closedAt: NOW + 99_000 });
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1')] }));
    workspace.ingest.apply(CRM, future);
    workspace.clock.now += 10;
    workspace.ingest.apply(CRM, future);
    expect(workspace.all('SELECT occurred_at AS at FROM signal')).toEqual([{ at: NOW }]);
  });

  test('is not brought back by an older page', () => {
    const { ingest, all } = connectedWorkspace();
    ingest.apply(CRM, batch({ contacts: [contact('1'), contact('2')] }));
    ingest.apply(CRM, page({ outcome: 'lost', contactIds: ['2'], modifiedAt: NOW }));
    ingest.apply(CRM, page({ contactIds: ['1'], modifiedAt: NOW - 1 }));
    expect(all('SELECT 1 FROM signal')).toEqual([]);
    expect(all('SELECT contact_id AS id FROM deal_contact')).toEqual([{ id: '2' }]);
  });

  test('that is removed counts no longer', () => {
    const { ingest, all } = connectedWorkspace();
    ingest.apply(CRM, batch({ contacts: [contact('1')], deals: [deal('7', { contactIds: ['1'] })] }));
    ingest.apply(CRM, batch({ removals: [{ kind: 'deal', id: '7', erased: false }] }));
    expect(all('SELECT 1 FROM signal')).toEqual([]);
  });

  test('closed before anybody had a CRM is refused by name', () => {
    const { ingest } = connectedWorkspace();
    const applied = ingest.apply(
      CRM,
      batch({ contacts: [contact('1')], deals: [deal('7', { contactIds: ['1'], closedAt: 0 })] }),
    );
    expect(applied.refused).toMatchObject([{ recordId: '7', source: 'deal 7' }]);
  });
});
