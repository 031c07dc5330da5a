import { expect, test } from 'vitest';
import type { ProblemCode } from '#core/problem.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { createRepeater } from '#connectors/salesforce/repeat.ts';

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
  const passing = failure(1_000);
  expect(await run([passing, passing])).toEqual({ outcome: 'done', calls: 3, waits: [1_000, 2_000] });
  const last = failure(1_000);
  expect(await run([passing, passing, passing, last])).toEqual({
    outcome: last,
    calls: 4,
    waits: [1_000, 2_000, 3_000],
  });
});

test('tries a refused token once more, whatever else went wrong, then no further', async () => {
  const expired = failure(0, 'unauthorized');
  expect(await run([expired])).toMatchObject({ outcome: 'done', calls: 2 });
  expect(await run([failure(1_000), expired])).toMatchObject({ outcome: 'done', calls: 3 });
  expect(await run([expired, failure(1_000), expired])).toMatchObject({ outcome: expired, calls: 3 });
});

test('leaves long waits, and what cannot pass, to the caller', async () => {
  for (const error of [
    failure(900_000, 'rate_limited'),
    failure(60_000),
    failure(null),
    new TypeError('bug'),
  ]) {
    expect(await run([error])).toEqual({ outcome: error, calls: 1, waits: [] });
  }
});
