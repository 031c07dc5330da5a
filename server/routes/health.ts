import { Hono } from 'hono';
import type { Problem } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';

/** Whether the server can work: its variables are in order and its directory is there. */
export const health = new Hono<AppEnv>().get('/', async (c) => {
  const ready = await c.var.services.directory.isReady();
  return ready ? c.json({ ok: true }) : problemResponse(notMigrated);
});

const notMigrated: Problem = {
  code: 'config_invalid',
  message: 'The directory database is not there or not migrated.',
  remedy: 'Apply the migrations with `wrangler d1 migrations apply DIRECTORY`.',
};
