import type { Hook } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';

/** Answers input that does not have the described shape: which field, and why. */
export const invalid: Hook<unknown, AppEnv, string, Response | undefined> = (result) => {
  if (result.success) return undefined;
  const issue = result.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  return problemResponse({
    code: 'invalid_input',
    message: `${field === '' ? 'The input' : field}: ${issue?.message ?? 'is not valid'}`,
    remedy: 'Correct the field; /api/openapi.json describes each.',
    ...(field === '' ? {} : { field }),
  });
};
