import type { Problem } from '#core/problem.ts';

/** A vendor call that failed, and whether and when it is worth repeating. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  readonly problem: Problem;
  /** Milliseconds to wait before the same call may succeed; null where repeating it cannot help. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null) {
    super(`${problem.code}: ${problem.message}`);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}
