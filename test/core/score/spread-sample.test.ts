import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadSample } from '#core/score/spread-sample.ts';

test('a sample is as many as asked for, each once, in order, evenly apart, and the same again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 300 }), (size, most) => {
      const all = Array.from({ length: size }, (_, index) => index);
      const sample = spreadSample(all, most);
      expect(sample).toHaveLength(Math.min(size, most));
      expect(spreadSample(all, most)).toEqual(sample);
      const gaps = sample.slice(1).map((at, index) => at - sample[index]!);
      const even = size / sample.length;
      for (const gap of gaps) expect(Math.abs(gap - even)).toBeLessThan(1);
    }),
  );
  expect(spreadSample([1, 2, 3, 4, 5, 6], 3)).toEqual([1, 3, 5]);
});

test('where all fit, the sample is the very list', () => {
  const all = [1, 2, 3];
  expect(spreadSample(all, 3)).toBe(all);
});
