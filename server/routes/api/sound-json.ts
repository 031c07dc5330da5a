import type { MiddlewareHandler } from 'hono';
import { objectionToJson } from '#core/text/json.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';

/** Refuses JSON nested too deep to be walked, or that says one field twice, before any schema sees it. */
export const soundJson: MiddlewareHandler<AppEnv> = async (c, next) => {
  const isJson = /[/+]json\b/i.test(c.req.header('content-type') ?? '');
  const objection = isJson ? objectionToJson(await c.req.text()) : null;
  if (objection === null) return next();
  const { code, field = '' } = objection.problem;
  console.warn('refused', c.req.method, c.req.path, code, field);
  return problemResponse(objection.problem);
};
