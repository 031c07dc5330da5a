import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UNTIL_LIFTED } from '#core/ask/hold.ts';
import { INSIDERS } from '#core/ask/insider.ts';
import {
  READINESS_SIGNALS,
  READINESS_WINDOW,
  readinessAt,
  RENEWAL_SIGNALS,
  type Circumstances,
} from '#core/ask/readiness.ts';
import { READINESS_GATES } from '#core/card/card.ts';
import type { Standing } from '#core/crm/flag.ts';
import type { Signal } from '#core/signal/signal.ts';
import { DAY } from '#core/time.ts';
import { anyOrder, anySignals, NOW, signal } from '../signals.ts';

const free: Standing = {
  tier: 'advocate',
  optedOut: false,
  restUntil: null,
  heldUntil: null,
  insider: null,
  moved: false,
  unreachable: false,
};

function look(parts: Partial<Circumstances>, now = NOW) {
  return readinessAt({ standing: free, signals: [], account: [], ...parts }, now);
}

function closed(signals: Signal[], account: Signal[] = []): string[] {
  return look({ signals, account }).closed.map(({ gate }) => gate);
}

const day = fc.integer({ min: NOW - 60 * DAY, max: NOW + 60 * DAY });
const standings: fc.Arbitrary<Standing> = fc.record({
  tier: fc.constant('advocate' as const),
  optedOut: fc.boolean(),
  restUntil: fc.option(day),
  heldUntil: fc.option(fc.oneof(day, fc.constant(UNTIL_LIFTED))),
  insider: fc.option(fc.constantFrom(...INSIDERS)),
  moved: fc.boolean(),
  unreachable: fc.boolean(),
});

describe('a gate', () => {
  test('of consent is closed by a wish not to be asked, until somebody takes it back', () => {
    const { closed: gates } = look({ standing: { ...free, optedOut: true } });
    expect(gates).toMatchObject([{ gate: 'consent', opensAt: null }]);
  });

  test('of an address is closed while mail to every one comes back', () => {
    const { closed: gates } = look({ standing: { ...free, unreachable: true } });
    expect(gates).toMatchObject([{ gate: 'unreachable', opensAt: null }]);
  });

  test('of rest opens by itself', () => {
    const standing = { ...free, restUntil: NOW + DAY };
    expect(look({ standing }).closed).toMatchObject([{ gate: 'rest', opensAt: NOW + DAY }]);
    expect(look({ standing }, NOW + DAY).closed).toEqual([]);
  });

  test('of a legal hold opens on its day, or once it is lifted, and tells nobody why', () => {
    const until = { ...free, heldUntil: NOW + DAY };
    expect(look({ standing: until }).closed).toMatchObject([{ gate: 'legal_hold', opensAt: NOW + DAY }]);
    expect(look({ standing: until }, NOW + DAY).closed).toEqual([]);
    const open = look({ standing: { ...free, heldUntil: UNTIL_LIFTED } }).closed;
    expect(open).toMatchObject([{ gate: 'legal_hold', opensAt: null, clears: 'An admin has to lift it.' }]);
  });

  test.each(INSIDERS)('keeps out whoever is %s', (insider) => {
    const { closed: gates } = look({ standing: { ...free, insider } });
    expect(gates).toMatchObject([{ gate: 'insider', opensAt: null }]);
    expect(gates[0]?.message).toContain(insider === 'employee' ? 'our own' : 'competitor');
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
    ['a detractor of a survey tool', [signal('detractor', 89)], ['detractor']],
    ['one who answers kindly since', [signal('detractor', 20), signal('nps', 2, 9)], []],
    ['one who is told of with a kind answer', [signal('detractor', 2), signal('nps', 2, 9)], ['detractor']],
    ['much effort', [signal('ces', 29, 3)], ['detractor']],
    ['effort of a month ago', [signal('ces', 30, 1)], []],
    ['effort that was little', [signal('ces', 2, 4)], []],
    ['effort that became little', [signal('ces', 9, 1), signal('ces', 2, 6)], []],
    ['a bad reference', [signal('bad_reference', 89)], ['detractor']],
    [
      'a bad reference before a kind answer',
      [signal('bad_reference', 9), signal('nps', 2, 10)],
      ['detractor'],
    ],
    ['a complaint', [signal('complaint', 29)], ['detractor']],
    ['one of a month ago', [signal('complaint', 30)], []],
  ])('looks at %s', (_, signals, gates) => {
    expect(closed(signals)).toEqual(gates);
    expect(closed(signals.toReversed())).toEqual(gates);
  });

  test.each<[string, Signal[], string[]]>([
    ['a risk of leaving', [signal('churn_risk', 89)], ['renewal_risk']],
    ['one of three months ago', [signal('churn_risk', 90)], []],
    ['a downgrade', [signal('downgrade', 1)], ['renewal_risk']],
    ['a risk before a renewal', [signal('churn_risk', 9), signal('renewal', 2)], []],
    ['a downgrade before an expansion', [signal('downgrade', 9), signal('expansion', 2)], []],
    ['a risk renewed the same day', [signal('churn_risk', 9), signal('renewal', 9)], []],
    ['a risk after a renewal', [signal('renewal', 9), signal('churn_risk', 2)], ['renewal_risk']],
  ])('looks at %s of anybody at the company', (_, account, gates) => {
    expect(closed([], account)).toEqual(gates);
    expect(closed([], account.toReversed())).toEqual(gates);
  });

  test('with two reasons opens with the last of them', () => {
    const both = [signal('nps', 80, 2), signal('complaint', 2)];
    const [gate] = look({ signals: both }).closed;
    expect(gate).toMatchObject({ gate: 'detractor', opensAt: NOW + 28 * DAY });
    expect(gate?.message).toContain('complained on 20 November 2026');
    expect(gate?.clears).toContain('20 December 2026');
  });
});

describe('readiness', () => {
  test('counts every gate once, and each opens exactly when it says, and not a millisecond before', () => {
    fc.assert(
      fc.property(
        standings,
        anySignals(12, READINESS_SIGNALS),
        anySignals(6, RENEWAL_SIGNALS),
        (standing, signals, account) => {
          const { open, total, closed: gates, passed } = look({ standing, signals, account });
          expect(open + gates.length).toBe(total);
          expect([...gates, ...passed].map(({ gate }) => gate).toSorted()).toEqual(
            [...READINESS_GATES].toSorted(),
          );
          for (const { opensAt, gate, name, message, clears } of gates) {
            expect([name, message, clears]).not.toContain('');
            if (opensAt === null) continue;
            const closedAt = (at: number) =>
              look({ standing, signals, account }, at).closed.map((each) => each.gate);
            expect(closedAt(opensAt)).not.toContain(gate);
            expect(closedAt(opensAt - 1)).toContain(gate);
          }
        },
      ),
    );
  });

  test('depends neither on order nor on signals that close no gate, nor on old ones', () => {
    const isRecent = ({ occurredAt }: Signal) => occurredAt > NOW - READINESS_WINDOW;
    fc.assert(
      fc.property(
        anySignals(20).chain((signals) => fc.tuple(fc.constant(signals), anyOrder(signals))),
        ([signals, shuffled]) => {
          const before = look({ signals, account: signals });
          const told = (types: readonly string[]) =>
            shuffled.filter((each) => types.includes(each.type) && isRecent(each));
          const after = look({ signals: told(READINESS_SIGNALS), account: told(RENEWAL_SIGNALS) });
          expect(after).toEqual(before);
        },
      ),
    );
  });
});
