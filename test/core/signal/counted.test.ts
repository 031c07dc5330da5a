import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedFacts, factKey, type Fact } from '#core/signal/counted.ts';
import { DAY } from '#core/time.ts';

const DAY_ONE = Date.UTC(2026, 2, 1);
const fact = (connection: string | null, key: string, parts: Partial<Fact> = {}): Fact => ({
  key,
  type: 'nps',
  occurredAt: DAY_ONE,
  receivedAt: DAY_ONE,
  value: 9,
  source: null,
  connection,
  ...parts,
});
const keys = (facts: Fact[]) => countedFacts(facts).map(({ key }) => key);

test('what two CRMs tell of one day counts once', () => {
  expect(
    keys([fact('hubspot-1', 'a'), fact('salesforce-1', 'b', { occurredAt: DAY_ONE + DAY - 1 })]),
  ).toEqual(['a']);
});

test.each([
  ['day', { occurredAt: DAY_ONE + DAY }],
  ['value', { value: 8 }],
  ['type', { type: 'csat' as const }],
])('another %s is another fact', (_what, parts) => {
  expect(keys([fact('hubspot-1', 'a'), fact('salesforce-1', 'b', parts)])).toEqual(['a', 'b']);
});

test('the same account counts, whichever was read first', () => {
  expect(keys([fact('salesforce-1', 'b'), fact('hubspot-1', 'a')])).toEqual(['a']);
});

test('what was reported to us counts beside what a CRM tells', () => {
  expect(keys([fact('hubspot-1', 'a'), fact(null, 'b'), fact(null, 'c')])).toEqual(['a', 'b', 'c']);
});

test('two deals won in one CRM on a day are two, and the other CRM adds none', () => {
  const won = { type: 'deal_won' as const, value: null };
  const facts = [fact('salesforce-1', 'x', won), fact('hubspot-1', 'a', won), fact('salesforce-1', 'y', won)];
  expect(keys(facts)).toEqual(['x', 'y']);
});

test('what reps tell on cards counts once: an act per day, a nomination per rep in 90 days', () => {
  const act = { type: 'speaking' as const, value: null };
  const acts = [fact(null, 'card:a', act), fact(null, 'card:b', act), fact(null, 'mine', act)];
  expect(keys(acts)).toEqual(['card:a', 'mine']);
  expect(keys([...acts, fact(null, 'card:c', { ...act, occurredAt: DAY_ONE + DAY })])).toContain('card:c');
  const by = (key: string, reportedBy: string, days: number) =>
    fact(null, key, { type: 'nomination', value: null, reportedBy, occurredAt: DAY_ONE + days * DAY });
  const told = [
    by('card:d', 'ana', 0),
    by('card:e', 'Ana', 89),
    by('card:f', 'zoe', 1),
    by('card:g', 'ana', 90),
  ];
  expect(keys(told)).toEqual(['card:d', 'card:f', 'card:g']);
  expect(keys(told.toReversed())).toEqual(['card:g', 'card:f', 'card:d']);
});

const anyFact = fc.record({
  connection: fc.constantFrom('hubspot-1', 'salesforce-1', null),
  hours: fc.integer({ min: 0, max: 47 }),
  value: fc.constantFrom(8, 9),
});

test('each fact counts as often as the CRM that tells it most, in whatever order they arrive', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (given, order) => {
      const facts = given.map(({ connection, hours, value }, index) =>
        fact(connection, `k${index}`, { occurredAt: DAY_ONE + hours * 3_600_000, value }),
      );
      const counted = countedFacts(facts);
      const shuffled = facts.map((each) => ({ each, place: order.next().value ?? 0 }));
      shuffled.sort((a, b) => a.place - b.place);
      const again = countedFacts(shuffled.map(({ each }) => each));
      expect(again.map(({ key }) => key).toSorted()).toEqual(counted.map(({ key }) => key).toSorted());
      for (const [key, same] of Map.groupBy(facts, factKey)) {
        const read = same.filter(({ connection }) => connection !== null);
        const most = [...Map.groupBy(read, ({ connection }) => connection).values()].map(
          ({ length }) => length,
        );
        const mine = counted.filter((each) => factKey(each) === key);
        expect(mine.length).toBe(Math.max(0, ...most) + same.length - read.length);
      }
    }),
  );
});
