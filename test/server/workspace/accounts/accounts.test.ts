import { describe, expect, test } from 'vitest';
import type { CrmCompany } from '#core/crm/crm.ts';
import type { AccountSummary } from '#server/workspace/accounts/account.ts';
import { batch, contact, deal, praise, told } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, problem, value, walk } from '#test/server/workspace/fixture.ts';

const ORG = 'salesforce-1';

function company(id: string, name: string, domain: string | null = null): CrmCompany {
  return { id, name, domain, industry: null, url: `https://crm.test/company/${id}`, modifiedAt: NOW };
}

function setUp() {
  const w = connectedWorkspace({ slack: false });
  w.connections.add({ id: ORG, vendor: 'salesforce', account: '1', name: 'Org', initial: false }, 'admin');
  const list = (sort: string, q: string | null = null, limit = 50): AccountSummary[] =>
    walk((cursor) => w.accounts.list({ q, sort, limit, cursor }));
  const names = (sort: string, q: string | null = null) => list(sort, q).map(({ name }) => name);
  return { ...w, list, names };
}

/** Four companies of 3, 2, 1 and no people; of the third nobody knows enough. */
function world() {
  const w = setUp();
  const companies = ['Acme', 'Bolt 100%', 'Cube', 'Dune'].map((name, n) =>
    company(`${n + 1}`, name, `${name.slice(0, 4).trim().toLowerCase()}.test`),
  );
  const contacts = [
    contact('1', { companyId: '1', title: 'CEO', signals: praise('1') }),
    contact('2', { companyId: '1', title: 'Engineer', signals: praise('2') }),
    contact('3', { companyId: '1', title: 'Buyer' }),
    contact('4', { companyId: '2', signals: [...praise('4'), told('4', 'share', 3)] }),
    contact('5', { companyId: '2', signals: [told('5', 'nps', 5, 1), told('5', 'complaint', 5)] }),
    contact('6', { companyId: '3', signals: [told('6', 'nps', 1, 10)] }),
  ].map((each) => ({ ...each, email: null }));
  w.ingest.apply(CRM, batch({ companies, contacts }));
  return w;
}

describe('the list of accounts', () => {
  test('is sorted by propensity, people, risk or name, from either end, page after page', () => {
    const w = world();
    const orders: Record<string, string[]> = {
      propensity: ['Dune', 'Cube', 'Bolt 100%', 'Acme'],
      name: ['Acme', 'Bolt 100%', 'Cube', 'Dune'],
      people: ['Dune', 'Cube', 'Bolt 100%', 'Acme'],
    };
    for (const [sort, order] of Object.entries(orders)) {
      for (const limit of [1, 3, 50]) {
        expect(
          w
            .list(sort, null, limit)
            .map(({ name }) => name)
            .toSorted(),
        ).toEqual(order.toSorted());
        expect(new Set(w.list(`-${sort}`, null, limit).map(({ id }) => id)).size).toBe(4);
      }
      expect(w.names(`-${sort}`)).toEqual(w.names(sort).toReversed());
    }
    expect(w.names('name')).toEqual(orders['name']);
    expect(w.names('-people')).toEqual(['Acme', 'Bolt 100%', 'Cube', 'Dune']);
    expect(w.names('-propensity').slice(0, 2)).toEqual(['Acme', 'Bolt 100%']);
    expect(w.names('-risk')[0]).toBe('Bolt 100%');
  });

  test('is in the order of the numbers it shows, those nobody knows of last', () => {
    const w = setUp();
    const companies = Array.from({ length: 40 }, (_, n) => company(`${n}`, `Company ${n}`));
    const contacts = Array.from({ length: 160 }, (_, n) =>
      contact(`${n}`, {
        email: null,
        companyId: `${(n * 7) % 40}`,
        signals: n % 3 === 0 ? [told(`${n}`, 'nps', n)] : [...praise(`${n}`), told(`${n}`, 'share', 3 * n)],
      }),
    );
    w.ingest.apply(CRM, batch({ companies, contacts }));
    for (const days of [0, 50, 400]) {
      w.pass(days);
      const shown = w.list('-propensity', null, 7).map(({ propensity }) => propensity ?? -1);
      expect(shown).toHaveLength(40);
      expect(shown.toSorted((a, b) => b - a)).toEqual(shown);
      expect(new Set(shown).size).toBeGreaterThan(2);
    }
  });

  test('is found by part of a name or a domain, whatever stands in it', () => {
    const w = world();
    expect(w.names('name', '100%')).toEqual(['Bolt 100%']);
    expect(w.names('name', 'CUBE.te')).toEqual(['Cube']);
    expect(w.names('name', '%')).toEqual(['Bolt 100%']);
    expect(w.names('name', `' OR 1=1 --`)).toEqual([]);
  });

  test('refuses an order there is not, and the cursor of another', () => {
    const w = world();
    const ask = (sort: string, cursor: string | null) => w.accounts.list({ q: null, sort, limit: 2, cursor });
    expect(problem(ask('password', null))).toMatchObject({ code: 'invalid_input', field: 'sort' });
    const { next } = value(ask('name', null));
    expect(problem(ask('people', next))).toMatchObject({ code: 'invalid_input', field: 'cursor' });
    expect(problem(ask('name', 'made-up'))).toMatchObject({ code: 'invalid_input', field: 'cursor' });
  });

  test('says there is not enough data, and gives no low number', () => {
    const [, , cube, dune] = world().list('name');
    expect(cube).toMatchObject({ propensity: null, size: 1, known: 0, confidence: 0, concentration: null });
    expect(dune).toMatchObject({ propensity: null, size: 0, known: 0, worst: null });
  });
});

