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
    for (let failures = 0, refusals = 0; ;) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof ConnectorError) || error.retryAfter === null) throw error;
        const isRefusal = error.problem.code === 'unauthorized';
        const pause = error.retryAfter * ((isRefusal ? refusals++ : failures++) + 1);
        if (refusals > 1 || failures > REPEATS || pause > LONGEST_WAIT_MS) throw error;
        await wait(pause);
      }
    }
  };
}
