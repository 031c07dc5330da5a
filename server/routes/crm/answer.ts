import type { Result } from '#core/problem.ts';
import { problemResponse } from '#server/errors.ts';

/** A card or what an action did as JSON, or why not; nothing on the way may keep it. */
export function cardResponse(result: Result<object>): Response {
  const response = result.ok ? Response.json(result.value) : problemResponse(result.problem);
  response.headers.set('cache-control', 'no-store');
  return response;
}
