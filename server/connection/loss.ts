import type { Problem } from '#core/problem.ts';
import type { Sql } from '#server/storage/sql.ts';
import { setFact } from './facts.ts';

/** Whether nothing can pass any more until somebody connects the account again. */
export function isLost({ code }: Problem): boolean {
  return code === 'vendor_revoked' || code === 'not_connected' || code === 'grant_uncertain';
}

/** Stops a connection whose grant is gone, and keeps why. */
export function noteLoss(sql: Sql, problem: Problem): void {
  setFact(sql, 'state', 'revoked');
  setFact(sql, 'problem', problem);
}
