import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { READINESS_SIGNALS, READINESS_WINDOW, readinessAt } from '#core/ask/readiness.ts';
import type { Standing } from '#core/crm/flag.ts';
import type { Signal } from '#core/signal/signal.ts';
import { DAY } from '#core/time.ts';
import { anyOrder, anySignals, NOW, signal } from '../signals.ts';

const free: Standing = { tier: 'advocate', optedOut: false, restUntil: null };

function closed(signals: Signal[], standing = free): string[] {
  return readinessAt(standing, signals, NOW).closed.map(({ gate }) => gate);
}

const standings: fc.Arbitrary<Standing> = fc.record({
  tier: fc.constant('advocate' as const),
  optedOut: fc.boolean(),
  restUntil: fc.option(fc.integer({ min: NOW - 60 * DAY, max: NOW + 60 * DAY })),
});

describe('a gate', () => {
  test('of consent is closed by a wish not to be asked, until somebody takes it back', () => {
    const { closed: gates } = readinessAt({ ...free, optedOut: true }, [], NOW);
    expect(gates).toMatchObject([{ gate: 'consent', opensAt: null }]);
  });

  test('of rest opens by itself', () => {
    const resting = { ...free, restUntil: NOW + DAY };
    expect(readinessAt(resting, [], NOW).closed).toMatchObject([{ gate: 'rest', opensAt: NOW + DAY }]);
    expect(readinessAt(resting, [], NOW + DAY).closed).toEqual([]);
  });

  test.each<[string, Signal[], string[]]>([
    ['an escalation', [signal('escalation', 89)], ['escalation']],
    ['one of three months ago', [signal('escalation', 90)], []],
    ['one that was put right', [signal('escalation', 10), signal('recovery', 9)], []],
    ['one that was put right the same day', [signal('escalation', 10), signal('recovery', 10)], []],
    ['one that came back', [signal('recovery', 9), signal('escalation', 8)], ['escalation']],
    ['an NPS of 6', [signal('nps', 89, 6)], ['detractor']],
    ['one of three months ago, of 0', [signal('nps', 90, 0)], []],
    ['an NPS of 7', [signal('nps', 1, 7)], []],
    ['an NPS of 3 that rose since', [signal('nps', 20, 3), signal('nps', 2, 9)], []],
    ['an NPS of 9 that fell since', [signal('nps', 20, 9), signal('nps', 2, 3)], ['detractor']],
    ['two answers of one day', [signal('nps', 2, 9), signal('nps', 2, 3)], ['detractor']],
    ['a complaint', [signal('complaint', 29)], ['detractor']],
    ['one of a month ago', [signal('complaint', 30)], []],
  ])('looks at %s', (_, signals, gates) => {
    expect(closed(signals)).toEqual(gates);
    expect(closed(signals.toReversed())).toEqual(gates);
  });

  test('with two reasons opens with the last of them', () => {
    const both = [signal('nps', 80, 2), signal('complaint', 2)];
    const [gate] = readinessAt(free, both, NOW).closed;
    expect(gate).toMatchObject({ gate: 'detractor', opensAt: NOW + 28 * DAY });
    expect(gate?.message).toContain('complained on 20 November 2026');
  });
});

describe('readiness', () => {
  test('counts every gate once, and is ready when its last gate has opened by itself', () => {
    fc.assert(
      fc.property(standings, anySignals(12, READINESS_SIGNALS), (standing, signals) => {
        const { open, total, closed: gates } = readinessAt(standing, signals, NOW);
        expect(open + gates.length).toBe(total);
        expect(new Set(gates.map(({ gate }) => gate)).size).toBe(gates.length);
        for (const { opensAt, gate, message } of gates) {
          expect(message).not.toBe('');
          if (opensAt === null) continue;
          const gatesAt = (at: number) => readinessAt(standing, signals, at).closed.map((each) => each.gate);
          expect(gatesAt(opensAt)).not.toContain(gate);
          expect(gatesAt(opensAt - 1)).toContain(gate);
        }
      }),
    );
  });

  test('depends neither on order nor on signals that close no gate, nor on old ones', () => {
    fc.assert(
      fc.property(
        anySignals(20).chain((signals) => fc.tuple(fc.constant(signals), anyOrder(signals))),
        ([signals, shuffled]) => {
          const before = readinessAt(free, signals, NOW);
          const relevant = shuffled.filter(
            ({ type, occurredAt }) =>
              READINESS_SIGNALS.some((each) => each === type) && occurredAt > NOW - READINESS_WINDOW,
          );
          expect(readinessAt(free, relevant, NOW)).toEqual(before);
        },
      ),
    );
  });
});
