import { ConnectorError } from '#connectors/shared/connector-error.ts';

/** Resolves after so many milliseconds. */
export type Wait = (ms: number) => Promise<void>;

const REPEATS = 3;
/** A longer wait is for the caller to plan: it outlives the moment. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Repeats a call that failed in passing, as its rule in errors.ts allows; each wait is longer by the first. A token
 * refused twice is not tried again. Only for calls that may be sent twice. Rethrows the last ConnectorError.
 */
export function createRepeater(wait: Wait) {
  return async <T>(call: () => Promise<T>): Promise<T> => {
    for (let failures = 0; ; failures++) {
      try {
        return await call();
      } catch (error) {
        const pause = error instanceof ConnectorError ? pauseAfter(error, failures) : null;
        if (pause === null) throw error;
        await wait(pause);
      }
    }
  };
}

function pauseAfter({ problem, retryAfter }: ConnectorError, failures: number): number | null {
  if (retryAfter === null || failures >= (problem.code === 'unauthorized' ? 1 : REPEATS)) return null;
  const pause = retryAfter * (failures + 1);
  return pause > LONGEST_WAIT_MS ? null : pause;
}
