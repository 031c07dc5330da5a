import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SignalType } from '#core/signal/catalogue.ts';
import { EVERYBODY, segmentSql } from '#server/workspace/people/segment.ts';
import { rankPeople } from '#server/workspace/people/top.ts';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, value, type TestWorkspace } from '../fixture.ts';
import { company } from '../job-changes/ada.ts';

const HAPPENS = ['moved', 'bounced', 'opted_out', 'insider', 'rested', 'held', 'company_held'] as const;
const TOLD: readonly [SignalType, number | null][] = [
  ['escalation', null],
  ['recovery', null],
  ['complaint', null],
  ['nps', 2],
  ['ces', 2],
  ['detractor', null],
  ['bad_reference', null],
  ['churn_risk', null],
  ['downgrade', null],
  ['renewal', null],
];

interface Someone {
  happens: readonly (typeof HAPPENS)[number][];
  told: readonly { what: number; age: number }[];
  companyId: string | null;
}

const anyone: fc.Arbitrary<Someone> = fc.record({
  happens: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.uniqueArray(fc.constantFrom(...HAPPENS), { maxLength: 2 }) },
  ),
  told: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(
        fc.record({ what: fc.nat(TOLD.length - 1), age: fc.integer({ min: 1, max: 100 }) }),
        { maxLength: 3 },
      ),
    },
  ),
  companyId: fc.constantFrom(null, '1', '2', '3', '4', '5'),
});

/** A workspace of people to whom all of it happened, all of them advocates or nearly. */
function workspaceOf(people: readonly Someone[]): TestWorkspace {
  const workspace = connectedWorkspace({ slack: false });
  const companies = ['1', '2', '3', '4', '5', '6'].map((id) => company(id, `Company ${id}`, `${id}.test`));
  value(workspace.gates.setDomains({ employees: ['ours.test'], competitors: [] }, 'admin'));
  const contacts = people.map(({ happens, told: signals, companyId }, n) =>
    contact(`${n}`, {
      companyId,
      emailBounced: happens.includes('bounced'),
      optedOut: happens.includes('opted_out'),
      email: happens.includes('insider') ? `p${n}@ours.test` : `p${n}@acme.test`,
      signals: [
        ...praise(`${n}`),
        told(`${n}`, 'share', n + 1),
        ...signals.map(({ what, age }) => told(`${n}`, TOLD[what]![0], age, TOLD[what]![1])),
      ],
    }),
  );
  workspace.ingest.apply(CRM, batch({ companies, contacts }));
  const moved = contacts
    .filter((_, n) => people[n]!.happens.includes('moved'))
    .map((each) => ({ ...each, companyId: '6', modifiedAt: NOW }));
  workspace.ingest.apply(CRM, batch({ contacts: moved }));
  people.forEach(({ happens }, n) => {
    const personId = `${n + 1}`;
    const ask = { key: personId, kind: 'review' as const, askedAt: null, askedBy: 'rep', note: null };
    if (happens.includes('rested')) value(workspace.asks.log({ ...ask, personId }));
    const hold = { reason: 'Audit', until: null };
    if (happens.includes('held')) value(workspace.gates.holdPerson(personId, hold, 'admin'));
  });
  if (people.some(({ happens }) => happens.includes('company_held')))
    value(
      workspace.gates.holdCompany({ connection: CRM, id: '5' }, { reason: 'Audit', until: null }, 'admin'),
    );
  return workspace;
}

