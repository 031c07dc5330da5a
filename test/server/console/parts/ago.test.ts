import { describe, expect, it } from 'vitest';
import { ago, formatDay, formatTime } from '#server/console/parts/ago.ts';

const NOW = Date.UTC(2026, 2, 12, 14, 5, 30);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('how long ago something was', () => {
  it.each([
    [0, 'just now'],
    [59_999, 'just now'],
    [MINUTE, '1 min ago'],
    [59 * MINUTE, '59 min ago'],
    [HOUR, '1 h ago'],
    [23 * HOUR + 59 * MINUTE, '23 h ago'],
    [DAY, '1 day ago'],
    [30 * DAY, '30 days ago'],
    [31 * DAY, '9 Feb 2026'],
  ])('%d ms ago reads %s', (distance, words) => {
    expect(ago(NOW - distance, NOW)).toBe(words);
  });

  it('rounds what lies ahead, so that two weeks stay two weeks', () => {
    expect(ago(NOW + 14 * DAY - 5_000, NOW)).toBe('in 14 days');
    expect(ago(NOW + 90 * MINUTE, NOW)).toBe('in 2 h');
    expect(ago(NOW + 10_000, NOW)).toBe('in a moment');
  });

  it('writes days and times in UTC, wherever the server stands', () => {
    expect(formatDay(Date.UTC(2026, 11, 31, 23, 59))).toBe('31 Dec 2026');
    expect(formatTime(NOW)).toBe('12 Mar 2026, 14:05 UTC');
  });
});