describe('an account', () => {
  test('has numbers its people explain, as they are on their own pages', () => {
    const w = world();
    const acme = value(w.accounts.get(`${CRM}:1`));
    const own = value(w.people.get('1')).propensity;
    expect(acme.people.map(({ id, role }) => [id, role])).toEqual([
      ['1', 'decision_maker'],
      ['2', 'technical'],
      ['3', 'finance'],
    ]);
    expect(acme.people.map(({ propensity, known }) => [propensity, known])).toEqual([
      [own, true],
      [own, true],
      [null, false],
    ]);
    expect(acme.lines.map(({ personId, propensity }) => [personId, propensity])).toEqual([
      ['1', own],
      ['2', own],
    ]);
    expect(acme.lines.reduce((sum, { points }) => sum + points, 0)).toBe(acme.propensity);
    expect(acme).toMatchObject({ size: 3, known: 2, confidence: 1, domain: 'acme.test', risk: 0 });
    expect(acme.worst?.id).toBe('1');
    expect(acme.concentration?.words).toBe('It rests on about 2 people');
    expect(acme.readiness).toMatchObject({ open: 3, total: 3 });
  });

  test('counts people on open and won deals among the key ones, and lists its deals', () => {
    const w = world();
    const deals = [
      deal('1', { outcome: 'open', closedAt: null, companyId: '2', contactIds: ['5'] }),
      deal('2', { outcome: 'lost', companyId: '2', contactIds: ['4'] }),
    ];
    w.ingest.apply(CRM, batch({ deals }));
    const bolt = value(w.accounts.get(`${CRM}:2`));
    expect(bolt.people.map(({ id, isKey, unhappy }) => [id, isKey, unhappy])).toEqual([
      ['4', false, false],
      ['5', true, true],
    ]);
    expect(bolt.worst?.id).toBe('5');
    expect(bolt).toMatchObject({ risk: 1, confidence: 0 });
    expect(bolt.people[1]?.gates.map(({ gate }) => gate)).toEqual(['detractor']);
    expect(bolt.deals.map(({ id }) => id)).toEqual(['1', '2']);
  });

  test('tells of a renewal at risk and a legal hold, and that its people wait for both', () => {
    const w = world();
    value(w.gates.holdCompany({ connection: CRM, id: '1' }, { reason: 'Case', until: null }, 'ana'));
    w.signals.record({ key: 'r', personId: '3', type: 'churn_risk', occurredAt: NOW, value: null });
    const acme = value(w.accounts.get(`${CRM}:1`));
    expect(acme.readiness.closed.map(({ gate }) => gate)).toEqual(['legal_hold', 'renewal_risk']);
    expect(acme.people.every(({ gates }) => gates.some(({ gate }) => gate === 'renewal_risk'))).toBe(true);
    expect(acme.risk).toBe(1);
    expect(JSON.stringify(acme)).not.toContain('Case');
  });

  test('is one in both CRMs where they share a domain of their own, under the id of either', () => {
    const w = setUp();
    w.ingest.apply(
      CRM,
      batch({
        companies: [company('5', 'Acme', 'acme.com'), company('6', 'Free', 'gmail.com')],
        contacts: [contact('1', { companyId: '5', email: 'a@acme.com', signals: praise('1') })],
      }),
    );
    w.ingest.apply(
      ORG,
      batch({
        companies: [company('x', 'ACME Inc.', 'www.acme.com'), company('y', 'Free too', 'gmail.com')],
        contacts: [
          contact('8', { companyId: 'x', email: 'a@acme.com' }),
          contact('9', { companyId: 'x', email: 'b@acme.com' }),
        ],
      }),
    );
    expect(w.names('name')).toEqual(['Acme', 'Free', 'Free too']);
    const acme = value(w.accounts.get(`${CRM}:5`));
    expect(acme).toEqual(value(w.accounts.get(`${ORG}:x`)));
    expect(acme.companies.map(({ connection, id }) => `${connection}:${id}`)).toEqual([acme.id, `${ORG}:x`]);
    expect(acme.size).toBe(2);
    const day = { name: 'Renewal', closedAt: NOW };
    w.ingest.apply(CRM, batch({ deals: [deal('1', { ...day, companyId: '5' })] }));
    const closed = { ...day, closedAt: NOW - 12 * 3_600_000, companyId: 'x' };
    w.ingest.apply(ORG, batch({ deals: [deal('a', closed), deal('b', { ...closed, amount: 1 })] }));
    expect(value(w.accounts.get(`${CRM}:5`)).deals.map(({ id }) => id)).toEqual(['1', 'b']);
    const [person] = acme.people;
    expect(w.accounts.of(person?.id ?? '')).toBe(acme.id);
    expect(w.accounts.of('99')).toBeNull();
    expect(w.names('name', 'inc.')).toEqual(['Acme']);
    expect(w.accounts.count()).toBe(3);
  });

  test('counts somebody both CRMs know once, in the order of the list too', () => {
    const w = setUp();
    const known = (id: string, companyId: string, email: string) =>
      contact(id, { companyId, email, signals: praise(id) });
    w.ingest.apply(
      CRM,
      batch({
        companies: [company('1', 'Acme', 'acme.com'), company('2', 'Aa', 'aa.com')],
        contacts: [known('1', '1', 'a@acme.com'), known('2', '2', 'a@aa.com'), known('3', '2', 'b@aa.com')],
      }),
    );
    const again = contact('1', { companyId: 'x', email: 'a@acme.com' });
    w.ingest.apply(ORG, batch({ companies: [company('x', 'Acme', 'acme.com')], contacts: [again] }));
    expect(w.list('-people').map(({ name, size }) => [name, size])).toEqual([
      ['Aa', 2],
      ['Acme', 1],
    ]);
    expect(w.names('-propensity')).toEqual(['Aa', 'Acme']);
  });

  test('follows a company to another domain, and forgets people whose records are gone', () => {
    const w = world();
    w.ingest.apply(
      CRM,
      batch({ companies: [{ ...company('1', 'Acme', 'bolt.test'), modifiedAt: NOW + 1 }] }),
    );
    expect(value(w.accounts.get(`${CRM}:1`)).size).toBe(5);
    w.ingest.apply(CRM, batch({ removals: [{ kind: 'contact', id: '1', erased: false }] }));
    expect(value(w.accounts.get(`${CRM}:2`)).size).toBe(4);
  });

  test('that there is not is refused', () => {
    const w = world();
    for (const id of ['', ':', 'x', `${CRM}:99`, CRM, `' OR 1=1 --`]) {
      expect(problem(w.accounts.get(id)).code).toBe('not_found');
    }
  });
});
