import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { batch, contact, praise } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { connectedWorkspace, CRM, NOW, problem, value, walk } from '#test/server/workspace/fixture.ts';

const ORG = 'salesforce-1';
const HOLD = { reason: 'Litigation', until: null };

function setUp() {
  const w = connectedWorkspace();
  const doors = new FakeDoors();
  const company = (id: string, domain: string | null) => ({
    id,
    name: `Company ${id}`,
    domain,
    industry: null,
    url: `https://crm.test/company/${id}`,
    modifiedAt: NOW - DAY,
  });
  const join = () =>
    w.connections.add({ id: ORG, vendor: 'salesforce', account: '1', name: 'Org', initial: false }, 'admin');
  const status = (id: string) => value(w.people.get(id)).status;
  const closed = (id: string) => value(w.people.get(id)).readiness.closed.map(({ gate }) => gate);
  const flag = (id: string, connection = CRM) => doors.flags.get(`${connection}:${id}`)?.status;
  return { ...w, doors, company, join, status, closed, flag, send: () => w.tick(doors) };
}

describe('a legal hold of a person', () => {
  test('bars them everywhere until it is lifted, and says who and why to admins alone', async () => {
    const w = setUp();
    w.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    await w.send();
    expect(w.flag('1')).toBe('advocate');
    const held = value(w.gates.holdPerson('1', HOLD, 'ana@acme.test'));
    expect(held).toMatchObject({ kind: 'person', id: '1', name: 'Contact 1', by: 'ana@acme.test', at: NOW });
    expect(w.status('1')).toBe('do_not_ask');
    expect(w.closed('1')).toEqual(['legal_hold']);
    expect(JSON.stringify(value(w.people.get('1')))).not.toContain('Litigation');
    await w.send();
    expect(w.flag('1')).toBe('do_not_ask');
    expect(w.gates.holdsOf('1')).toEqual([held]);
    value(w.gates.liftPerson('1', 'Settled', 'bo@acme.test'));
    await w.send();
    expect([w.status('1'), w.flag('1'), w.gates.holdsOf('1')]).toEqual(['advocate', 'advocate', []]);
    const trail = w.all(`SELECT actor, action, detail FROM audit WHERE subject = 'person:1' ORDER BY id`);
    expect(trail).toEqual([
      { actor: 'ana@acme.test', action: 'person.held', detail: 'Litigation' },
      { actor: 'bo@acme.test', action: 'person.hold_lifted', detail: 'Settled' },
    ]);
  });

  test('is shown in the CRM though they never stood out', async () => {
    const w = setUp();
    w.ingest.apply(CRM, batch({ contacts: [contact('1')] }));
    value(w.gates.holdPerson('1', HOLD, 'ana'));
    await w.send();
    expect(w.flag('1')).toBe('do_not_ask');
  });

  test('ends on its day by itself, to the millisecond', async () => {
    const w = setUp();
    w.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    const until = NOW + 3 * DAY;
    value(w.gates.holdPerson('1', { reason: 'Audit', until }, 'ana'));
    expect(w.woken).toContain(until);
    expect(value(w.people.get('1')).readiness.closed).toMatchObject([{ gate: 'legal_hold', opensAt: until }]);
    w.clock.now = until - 1;
    await w.send();
    expect([w.status('1'), w.flag('1'), w.nextTimer()]).toEqual(['do_not_ask', 'do_not_ask', until]);
    w.clock.now = until;
    expect(w.status('1')).toBe('advocate');
    await w.send();
    expect([w.flag('1'), w.gates.holdsOf('1')]).toEqual(['advocate', []]);
  });

  test('is replaced by another, and a mistake changes nothing', () => {
    const w = setUp();
    w.ingest.apply(CRM, batch({ contacts: [contact('1')] }));
    value(w.gates.holdPerson('1', { reason: 'First', until: NOW + DAY }, 'ana'));
    value(w.gates.holdPerson('1', { reason: 'Second', until: null }, 'bo'));
    expect(problem(w.gates.holdPerson('1', { reason: ' ', until: null }, 'bo')).field).toBe('reason');
    expect(problem(w.gates.holdPerson('1', HOLD, ' ')).field).toBe('by');
    expect(problem(w.gates.holdPerson('1', { reason: 'x', until: NOW }, 'bo')).field).toBe('until');
    expect(problem(w.gates.holdPerson('99', HOLD, 'bo')).code).toBe('not_found');
    expect(problem(w.gates.liftPerson('1', '', 'bo')).field).toBe('reason');
    expect(problem(w.gates.liftPerson('99', 'x', 'bo')).code).toBe('not_found');
    expect(w.gates.holdsOf('1')).toMatchObject([{ reason: 'Second', until: null, by: 'bo' }]);
    w.pass(2);
    expect(w.closed('1')).toEqual(['legal_hold']);
  });

  test('follows a merge: the longer stands, and lifting it frees whoever they became', () => {
    for (const [first, second, kept] of [
      [NOW + DAY, NOW + 2 * DAY, NOW + 2 * DAY],
      [NOW + 2 * DAY, NOW + DAY, NOW + 2 * DAY],
      [null, NOW + DAY, null],
      [NOW + DAY, null, null],
    ] as const) {
      const w = setUp();
      w.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') }), contact('2')] }));
      value(w.gates.holdPerson('1', { reason: 'one', until: first }, 'ana'));
      value(w.gates.holdPerson('2', { reason: 'two', until: second }, 'ana'));
      w.ingest.apply(CRM, batch({ merges: [{ from: ['2'], into: '1', why: 'merged' }] }));
      expect(w.gates.holdsOf('1')).toMatchObject([{ id: '1', until: kept }]);
      expect(value(w.people.get('1')).readiness.closed).toMatchObject([{ opensAt: kept }]);
      value(w.gates.liftPerson('2', 'Settled', 'ana'));
      expect(w.status('1')).toBe('advocate');
    }
  });

  test('of somebody merged into another bars the other', () => {
    const w = setUp();
    w.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') }), contact('2')] }));
    value(w.gates.holdPerson('2', HOLD, 'ana'));
    w.ingest.apply(CRM, batch({ merges: [{ from: ['2'], into: '1', why: 'merged' }] }));
    expect(w.status('1')).toBe('do_not_ask');
  });

  test('is forgotten with them, its reason too', () => {
    const w = setUp();
    w.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    value(w.gates.holdPerson('1', { reason: 'Case of Contact 1', until: null }, 'ana'));
    w.ingest.apply(CRM, batch({ removals: [{ kind: 'contact', id: '1', erased: true }] }));
    expect(w.all('SELECT * FROM person_hold')).toEqual([]);
    expect(w.all(`SELECT 1 FROM audit WHERE detail LIKE '%Case of%'`)).toEqual([]);
    expect(w.all('SELECT held_until AS until FROM person')).toEqual([{ until: null }]);
  });
});

