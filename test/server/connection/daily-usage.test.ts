import { describe, expect, test } from 'vitest';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { createDailyUsage } from '#server/connection/daily-usage.ts';
import { setFact } from '#server/connection/facts.ts';
import { openStore } from '#test/support/node-sql.ts';

const QUARTER = 15 * 60_000;

function world() {
  const sql = openStore('connection');
  const clock = { now: Date.UTC(2026, 10, 22) };
  const usage = createDailyUsage(sql, () => clock.now);
  const call = () => usage.spend('call', async () => 'answered').catch((error: unknown) => error);
  return { sql, clock, usage, call };
}

describe('calls of an account that counts them by the day', () => {
  test('pass freely until the vendor told what is used, and below the share', async () => {
    const { usage, call } = world();
    expect(await call()).toBe('answered');
    usage.note({ used: 69_999, limit: 100_000 });
    expect(await call()).toBe('answered');
  });

  test('stop at the share with a reason, but for one look in a quarter of an hour', async () => {
    const { clock, usage, call } = world();
    usage.note({ used: 70_000, limit: 100_000 });
    const refused = await call();
    expect(refused).toBeInstanceOf(ConnectorError);
    expect((refused as ConnectorError).problem).toMatchObject({ code: 'rate_limited' });
    expect((refused as ConnectorError).problem.message).toContain('70,000 of the 100,000');
    expect((refused as ConnectorError).retryAfter).toBe(QUARTER);
    clock.now += QUARTER;
    expect(await call()).toBe('answered');
    expect(await call()).toBeInstanceOf(ConnectorError);
    usage.note({ used: 60_000, limit: 100_000 });
    expect(await call()).toBe('answered');
  });

  test('obey the share the admin sets, and remember usage over a restart', async () => {
    const { sql, clock, usage, call } = world();
    usage.note({ used: 80_000, limit: 100_000 });
    setFact(sql, 'apiShare', 0.9);
    expect(await call()).toBe('answered');
    setFact(sql, 'apiShare', 0.5);
    const restarted = createDailyUsage(sql, () => clock.now);
    await expect(restarted.spend('call', async () => 'answered')).rejects.toThrow('rate_limited');
  });

  test('are not sent after one that told of the end, though they were asked for before', async () => {
    const { sql, clock, usage } = world();
    usage.note({ used: 1, limit: 100_000 });
    let sent = 0;
    const calls = Array.from({ length: 40 }, () =>
      usage.spend('call', async () => {
        sent += 1;
        await new Promise(setImmediate);
        usage.note({ used: 100_000, limit: 100_000 });
      }),
    );
    const outcomes = await Promise.allSettled(calls);
    expect(sent).toBe(5);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(35);
    const restarted = createDailyUsage(sql, () => clock.now);
    await expect(restarted.spend('call', async () => 'answered')).rejects.toThrow('rate_limited');
  });

  test('go out five at a time', async () => {
    const { usage } = world();
    let open = 0;
    let most = 0;
    const calls = Array.from({ length: 40 }, () =>
      usage.spend('call', async () => {
        most = Math.max(most, ++open);
        await Promise.resolve();
        open -= 1;
      }),
    );
    await Promise.all(calls);
    expect(most).toBe(5);
  });
});
