import { ConnectorError } from '#connectors/shared/connector-error.ts';
import type { Result } from '#core/problem.ts';

/** Turns a thrown ConnectorError into a failure as a value. */
export async function asResult<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ConnectorError) return { ok: false, problem: error.problem };
    throw error;
  }
}
