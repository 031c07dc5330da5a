import * as z from 'zod';
import type { Problem } from '#core/problem.ts';
import type { Attempt } from '#server/workspace/outbox/doors.ts';

const HOUR = 3_600_000;
const TOO_MANY = 60_000;

/** developers.tremendous.com/docs/errors: `errors` is a text, or an object with a message and the fields at fault. */
const errorSchema = z.object({
  errors: z.union([
    z.string(),
    z.object({ message: z.string(), payload: z.record(z.string(), z.unknown()).optional().catch(undefined) }),
  ]),
});

/** An answer as JSON, or the problem it tells; garbage after a success says nothing of what was done. */
export function answerOf(
  status: number,
  text: string,
  headers: unknown,
): Attempt<{ status: number; body: unknown }> {
  const body = parse(text);
  if (status >= 200 && status < 300) {
    if (body !== undefined) return { ok: true, value: { status, body } };
    return shut('vendor_unavailable', 'Tremendous answered with something that is not JSON.', AGAIN, 0);
  }
  const said = wordsOf(body);
  if (status === 429) {
    return shut('rate_limited', 'Tremendous takes no more requests for a moment.', AGAIN, waitOf(headers));
  }
  if (status === 401 || status === 403) {
    return shut(
      'vendor_revoked',
      `Tremendous refused the API key: ${said}.`,
      'Save a key that is valid.',
      null,
    );
  }
  if (status === 402) {
    return shut(
      'vendor_refused',
      `Tremendous has too little money for it: ${said}.`,
      'Add funds there.',
      HOUR,
    );
  }
  // Only in its own words is it not there: a wrong address answers 404 as well.
  if (status === 404 && errorSchema.safeParse(body).success)
    return shut('not_found', `Tremendous knows no such order: ${said}.`, 'Look there.', null);
  if (status === 409)
    return shut('key_conflict', `Tremendous has another order under this key: ${said}.`, LOOK, null);
  if (status >= 400 && status < 500 && status !== 404 && status !== 408) {
    return shut('vendor_refused', `Tremendous refused it: ${said}.`, 'Correct it, then try again.', null);
  }
  return shut('vendor_unavailable', `Tremendous answered ${status}.`, AGAIN, 0);
}

const AGAIN = 'It is tried again by itself, under the same key.';
const LOOK = 'Compare the order there with the reward.';

/** A call without an answer may or may not have been acted upon. Keys are in no message: those are shown to people. */
export function unanswered(error: unknown): { ok: false; problem: Problem; retryAfter: number | null } {
  const message = error instanceof Error ? error.message : 'no answer';
  return shut('vendor_unavailable', `Tremendous did not answer: ${message.slice(0, 200)}.`, AGAIN, 0);
}

export function shut(
  code: Problem['code'],
  message: string,
  remedy: string,
  retryAfter: number | null,
): { ok: false; problem: Problem; retryAfter: number | null } {
  return { ok: false, problem: { code, message, remedy }, retryAfter };
}

function wordsOf(body: unknown): string {
  const told = errorSchema.safeParse(body);
  if (!told.success) return 'it gave no reason';
  const { errors } = told.data;
  if (typeof errors === 'string') return trim(errors);
  const fields = Object.entries(errors.payload ?? {}).map(([field, why]) => `${field} ${String(why)}`);
  return trim([errors.message, ...fields].join('; '));
}

function trim(text: string): string {
  return text.trim().replace(/\.$/, '').slice(0, 300);
}

function waitOf(headers: unknown): number {
  const seconds = Number((headers as Record<string, unknown> | null)?.['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, HOUR) : TOO_MANY;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
