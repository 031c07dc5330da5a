import { expect } from 'vitest';
import type * as z from 'zod';
import type { RunningGroundswell } from '#test/support/running.ts';
import { problemDetails } from './shapes.ts';

/** An answer of the API: its status and its JSON. */
export type Answer = [status: number, body: unknown];

/** Callers of one server's API, with the admin token. */
export function callerOf(g: Pick<RunningGroundswell, 'appUrl' | 'adminToken'>) {
  const call = (method: string, path: string, body?: string, type = 'application/json'): Promise<Response> =>
    fetch(`${g.appUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${g.adminToken}`,
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      body: body ?? null,
    });
  const post = async (path: string, body: unknown): Promise<Answer> => {
    const response = await call('POST', path, JSON.stringify(body));
    return [response.status, await response.json()];
  };
  return { call, post };
}

/** Holds an answer against a shape and gives it, typed. */
export function expectShape<Shape extends z.ZodType>(shape: Shape, answer: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(answer);
  expect(parsed.error?.issues ?? []).toEqual([]);
  return parsed.data as z.infer<Shape>;
}

/** Holds an answer against the problem it should be. */
export async function expectProblem(
  answer: Promise<Answer>,
  status: number,
  code: string,
  field: string,
): Promise<void> {
  const [given, body] = await answer;
  expectShape(problemDetails, body);
  expect(body).toMatchObject({ status, code, field });
  expect(given).toBe(status);
}
