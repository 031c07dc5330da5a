import { randomUUID } from 'node:crypto';
import type { FaultKind } from '../faults.ts';

/** HubSpot's error body. Extra members go beside the standard ones. */
export function refusal(
  status: number,
  category: string,
  message: string,
  extra: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Response {
  const body = { status: 'error', message, correlationId: randomUUID(), category, ...extra };
  return Response.json(body, { status, headers });
}

export function validationError(message: string, extra: Record<string, unknown> = {}): Response {
  return refusal(400, 'VALIDATION_ERROR', message, extra);
}

export function notFound(message = 'resource not found'): Response {
  return refusal(404, 'OBJECT_NOT_FOUND', message);
}

/** The 429 bodies, which carry `errorType` where other errors carry `category`. */
export function rateLimited(
  policyName: 'TEN_SECONDLY_ROLLING' | 'SECONDLY' | 'DAILY',
  headers: Record<string, string> = {},
): Response {
  const name = { TEN_SECONDLY_ROLLING: 'ten_secondly_rolling', SECONDLY: 'secondly', DAILY: 'daily' }[
    policyName
  ];
  const body = {
    status: 'error',
    message: `You have reached your ${name} limit.`,
    errorType: 'RATE_LIMIT',
    correlationId: randomUUID(),
    policyName,
  };
  return Response.json(body, { status: 429, headers });
}

/** Refusals that only a fault rule brings about. */
export function faultRefusal(kind: FaultKind): Response {
  if (kind === 'rate-limited') return rateLimited('TEN_SECONDLY_ROLLING');
  if (kind === 'daily-limit') return rateLimited('DAILY');
  if (kind === 'locked') return refusal(423, 'LOCKED', 'This resource is locked, try again in 2 seconds.');
  return refusal(
    477,
    'MIGRATION_IN_PROGRESS',
    'This account is moving between data centers.',
    {},
    { 'retry-after': '1' },
  );
}
