/** Every way a request can fail, as a stable code that callers may branch on. */
export type ProblemCode =
  | 'already_decided'
  | 'already_published'
  | 'ambiguous_email'
  | 'bad_signature'
  | 'budget_exceeded'
  | 'cap_reached'
  | 'changed_since'
  | 'config_invalid'
  | 'expired'
  | 'forbidden'
  | 'fulfilment_state'
  | 'grant_uncertain'
  | 'import_state'
  | 'insufficient_points'
  | 'internal'
  | 'invalid_input'
  | 'key_conflict'
  | 'last_owner'
  | 'not_connected'
  | 'not_found'
  | 'not_json'
  | 'on_hold'
  | 'package_missing'
  | 'property_missing'
  | 'property_type_changed'
  | 'rate_limited'
  | 'record_rejected'
  | 'replayed'
  | 'scope_missing'
  | 'self_approval'
  | 'state_mismatch'
  | 'too_large'
  | 'too_little_data'
  | 'unauthorized'
  | 'unknown_signal_type'
  | 'user_left'
  | 'vendor_refused'
  | 'vendor_revoked'
  | 'vendor_unavailable';

/** A failure as a value: what happened, and what the reader can do about it. */
export interface Problem {
  code: ProblemCode;
  message: string;
  remedy: string;
  /** The input field at fault, where there is one. */
  field?: string;
}

/** A problem as RFC 9457 has it, with our stable `code` and the `remedy` beside the standard members. */
export function problemDetails(problem: Problem, status: number) {
  const { code, message, remedy, field } = problem;
  return {
    type: `https://groundswell.dev/problems/${code}`,
    title: code.replaceAll('_', ' '),
    status,
    detail: message,
    code,
    remedy,
    ...(field === undefined ? {} : { field }),
  };
}

export type Refusal = { ok: false; problem: Problem };
export type Result<T> = { ok: true; value: T } | Refusal;

/** Wraps a success. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Wraps a failure. */
export function refuse(code: ProblemCode, message: string, remedy: string, field?: string): Refusal {
  return {
    ok: false,
    problem: field === undefined ? { code, message, remedy } : { code, message, remedy, field },
  };
}
