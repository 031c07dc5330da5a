import type { FaultKind } from '../faults.ts';

/** Salesforce's error body: an array even of one. */
export function refusal(
  status: number,
  errorCode: string,
  message: string,
  extra: Record<string, unknown> = {},
): Response {
  return Response.json([{ message, errorCode, ...extra }], { status });
}

export function notFound(): Response {
  return refusal(404, 'NOT_FOUND', 'The requested resource does not exist');
}

export function sessionEnded(): Response {
  return refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}

export function limitExceeded(): Response {
  return refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
}

/** The token endpoint's error body. */
export function oauthRefusal(error: string, description: string, status = 400): Response {
  const headers = { 'cache-control': 'no-store', pragma: 'no-cache' };
  return Response.json({ error, error_description: description }, { status, headers });
}

/** Refusals that only a fault rule brings about. */
export function faultRefusal(kind: FaultKind): Response {
  if (kind === 'daily-limit') return limitExceeded();
  if (kind === 'rate-limited')
    return refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.');
  if (kind === 'locked')
    return refusal(400, 'UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record');
  return refusal(503, 'SERVER_UNAVAILABLE', 'The server is temporarily unavailable, please try again later');
}
