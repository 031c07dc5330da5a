import { Z95, type Estimate } from './auc.ts';

/**
 * A share with its 95 % interval, the score interval of Wilson (J. Am. Stat. Assoc. 22, 1927): it stays within 0 to 1
 * and holds for few people and for shares near an end. It takes each of `all` for a throw of its own. Nobody tells
 * nothing: all of 0 to 1.
 */
export function wilson(hits: number, all: number): Estimate {
  if (all === 0) return { value: 0, low: 0, high: 1 };
  const value = hits / all;
  const square = Z95 * Z95;
  const centre = (value + square / (2 * all)) / (1 + square / all);
  const reach =
    (Z95 / (1 + square / all)) * Math.sqrt((value * (1 - value)) / all + square / (4 * all * all));
  // At an end the interval ends there too, but for rounding.
  return {
    value,
    low: Math.min(value, Math.max(0, centre - reach)),
    high: Math.max(value, Math.min(1, centre + reach)),
  };
}
