import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fitLogistic, type LogisticRows } from '#core/score/logistic.ts';
import { finish } from './finish.ts';

const fit = (rows: LogisticRows, ridge: number) => finish(fitLogistic(rows, ridge));

/** So many rows of each: [feature, label, count]. */
function table(cells: readonly [number, 0 | 1, number][]): LogisticRows {
  const rows = cells.flatMap(([x, y, count]) => Array.from({ length: count }, () => [x, y] as const));
  return { size: rows.length, features: [rows.map(([x]) => x)], label: rows.map(([, y]) => y) };
}

const anyRows = fc
  .array(
    fc.record({
      x: fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 3, maxLength: 3 }),
      y: fc.boolean(),
    }),
    { minLength: 4, maxLength: 80 },
  )
  .map((rows): LogisticRows => ({
    size: rows.length,
    features: [0, 1, 2].map((index) => rows.map(({ x }) => x[index]! / 100)),
    label: rows.map(({ y }) => (y ? 1 : 0)),
  }));

describe('known answers', () => {
  test('without features: the log-odds of the share', () => {
    const { intercept, coefficients } = fit(
      {
        size: 40,
        features: [],
        label: table([
          [0, 1, 10],
          [0, 0, 30],
        ]).label,
      },
      1,
    );
    expect(intercept).toBeCloseTo(Math.log(10 / 30), 10);
    expect(coefficients).toEqual([]);
  });

  test('a two-by-two table: the log odds ratio', () => {
    const { intercept, coefficients } = fit(
      table([
        [1, 1, 30],
        [1, 0, 10],
        [0, 1, 20],
        [0, 0, 60],
      ]),
      0,
    );
    expect(intercept).toBeCloseTo(Math.log(20 / 60), 9);
    expect(coefficients[0]).toBeCloseTo(Math.log(30 / 10 / (20 / 60)), 9);
  });

  test('only as many rows as told of are read', () => {
    const rows = table([
      [1, 1, 30],
      [1, 0, 10],
      [0, 1, 20],
      [0, 0, 60],
    ]);
    expect(
      fit(
        { ...rows, features: [[...Array.from(rows.features[0]!), 9]], label: [...Array.from(rows.label), 0] },
        0,
      ),
    ).toEqual(fit(rows, 0));
  });
});

/** How the penalised loss still slopes at what was learned: zeros at its least. */
function slopeAt(rows: LogisticRows, ridge: number): number[] {
  const { intercept, coefficients } = fit(rows, ridge);
  const slope = [0, ...coefficients.map((coefficient) => ridge * coefficient)];
  for (let row = 0; row < rows.size; row += 1) {
    const x = rows.features.map((column) => column[row]!);
    const odds = x.reduce((sum, value, index) => sum + value * coefficients[index]!, intercept);
    const error = 1 / (1 + Math.exp(-odds)) - rows.label[row]!;
    [1, ...x].forEach((value, index) => {
      slope[index]! += error * value;
    });
  }
  return slope;
}

describe('the optimum', () => {
  it('is where the slope of the penalised loss is zero', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(0.1, 1, 10), (rows, ridge) => {
        const labels = Array.from(rows.label);
        fc.pre(labels.includes(0) && labels.includes(1));
        for (const part of slopeAt(rows, ridge)) expect(Math.abs(part)).toBeLessThan(1e-4);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[number, [number, 0 | 1, number][]]>([
    [
      0.1,
      [
        [-12.5, 0, 1],
        [8.5, 1, 408],
        [2.8, 1, 188],
        [-8.3, 1, 446],
      ],
    ],
    [
      1,
      [
        [-14.4, 1, 39],
        [-16.4, 1, 72],
        [7.3, 1, 100],
        [13.6, 0, 1],
      ],
    ],
    [
      0.1,
      [
        [-9.8, 1, 419],
        [-18.4, 1, 425],
        [-7.9, 0, 1],
      ],
    ],
    [
      0.1,
      [
        [9.8, 0, 5],
        [-12.6, 0, 24],
        [10.8, 1, 126],
      ],
    ],
  ])('is found where full steps overshoot it, with a penalty of %d', (ridge, cells) => {
    for (const part of slopeAt(table(cells), ridge)) expect(Math.abs(part)).toBeLessThan(1e-4);
  });

  it('is finite where a line splits the rows, or all labels are one', () => {
    const split = fit(
      table([
        [-1, 0, 50],
        [1, 1, 50],
      ]),
      1,
    );
    expect(split.coefficients[0]).toBeGreaterThan(1);
    expect(split.coefficients[0]).toBeLessThan(10);
    fc.assert(
      fc.property(anyRows, fc.constantFrom(0, 1), (rows, label) => {
        const { intercept, coefficients } = fit({ ...rows, label: Array.from(rows.label, () => label) }, 1);
        expect([intercept, ...coefficients].every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('shrinks as the penalty grows', () => {
    const rows = table([
      [1, 1, 30],
      [1, 0, 10],
      [0, 1, 20],
      [0, 0, 60],
    ]);
    const sizes = [0, 1, 10, 100, 1e6].map((ridge) => fit(rows, ridge).coefficients[0]!);
    expect(sizes.toSorted((a, b) => b - a)).toEqual(sizes);
    expect(sizes.at(-1)).toBeCloseTo(0, 3);
  });

  it('does not depend on the order of the rows', () => {
    const cells: [number, 0 | 1, number][] = [
      [1, 1, 30],
      [0.5, 0, 10],
      [0, 1, 20],
      [-1, 0, 60],
    ];
    const [a, b] = [fit(table(cells), 1), fit(table(cells.toReversed()), 1)];
    expect(b.intercept).toBeCloseTo(a.intercept, 9);
    expect(b.coefficients[0]).toBeCloseTo(a.coefficients[0]!, 9);
  });
});

test('others may go first every few thousand rows', () => {
  const size = 50_000;
  const rows = {
    size,
    features: [new Float32Array(size).fill(1)],
    label: new Uint8Array(size).fill(1, 0, 100),
  };
  const turns = [...fitLogistic(rows, 1)].length;
  expect(turns).toBeGreaterThan(4);
  expect(turns).toBeLessThan(100);
});
