import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { batch, contact, deal, praise, told } from './crm.ts';
import { connectedWorkspace, CRM, NOW, value } from './fixture.ts';

describe('the newest advocates', () => {
  test('come by the day they rose, the highest score first within a day, and leave with their tier', () => {
    const workspace = connectedWorkspace();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') }), contact('2')] }));
    workspace.clock.now = NOW + 2 * DAY;
    const better = [...praise('4'), told('4', 'case_study', 3), told('4', 'renewal', 3)];
    const contacts = [contact('3', { signals: praise('3') }), contact('4', { signals: better })];
    workspace.ingest.apply(CRM, batch({ contacts }));
    const newest = workspace.people.newest(9);
    expect(newest.map(({ name }) => name)).toEqual(['Contact 4', 'Contact 3', 'Contact 1']);
    expect(newest.map(({ tierSince }) => tierSince)).toEqual([NOW + 2 * DAY, NOW + 2 * DAY, NOW]);
    expect(workspace.people.newest(1)).toHaveLength(1);
    const removals = [{ kind: 'contact' as const, id: '4', erased: false }];
    workspace.ingest.apply(CRM, batch({ removals }));
    expect(workspace.people.newest(9).map(({ name }) => name)).toEqual(['Contact 3', 'Contact 1']);
  });
});

describe('the names behind ids', () => {
  test('are known of those who left too, and of nobody else', () => {
    const workspace = connectedWorkspace();
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1'), contact('2')] }));
    const removals = [{ kind: 'contact' as const, id: '1', erased: true }];
    workspace.ingest.apply(CRM, batch({ removals }));
    const named = workspace.people.named(['1', '2', '77', 'x']);
    expect(named).toEqual([
      { id: '1', name: 'Erased person', company: null },
      { id: '2', name: 'Contact 2', company: null },
    ]);
  });
});

describe('the deals a person is on', () => {
  test('are listed once each, open ones first, then the newest', () => {
    const workspace = connectedWorkspace();
    const deals = [
      deal('1', { contactIds: ['1'], closedAt: NOW - 300 * DAY }),
      deal('2', { contactIds: ['1', '2'], closedAt: NOW - 3 * DAY, outcome: 'lost' }),
      deal('3', { contactIds: ['1'], closedAt: null, outcome: 'open' }),
      deal('4', { contactIds: ['2'] }),
    ];
    workspace.ingest.apply(CRM, batch({ contacts: [contact('1'), contact('2')], deals }));
    expect(workspace.people.deals('1').map(({ id }) => id)).toEqual(['3', '2', '1']);
    expect(workspace.people.deals('1')[1]).toMatchObject({
      outcome: 'lost',
      amount: 100_00,
      currency: 'USD',
    });
    expect(workspace.people.deals('99')).toEqual([]);
  });
});

describe('the census', () => {
  test('counts everybody once, and nobody who left', () => {
    const workspace = connectedWorkspace();
    const contacts = [contact('1', { signals: praise('1') }), contact('2'), contact('3')];
    workspace.ingest.apply(CRM, batch({ contacts }));
    workspace.ingest.apply(CRM, batch({ removals: [{ kind: 'contact', id: '3', erased: false }] }));
    const census = workspace.people.census();
    expect(Object.values(census).reduce((sum, n) => sum + n, 0)).toBe(2);
    expect(census.none).toBe(1);
    expect(value(workspace.people.get('1')).tier).not.toBe('none');
  });
});
