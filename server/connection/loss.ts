import type { Problem } from '#core/problem.ts';
import type { Sql } from '#server/storage/sql.ts';
import { getFact, setFact } from './facts.ts';

/** Whether nothing can pass any more until somebody connects the account again. */
export function isLost({ code }: Problem): boolean {
  return code === 'vendor_revoked' || code === 'not_connected' || code === 'grant_uncertain';
}

/** Stops a connection whose grant is gone, and keeps why. */
export function noteLoss(sql: Sql, problem: Problem, at: number): void {
  noteFailure(sql, 'revoked', problem, at);
}

/** Keeps why a connection does not work, and since when: a later try that fails too is the same failure. */
export function noteFailure(sql: Sql, state: 'failing' | 'revoked', problem: Problem, at: number): void {
  setFact(sql, 'state', state);
  setFact(sql, 'problem', problem);
  setFact(sql, 'failingSince', getFact(sql, 'failingSince') ?? at);
}
