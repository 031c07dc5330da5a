import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { anySignals, anyOrder } from '#test/core/signals.ts';
import { batch, contact } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, problem, value } from '#test/server/workspace/fixture.ts';

function workspaceWith(...ids: string[]) {
  const workspace = connectedWorkspace();
  workspace.ingest.apply(CRM, batch({ contacts: ids.map((id) => contact(id)) }));
  return workspace;
}

const nps = { key: 'k1', personId: '1', type: 'nps', value: 9, occurredAt: NOW - DAY, source: 'survey 4' };

describe('a reported signal', () => {
  test('is recorded once, and its repeat gives the first one back', () => {
    const { signals, people } = workspaceWith('1');
    const first = value(signals.record(nps));
    expect(first).toMatchObject({ key: 'k1', personId: '1', created: true, receivedAt: NOW });
    expect(value(signals.record(nps))).toEqual({ ...first, created: false });
    expect(value(people.score('1')).lines).toHaveLength(1);
  });

  test.each([
    ['another value', { value: 8 }],
    ['another person', { personId: '2' }],
    ['another type', { type: 'csat', value: 5 }],
    ['another time', { occurredAt: NOW - 2 * DAY }],
  ])('under a known key with %s is a conflict', (_what, change) => {
    const { signals } = workspaceWith('1', '2');
    value(signals.record(nps));
    expect(problem(signals.record({ ...nps, ...change }))).toMatchObject({
      code: 'key_conflict',
      field: 'key',
    });
  });

  test('of a moment ahead of us counts as now, and may be repeated later', () => {
    const { signals, clock } = workspaceWith('1');
    const ahead = { ...nps, occurredAt: NOW + DAY };
    expect(value(signals.record(ahead)).occurredAt).toBe(NOW);
    clock.now += 5000;
    expect(value(signals.record(ahead)).created).toBe(false);
    expect(problem(signals.record({ ...nps, occurredAt: NOW - 1 })).code).toBe('key_conflict');
    expect(problem(signals.record({ ...nps, reportedBy: 'somebody else' })).code).toBe('key_conflict');
  });

  test.each([
    [{ personId: '9' }, 'not_found'],
    [{ personId: '0x1' }, 'not_found'],
    [{ personId: ' 1' }, 'not_found'],
    [{ personId: '' }, 'not_found'],
    [{ personId: undefined, email: 'nobody@acme.test' }, 'not_found'],
    [{ personId: undefined, email: 'not an address' }, 'invalid_input'],
    [{ personId: undefined }, 'invalid_input'],
    [{ type: 'constructor' }, 'unknown_signal_type'],
    [{ key: 'crm:1:nps:5:9' }, 'invalid_input'],
    [{ key: 'lone \ud800' }, 'invalid_input'],
    [{ key: 'nul \0' }, 'invalid_input'],
  ])('with %j is refused: %s', (change, code) => {
    const { signals, all } = workspaceWith('1');
    expect(problem(signals.record({ ...nps, ...change })).code).toBe(code);
    expect(all('SELECT 1 FROM signal')).toEqual([]);
  });

  test('finds its person by e-mail, however written', () => {
    const { signals } = workspaceWith('1');
    const { personId: _, ...report } = nps;
    expect(value(signals.record({ ...report, email: ' C1@ACME.test ' })).personId).toBe('1');
  });

  test('for an e-mail two people share asks which of them', () => {
    const { signals, ingest } = connectedWorkspace();
    const shared = { email: 'team@acme.test' };
    ingest.apply(CRM, batch({ contacts: [contact('1', shared), contact('2', shared)] }));
    const { personId: _, ...report } = nps;
    expect(problem(signals.record({ ...report, ...shared })).code).toBe('ambiguous_email');
    ingest.apply(CRM, batch({ removals: [{ kind: 'contact', id: '2', erased: false }] }));
    expect(value(signals.record({ ...report, ...shared })).personId).toBe('1');
  });

  test('of a recent act proposes its reward, once', () => {
    const { signals, rewards } = workspaceWith('1');
    const call = {
      key: 'call',
      personId: '1',
      type: 'reference_call',
      occurredAt: NOW - DAY,
      source: 'zoom',
    };
    value(signals.record(call));
    value(signals.record(call));
    expect(value(rewards.list({ state: null, limit: 9, cursor: null })).items).toMatchObject([
      { key: 'rule:call', state: 'proposed', proof: 'zoom', personId: '1' },
    ]);
  });
});

