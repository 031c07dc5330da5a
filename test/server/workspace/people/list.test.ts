import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anySignals } from '#test/core/signals.ts';
import type { PeopleQuery } from '#server/workspace/people/list.ts';
import { writeCursor } from '#server/workspace/cursor.ts';
import { batch, contact, praise } from '#test/server/workspace/crm.ts';
import {
  connectedWorkspace,
  CRM,
  NOW,
  problem,
  value,
  walk,
  type TestWorkspace,
} from '#test/server/workspace/fixture.ts';

const QUERY: PeopleQuery = { q: null, tier: null, sort: '-propensity', limit: 50, cursor: null };

/** Everybody, page by page. */
function everybody(workspace: TestWorkspace, query: Partial<PeopleQuery>) {
  return walk((cursor) => {
    const page = workspace.people.list({ ...QUERY, ...query, cursor });
    // Time goes on between two pages; the order stays that of the first.
    workspace.clock.now += 3_600_000;
    return page;
  });
}

describe('people by propensity', () => {
  test('come in the order of the score, each once, at any page size', () => {
    const anyPeople = fc.array(anySignals(8), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(anyPeople, fc.integer({ min: 1, max: 13 }), fc.boolean(), (people, limit, down) => {
        const workspace = connectedWorkspace();
        const contacts = people.map((_, index) => contact(`${index}`));
        workspace.ingest.apply(CRM, batch({ contacts }));
        people.forEach((signals, index) => {
          const reports = signals.map(({ key, type, occurredAt, value: worth }) => ({
            key: `${index} ${key}`,
            personId: `${index + 1}`,
            type,
            occurredAt,
            value: worth,
          }));
          workspace.signals.recordAll(reports);
        });
        const now = workspace.clock.now;
        const listed = everybody(workspace, { sort: down ? '-propensity' : 'propensity', limit });
        const ids = listed.map((person) => Number(person.id)).toSorted((a, b) => a - b);
        expect(ids).toEqual(people.map((_, index) => index + 1));
        workspace.clock.now = now;
        const scores = listed.map((person) => value(workspace.people.get(person.id)).propensity ?? -1);
        expect(listed.map((person) => person.propensity ?? -1)).toEqual(scores);
        expect(scores).toEqual(scores.toSorted((a, b) => (down ? b - a : a - b)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a list of people', () => {
  function workspaceWith(...names: string[]): TestWorkspace {
    const workspace = connectedWorkspace();
    const contacts = names.map((name, index) => contact(`${index + 1}`, { name }));
    workspace.ingest.apply(CRM, batch({ contacts }));
    return workspace;
  }
  const names = (workspace: TestWorkspace, query: Partial<PeopleQuery>) =>
    everybody(workspace, query).map((person) => person.name);

  test('is sorted by name without regard to case, both ways', () => {
    const workspace = workspaceWith('bo', 'Ana', 'ana', 'Cy');
    expect(names(workspace, { sort: 'name', limit: 1 })).toEqual(['Ana', 'ana', 'bo', 'Cy']);
    expect(names(workspace, { sort: '-name', limit: 3 })).toEqual(['Cy', 'bo', 'ana', 'Ana']);
  });

  test('leaves out who was removed, and narrows by tier', () => {
    const workspace = workspaceWith('Ana', 'Bo', 'Cy');
    workspace.ingest.apply(
      CRM,
      batch({
        contacts: [contact('2', { name: 'Bo', signals: praise('2') })],
        removals: [{ kind: 'contact', id: '3', erased: false }],
      }),
    );
    expect(names(workspace, {})).toEqual(['Bo', 'Ana']);
    expect(names(workspace, { tier: 'advocate' })).toEqual(['Bo']);
    expect(names(workspace, { tier: 'champion' })).toEqual([]);
  });

  test.each([
    ['ANA', ['Ana 50%', 'Ana_B']],
    ['50%', ['Ana 50%']],
    ['a_b', ['Ana_B']],
    ['c2@acme', ['Ana_B']],
    [' ', ['Ana 50%', 'Ana_B', 'Bo\\']],
    ['o\\', ['Bo\\']],
    [`${'x'.repeat(46)}%%%`, []],
    ['ü'.repeat(90), []],
    ["' OR 1=1 --", []],
  ])('finds %j as it is written', (q, found) => {
    expect(names(workspaceWith('Ana 50%', 'Ana_B', 'Bo\\'), { q, sort: 'name' })).toEqual(found);
  });

  test('finds by as much of a long text as may be asked', () => {
    const long = `${'n'.repeat(47)}%${'z'.repeat(60)}`;
    expect(names(workspaceWith(long, 'n'), { q: long })).toEqual([long]);
  });

  test.each([['shoe'], ['--name'], ['removedAt'], ['']])('sorted by %j is refused', (sort) => {
    expect(problem(workspaceWith().people.list({ ...QUERY, sort })).field).toBe('sort');
  });

  test.each([
    ['of another order', writeCursor(['name', NOW, 'ana', 1])],
    ['with a query in it', writeCursor(['-propensity', '0), 0) FROM person --', 1, 1])],
    ['with half a moment', writeCursor(['-propensity', 1.5, 1, 1])],
  ])('continued from a cursor %s is refused', (_what, cursor) => {
    expect(problem(workspaceWith('Ana').people.list({ ...QUERY, cursor })).field).toBe('cursor');
  });
});
