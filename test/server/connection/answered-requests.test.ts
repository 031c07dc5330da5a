import { describe, expect, test } from 'vitest';
import { AnsweredRequests } from '#server/connection/answered-requests.ts';
import { openStore } from '#test/support/node-sql.ts';

const MINUTE = 60_000;

function setUp() {
  const sql = openStore('connection');
  const clock = { now: Date.UTC(2026, 10, 22) };
  const requests = new AnsweredRequests(sql, () => clock.now);
  return { requests, clock, rows: () => sql.all('SELECT * FROM card_request').length };
}

describe('a request', () => {
  test('is let in once', () => {
    const { requests } = setUp();
    expect(requests.remember('a')).toBe(true);
    expect(requests.remember('a')).toBe(false);
    expect(requests.remember('b')).toBe(true);
  });

  test('that got no answer may come again', () => {
    const { requests } = setUp();
    requests.remember('a');
    requests.forget('a');
    expect(requests.remember('a')).toBe(true);
  });

  test('is remembered for as long as its signature could be good', () => {
    const { requests, clock } = setUp();
    requests.remember('a');
    clock.now += 10 * MINUTE;
    expect(requests.remember('a')).toBe(false);
    clock.now += 1;
    expect(requests.remember('a')).toBe(true);
  });

  test('of long ago takes no room', () => {
    const { requests, clock, rows } = setUp();
    for (let minute = 0; minute < 60; minute += 1) {
      requests.remember(`at minute ${minute}`);
      clock.now += MINUTE;
    }
    expect(rows()).toBeLessThanOrEqual(12);
  });
});