describe('many reports at once', () => {
  test('under one key count once, and what the second says earns nothing', () => {
    const { signals, rewards, all } = workspaceWith('1');
    const call = { ...nps, type: 'reference_call', value: null };
    const answers = signals.recordAll([nps, call]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    expect(all('SELECT type FROM signal')).toEqual([{ type: 'nps' }]);
    expect(value(rewards.list({ state: null, limit: 9, cursor: null })).items).toEqual([]);
  });

  test.each([
    ['of no known type', { type: 'applause' }, 'unknown_signal_type', 'type'],
    ['about nobody', { personId: '99' }, 'not_found', 'personId'],
    ['of 2038', { occurredAt: Date.UTC(2038, 0, 19) }, 'invalid_input', 'occurredAt'],
    ['of 1970', { occurredAt: 0 }, 'invalid_input', 'occurredAt'],
    ['in seconds', { occurredAt: NOW / 1000 }, 'invalid_input', 'occurredAt'],
    ['at no time', { occurredAt: Number.NaN }, 'invalid_input', 'occurredAt'],
    ['worth NaN', { value: Number.NaN }, 'invalid_input', 'value'],
    ['worth 1e308', { value: 1e308 }, 'invalid_input', 'value'],
    ['worth 1e308 where any amount is', { type: 'deal_won', value: 1e308 }, 'invalid_input', 'value'],
    ['worth infinitely little', { type: 'deal_won', value: -Infinity }, 'invalid_input', 'value'],
  ])('one %s is refused with its field, the others are taken', (_what, change, code, field) => {
    const { signals, people } = workspaceWith('1');
    const reports = [nps, { ...nps, key: 'bad', ...change }, { ...nps, key: 'last' }];
    const [before, bad, after] = signals.recordAll(reports);
    expect([before?.ok, after?.ok]).toEqual([true, true]);
    expect(problem(bad!)).toMatchObject({ code, field });
    expect(value(people.score('1')).lines).toHaveLength(2);
  });

  test('each have an answer of their own; a refused one holds back no other', () => {
    const { signals } = workspaceWith('1');
    const reports = [nps, { ...nps, key: 'k2', type: 'x' }, { ...nps, value: 3 }, nps, { ...nps, key: 'k3' }];
    const answers = signals
      .recordAll(reports)
      .map((answer) => (answer.ok ? answer.value.created : answer.problem.code));
    expect(answers).toEqual([true, 'unknown_signal_type', 'key_conflict', false, true]);
  });

  test('give the same score in any order, with any repeats, in any portions', () => {
    const anyReports = anySignals(30).chain((list) =>
      fc.record({
        list: fc.constant(list),
        other: anyOrder([...list, ...list.slice(0, 5)]),
        cut: fc.nat({ max: list.length }),
      }),
    );
    fc.assert(
      fc.property(anyReports, ({ list, other, cut }) => {
        const { signals, people } = workspaceWith('1', '2');
        const as = (personId: string) => (one: (typeof list)[number]) => {
          const { key, type, occurredAt, value: worth } = one;
          return { key: `${personId} ${key}`, personId, type, occurredAt, value: worth };
        };
        signals.recordAll(list.map(as('1')));
        signals.recordAll(other.slice(0, cut).map(as('2')));
        signals.recordAll(other.slice(cut).map(as('2')));
        const [one, two] = [value(people.get('1')), value(people.get('2'))];
        expect(two.propensity).toBe(one.propensity);
        expect(two.confidence).toBe(one.confidence);
        const { propensity, lines } = value(people.score('2'));
        expect(propensity).toBe(two.propensity);
        // Below the threshold the lines stand, and no number is shown for them.
        const sum = lines.reduce((total, line) => total + line.points, 0);
        expect(propensity ?? sum).toBe(sum);
      }),
      { numRuns: 60 },
    );
  });
});
