import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { batch, contact, praise } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { connectedWorkspace, CRM, NOW, problem, value } from '#test/server/workspace/fixture.ts';

const COMPANY = { name: 'Rival', industry: null, url: 'https://crm.test/company/5', modifiedAt: NOW - DAY };

function setUp() {
  const w = connectedWorkspace();
  const doors = new FakeDoors();
  const read = (id: string, email: string | null, companyId: string | null = null, age = 0) =>
    w.ingest.apply(
      CRM,
      batch({ contacts: [contact(id, { email, companyId, signals: praise(id), modifiedAt: NOW - age })] }),
    );
  const set = (competitors: string[], employees: string[] = []) =>
    value(w.gates.setDomains({ employees, competitors }, 'ana'));
  const status = (id: string) => value(w.people.get(id)).status;
  const flag = (id: string) => doors.flags.get(`${CRM}:${id}`)?.status;
  return { ...w, doors, read, set, status, flag, send: () => w.tick(doors) };
}

describe('the lists of who is never asked', () => {
  test('bar whoever is there already, free them again, and tell their CRM records', async () => {
    const w = setUp();
    w.read('1', 'a@eu.rival.com');
    w.read('2', 'b@acme.test');
    w.read('3', 'c@own.example');
    await w.send();
    expect(w.set(['rival.com'], ['Own.example'])).toEqual({
      employees: ['own.example'],
      competitors: ['rival.com'],
    });
    expect(['1', '2', '3'].map(w.status)).toEqual(['do_not_ask', 'advocate', 'do_not_ask']);
    expect(value(w.people.get('3')).readiness.closed).toMatchObject([{ gate: 'insider', opensAt: null }]);
    await w.send();
    expect(['1', '2', '3'].map(w.flag)).toEqual(['do_not_ask', 'advocate', 'do_not_ask']);
    w.set([]);
    await w.send();
    expect(['1', '3'].map(w.flag)).toEqual(['advocate', 'advocate']);
    expect(w.all(`SELECT actor, detail FROM audit WHERE action = 'domains.changed' ORDER BY id`)).toEqual([
      { actor: 'ana', detail: '+own.example, +rival.com' },
      { actor: 'ana', detail: '-own.example, -rival.com' },
    ]);
  });

  test('bar whoever comes later, changes employer, or is at a company of such a domain', () => {
    const w = setUp();
    w.set(['rival.com']);
    w.read('1', 'a@rival.com', null, 9);
    w.read('2', 'b@acme.test', '5', 9);
    expect([w.status('1'), w.status('2')]).toEqual(['do_not_ask', 'advocate']);
    w.ingest.apply(CRM, batch({ companies: [{ ...COMPANY, id: '5', domain: 'www.rival.com' }] }));
    w.read('1', 'a@acme.test', null, 5);
    expect([w.status('1'), w.status('2')]).toEqual(['advocate', 'do_not_ask']);
    w.ingest.apply(CRM, batch({ removals: [{ kind: 'company', id: '5', erased: false }] }));
    expect(w.status('2')).toBe('advocate');
  });

  test('look at all records of a person, and no longer at one that is gone', () => {
    const w = setUp();
    w.set(['rival.com']);
    w.read('1', 'a@acme.test');
    w.read('2', 'a@rival.com');
    w.store.sql.run('UPDATE record SET person_id = 1 WHERE id = ?', '2');
    w.read('1', 'a@acme.test', null, -1);
    expect(w.status('1')).toBe('do_not_ask');
    w.ingest.apply(CRM, batch({ removals: [{ kind: 'contact', id: '2', erased: false }] }));
    expect(w.status('1')).toBe('advocate');
  });

  test('that are refused change nothing, and the same again is no news', () => {
    const w = setUp();
    w.set(['rival.com']);
    const bad = w.gates.setDomains({ employees: ['gmail.com'], competitors: [] }, 'ana');
    expect(problem(bad)).toMatchObject({ code: 'invalid_input', field: 'employees.0' });
    expect(problem(w.gates.setDomains({ employees: [], competitors: [] }, '')).field).toBe('by');
    w.set(['rival.com']);
    expect(w.gates.domains()).toEqual({ employees: [], competitors: ['rival.com'] });
    expect(w.all(`SELECT 1 FROM audit WHERE action = 'domains.changed'`)).toHaveLength(1);
  });

  test('write nothing on records of people who never stood out', async () => {
    const w = setUp();
    w.ingest.apply(CRM, batch({ contacts: [contact('1', { email: 'a@rival.com' })] }));
    w.set(['rival.com']);
    await w.send();
    expect([w.status('1'), w.doors.flags.size]).toEqual(['do_not_ask', 0]);
  });
});
