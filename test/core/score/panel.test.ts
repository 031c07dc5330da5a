import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HORIZON } from '#core/score/cutoffs.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { Panel, withRoom, type PastSignal, type Standing } from '#core/score/panel.ts';
import { sumsOf } from '#core/score/score.ts';
import type { SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { anySignals, NOW, signal } from '../signals.ts';

const CUTOFFS = [-200, -150, -120].map((days) => NOW + days * DAY);
const at = (type: SignalType, days: number, value: number | null = null): PastSignal =>
  signal(type, -days, value);

/** The rows somebody's history makes, by cut-off. */
function rowsOf(history: readonly PastSignal[]) {
  const panel = new Panel(CUTOFFS, 1);
  const standings: (Standing & { advocated: boolean })[] = [];
  panel.add(history, [DEFAULT_MODEL], (row, standing) => {
    standings.push({ ...standing, sums: [...standing.sums], advocated: panel.label[row] === 1 });
  });
  return { panel, standings };
}

const labels = (history: readonly PastSignal[]) =>
  rowsOf(history).standings.map(({ advocated }) => advocated);

describe('who is in a cut-off', () => {
  it('is whoever something had happened to before it', () => {
    expect(rowsOf([at('renewal', -160)]).panel.covered).toEqual(CUTOFFS.slice(1));
    expect(rowsOf([at('renewal', -200)]).panel.covered).toEqual(CUTOFFS.slice(1));
    expect(rowsOf([{ ...at('renewal', -200), occurredAt: CUTOFFS[0]! - 1 }]).panel.covered).toEqual(CUTOFFS);
    expect(rowsOf([at('renewal', -100)]).panel).toMatchObject({ size: 0, people: 0, covered: [] });
  });

  it('counts by when it happened, whenever we were told', () => {
    const late = { ...signal('renewal', 300), receivedAt: NOW };
    expect(rowsOf([late]).panel.size).toBe(3);
  });
});

describe('who advocated after a cut-off', () => {
  const known = at('renewal', -300);

  it('is whoever acted within the horizon, from the cut-off itself on', () => {
    expect(labels([known, at('referral', -150)])).toEqual([true, true, false]);
    expect(labels([known, at('referral', -120)])).toEqual([true, true, true]);
    const last = { ...at('referral', 0), occurredAt: CUTOFFS[2]! + HORIZON - 1 };
    expect(labels([known, last])).toEqual([false, false, true]);
    expect(labels([known, { ...last, occurredAt: CUTOFFS[2]! + HORIZON }])).toEqual([false, false, false]);
  });

  it('is nobody who only bought, answered, or warned others of us', () => {
    const others = [at('renewal', -130), at('nps', -120, 10), at('review', -110, 1)];
    expect(labels([known, ...others])).toEqual([false, false, false]);
    expect(labels([known, at('review', -110, 5)])).toEqual([false, true, true]);
  });
});

describe('how somebody stood at a cut-off', () => {
  const history = anySignals(25).map((signals) => signals.toSorted((a, b) => a.occurredAt - b.occurredAt));

  it('is the sums of all before it', () => {
    fc.assert(
      fc.property(history, (signals) => {
        for (const { cutoff, sums, newest } of rowsOf(signals).standings) {
          const before = signals.filter(({ occurredAt }) => occurredAt < cutoff);
          expect(sums).toEqual([sumsOf(DEFAULT_MODEL, before)]);
          expect(newest).toBe(before.at(-1)!.occurredAt);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never changes by anything later', () => {
    fc.assert(
      fc.property(history, history, (signals, more) => {
        const [cutoff] = CUTOFFS;
        const later = more.filter(({ occurredAt }) => occurredAt >= cutoff!);
        const all = [...signals, ...later].toSorted((a, b) => a.occurredAt - b.occurredAt);
        const first = (rows: typeof signals) => {
          const standing = rowsOf(rows).standings.find((one) => one.cutoff === cutoff);
          return standing === undefined ? null : { sums: standing.sums, newest: standing.newest };
        };
        expect(first(all)).toEqual(first(signals));
      }),
      { numRuns: 500 },
    );
  });
});

it('counts rows and people, however little room it began with', () => {
  const panel = new Panel(CUTOFFS, 0);
  const seen: number[] = [];
  for (let person = 0; person < 50; person += 1) {
    panel.add([at('renewal', -300), ...(person % 5 === 0 ? [at('referral', -140)] : [])], [], (row) =>
      seen.push(row),
    );
  }
  panel.add([], [], () => expect.unreachable());
  expect(panel).toMatchObject({ size: 150, people: 50, advocated: 20, advocates: 10 });
  expect(seen).toEqual(Array.from({ length: 150 }, (_, row) => row));
  expect([...panel.person.slice(0, 4), panel.person[149]]).toEqual([0, 0, 0, 1, 49]);
  expect(panel.cutoff.slice(0, 4)).toEqual(Uint8Array.of(0, 1, 2, 0));
});

it('makes room in a column without losing anything', () => {
  const column = Uint16Array.of(1, 2);
  const make = (length: number) => new Uint16Array(length);
  expect(withRoom(column, 1, make)).toBe(column);
  expect(withRoom(column, 2, make).slice(0, 3)).toEqual(Uint16Array.of(1, 2, 0));
});