describe('who may be asked now', () => {
  test('is whoever has no closed gate on their own page, whatever happened to whom', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(anyone, { minLength: 1, maxLength: 24, size: 'max' }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom<string | null>(null, 'Company'),
        (people, limit, named) => {
          const workspace = workspaceOf(people);
          const segment = { ...EVERYBODY, company: named };
          const everybody = value(workspace.people.top({ pillar: null, limit: 99, segment }));
          const open = everybody.filter(({ id }) => {
            const { closed } = value(workspace.people.get(id)).readiness;
            for (const { gate } of closed) seen.add(gate);
            return closed.length === 0;
          });
          const asked = { pillar: null, limit, segment: { ...segment, askable: true } };
          const ids = value(workspace.people.top(asked)).map(({ id }) => id);
          expect(ids).toEqual(open.slice(0, limit).map(({ id }) => id));
          const page = value(workspace.people.ranking(asked));
          expect(page).toMatchObject({ total: open.length, more: false });
        },
      ),
      { numRuns: 150 },
    );
    expect([...seen].toSorted()).toEqual([
      'consent',
      'detractor',
      'escalation',
      'insider',
      'legal_hold',
      'renewal_risk',
      'rest',
      'unreachable',
    ]);
  });

  test('is nobody at a company that may leave, until it renews; whoever is elsewhere may be', () => {
    const workspace = connectedWorkspace({ slack: false });
    const at = (id: string, companyId: string | null) =>
      contact(id, { name: id, companyId, signals: praise(id) });
    const contacts = [at('1', '1'), at('2', '1'), at('3', '2'), at('4', null)];
    const companies = [company('1', 'Acme', null), company('2', 'Globex', null)];
    workspace.ingest.apply(CRM, batch({ companies, contacts }));
    const names = () => {
      const query = { pillar: null, limit: 9, segment: { ...EVERYBODY, askable: true } };
      return value(workspace.people.top(query)).map(({ name }) => name);
    };
    expect(names()).toEqual(['1', '2', '3', '4']);
    const tell = (personId: string, type: SignalType, age: number) =>
      workspace.signals.recordAll([{ ...told(personId, type, age), personId }]);
    tell('2', 'churn_risk', 3);
    tell('4', 'escalation', 3);
    expect(names()).toEqual(['3']);
    tell('1', 'renewal', 2);
    tell('4', 'recovery', 2);
    expect(names().toSorted()).toEqual(['1', '2', '3', '4']);
  });

  test('is found behind any number who may not be, by statements that do not grow with them', () => {
    const workspace = connectedWorkspace({ slack: false });
    const contacts = Array.from({ length: 400 }, (_, n) =>
      contact(`${n}`, {
        companyId: '1',
        signals: n < 390 ? [...praise(`${n}`), told(`${n}`, 'complaint', 2)] : [told(`${n}`, 'nps', 1, 10)],
      }),
    );
    workspace.ingest.apply(CRM, batch({ companies: [company('1', 'Acme', null)], contacts }));
    const { sql } = workspace.store;
    let statements = 0;
    const counting = { ...workspace.store, sql: { ...sql, all: count } };
    function count<Row>(query: string, ...values: Parameters<typeof sql.all>[1][]): Row[] {
      statements += 1;
      return sql.all<Row>(query, ...values);
    }
    const segment = value(segmentSql(workspace.store, { ...EVERYBODY, askable: true }));
    const { ranks } = rankPeople(counting, { pillar: null, limit: 5 }, segment);
    expect(ranks.map(({ id }) => id)).toEqual([391, 392, 393, 394, 395]);
    expect(statements).toBeLessThan(60);
  });
});

describe('how many are ranked', () => {
  test('is told beside the first of them, up to a thousand', () => {
    const workspace = connectedWorkspace({ slack: false });
    const contacts = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) =>
        contact(`${from + n}`, { signals: [told(`${from + n}`, 'nps', 1, 10)] }),
      );
    workspace.ingest.apply(CRM, batch({ contacts: [...contacts(0, 12), contact('none')] }));
    const ranking = (limit: number, askable: boolean) => {
      const query = { pillar: null, limit, segment: { ...EVERYBODY, askable } };
      const { people, total, more } = value(workspace.people.ranking(query));
      return [people.length, total, more];
    };
    for (const askable of [false, true]) {
      expect(ranking(10, askable)).toEqual([10, 12, false]);
      expect(ranking(12, askable)).toEqual([12, 12, false]);
      expect(ranking(50, askable)).toEqual([12, 12, false]);
    }
    workspace.ingest.apply(CRM, batch({ contacts: contacts(12, 1000) }));
    for (const askable of [false, true]) expect(ranking(10, askable)).toEqual([10, 1000, false]);
    workspace.ingest.apply(CRM, batch({ contacts: contacts(1000, 1001) }));
    for (const askable of [false, true]) expect(ranking(10, askable)).toEqual([10, 1000, true]);
  });
});
