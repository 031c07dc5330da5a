import { expect, test } from 'vitest';
import type { ProblemCode } from '#core/problem.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { createRepeater } from '#connectors/hubspot/repeat.ts';

const failure = (retryAfter: number | null, code: ProblemCode = 'vendor_unavailable') =>
  new ConnectorError({ code, message: 'm', remedy: 'r' }, retryAfter);

/** Runs a call that fails as listed and then succeeds. */
async function run(failures: Error[]) {
  const waits: number[] = [];
  const repeat = createRepeater(async (ms) => {
    waits.push(ms);
  });
  let calls = 0;
  const call = async () => {
    const error = failures[calls++];
    if (error) throw error;
    return 'done';
  };
  const outcome = await repeat(call).catch((error: unknown) => error);
  return { outcome, calls, waits };
}

test('repeats what may pass, waiting longer each time, then gives up', async () => {
  expect(await run([failure(1_000), failure(1_000)])).toEqual({
    outcome: 'done',
    calls: 3,
    waits: [1_000, 2_000],
  });
  const last = failure(10_000);
  expect(await run([failure(10_000), failure(10_000), failure(10_000), last])).toEqual({
    outcome: last,
    calls: 4,
    waits: [10_000, 20_000, 30_000],
  });
});

test('never repeats what cannot pass, or what we do not know', async () => {
  const refused = failure(null, 'record_rejected');
  expect(await run([refused])).toEqual({ outcome: refused, calls: 1, waits: [] });
  const bug = new TypeError('bug');
  expect(await run([bug])).toEqual({ outcome: bug, calls: 1, waits: [] });
});

test('leaves long waits to the caller', async () => {
  const moving = failure(3_600_000);
  expect(await run([moving])).toEqual({ outcome: moving, calls: 1, waits: [] });
});

test('tries a refused token once more, then no further', async () => {
  const expired = failure(0, 'unauthorized');
  expect(await run([expired])).toMatchObject({ outcome: 'done', calls: 2 });
  expect(await run([expired, expired])).toMatchObject({ outcome: expired, calls: 2 });
});
