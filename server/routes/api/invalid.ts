import type { Hook, z } from '@hono/zod-openapi';
import type { Problem } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';

/** Answers input that does not have the described shape: which field, and why. The log keeps the field, not the input. */
export const invalid: Hook<unknown, AppEnv, string, Response | undefined> = (result, c) => {
  if (result.success) return undefined;
  const problem = invalidProblem(result.error);
  console.warn('refused', c.req.method, c.req.path, problem.code, problem.field ?? '');
  return problemResponse(problem);
};

/** The first fault of an input, as a problem that names the field. */
export function invalidProblem(error: z.ZodError): Problem {
  const issue = error.issues[0];
  const field = issue?.path.join('.') ?? '';
  return {
    code: 'invalid_input',
    message: `${field === '' ? 'The input' : field}: ${issue?.message ?? 'is not valid'}`,
    remedy: 'Correct the field; /api/openapi.json describes each.',
    ...(field === '' ? {} : { field }),
  };
}
