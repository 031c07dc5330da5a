import type { TypedResponse } from 'hono';
import { problemDetails, type Problem, type ProblemCode } from '#core/problem.ts';

type Status = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500 | 502 | 503;

/** The HTTP status of every problem; a new code does not compile until it has one. */
const STATUS: Record<ProblemCode, Status> = {
  already_decided: 409,
  already_published: 409,
  ambiguous_email: 409,
  bad_signature: 401,
  budget_exceeded: 409,
  cap_reached: 409,
  changed_since: 409,
  config_invalid: 503,
  expired: 410,
  forbidden: 403,
  fulfilment_state: 409,
  grant_uncertain: 409,
  import_state: 409,
  insufficient_points: 409,
  internal: 500,
  invalid_input: 400,
  key_conflict: 409,
  last_owner: 409,
  not_connected: 409,
  not_found: 404,
  not_json: 400,
  on_hold: 409,
  package_missing: 409,
  property_missing: 409,
  property_type_changed: 409,
  rate_limited: 429,
  record_rejected: 422,
  replayed: 401,
  scope_missing: 403,
  self_approval: 403,
  state_mismatch: 403,
  too_large: 413,
  too_little_data: 409,
  unauthorized: 401,
  unknown_signal_type: 400,
  user_left: 403,
  vendor_refused: 502,
  vendor_revoked: 409,
  vendor_unavailable: 502,
};

export function statusOf(code: ProblemCode): Status {
  return STATUS[code];
}

/** A response no route has to announce: typed routes take it as any of theirs. */
export type ProblemResponse = Response & TypedResponse<never, never, never>;

/** Where it is found from now on; relative to the address that was asked for. */
export function movedResponse(location: string): ProblemResponse {
  return new Response(null, { status: 301, headers: { location } }) as ProblemResponse;
}

/** A problem as an HTTP answer, with the status of its code. */
export function problemResponse(problem: Problem): ProblemResponse {
  const status = statusOf(problem.code);
  const body = problemDetails(problem, status);
  const response = Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } });
  return response as ProblemResponse;
}
