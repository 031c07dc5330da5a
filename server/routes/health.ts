import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';

/** Whether the server is up and its variables are in order. */
export const health = new Hono<AppEnv>().get('/', (c) => c.json({ ok: true }));