describe('a legal hold of a company', () => {
  test('bars everybody there, whoever comes and goes', async () => {
    const w = setUp();
    const at = (id: string, companyId: string | null, age = 0) =>
      contact(id, { companyId, signals: praise(id), modifiedAt: NOW - age });
    w.ingest.apply(
      CRM,
      batch({ companies: [w.company('5', null)], contacts: [at('1', '5', 9), at('2', null, 9)] }),
    );
    value(w.gates.holdCompany({ connection: CRM, id: '5' }, HOLD, 'ana'));
    expect([w.status('1'), w.status('2')]).toEqual(['do_not_ask', 'advocate']);
    w.ingest.apply(CRM, batch({ contacts: [at('1', null, 5), at('2', '5', 5), at('3', '5', 5)] }));
    expect([1, 2, 3].map((id) => w.status(String(id)))).toEqual(['none', 'do_not_ask', 'do_not_ask']);
    // No hold any more; but whoever left the company is an advocate there no more either.
    expect(w.gates.holdsOf('1')).toEqual([]);
    expect(w.gates.holdsOf('2')).toMatchObject([
      { kind: 'company', connection: CRM, id: '5', name: 'Company 5' },
    ]);
    await w.send();
    expect([w.flag('1'), w.flag('2')]).toEqual(['none', 'do_not_ask']);
    const places = ['4', '5'].map((id) => ({ connection: CRM, id }));
    expect(w.gates.companyHolds(places)).toMatchObject([{ kind: 'company', id: '5', reason: 'Litigation' }]);
    value(w.gates.liftCompany({ connection: CRM, id: '5' }, 'Settled', 'ana'));
    expect(w.gates.companyHolds(places)).toEqual([]);
    await w.send();
    expect([w.status('2'), w.flag('3')]).toEqual(['advocate', 'advocate']);
  });

  test('bars its people of another CRM by its domain, but not those of a shared one', () => {
    const w = setUp();
    w.join();
    const read = (connection: string, domain: string, id: string) =>
      w.ingest.apply(
        connection,
        batch({
          companies: [w.company('5', domain)],
          contacts: [contact(id, { companyId: '5', email: `${connection}@a${id}.test` })],
        }),
      );
    read(CRM, 'https.example', '1');
    read(ORG, 'WWW.https.example', '2');
    value(w.gates.holdCompany({ connection: CRM, id: '5' }, HOLD, 'ana'));
    expect([w.status('1'), w.status('2')]).toEqual(['do_not_ask', 'do_not_ask']);
    w.ingest.apply(ORG, batch({ companies: [{ ...w.company('5', 'gmail.com'), modifiedAt: NOW }] }));
    expect(w.status('2')).toBe('none');
    w.ingest.apply(CRM, batch({ companies: [{ ...w.company('5', 'gmail.com'), modifiedAt: NOW }] }));
    expect([w.status('1'), w.status('2')]).toEqual(['do_not_ask', 'none']);
  });

  test('ends by itself, and is refused where there is no such company', async () => {
    const w = setUp();
    w.ingest.apply(
      CRM,
      batch({ companies: [w.company('5', null)], contacts: [contact('1', { companyId: '5' })] }),
    );
    expect(problem(w.gates.holdCompany({ connection: CRM, id: '6' }, HOLD, 'ana')).code).toBe('not_found');
    expect(problem(w.gates.liftCompany({ connection: CRM, id: '5' }, 'x', 'ana')).code).toBe('not_found');
    value(w.gates.holdCompany({ connection: CRM, id: '5' }, { reason: 'x', until: NOW + DAY }, 'ana'));
    w.pass(1);
    await w.send();
    expect([w.status('1'), w.flag('1')]).toEqual(['none', 'none']);
  });
});

test('holds are listed whole, the newest first, however they are paged', () => {
  const w = setUp();
  const ids = ['1', '2', '3', '4'];
  w.ingest.apply(CRM, batch({ companies: [w.company('5', null)], contacts: ids.map((id) => contact(id)) }));
  for (const id of ids) value(w.gates.holdPerson(id, HOLD, 'ana'));
  w.pass(1);
  value(w.gates.holdCompany({ connection: CRM, id: '5' }, HOLD, 'ana'));
  const listed = walk((cursor) => w.gates.holds(2, cursor)).map(({ kind, id }) => `${kind} ${id}`);
  expect(listed[0]).toBe('company 5');
  expect(listed.slice(1).toSorted()).toEqual(ids.map((id) => `person ${id}`));
  expect(problem(w.gates.holds(2, 'made-up')).field).toBe('cursor');
});
