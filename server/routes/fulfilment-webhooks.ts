import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { DEFAULT_WORKSPACE } from '#server/directory/directory.ts';
import { problemResponse } from '#server/errors.ts';
import type { Signed } from '#server/workspace/fulfilment/events.ts';
import type { Result } from '#core/problem.ts';
import { readRawBytes } from './raw-body.ts';

/** What those who fulfil rewards tell us later; verified over the bytes as they were sent. */
export const fulfilmentWebhooks = new Hono<AppEnv>()
  .post('/tremendous', (c) =>
    hand(c, 'tremendous-webhook-signature', (signed) => fulfilmentOf(c).hearTremendous(signed)),
  )
  .post('/fulfilment', (c) =>
    hand(c, 'x-groundswell-signature', (signed) => fulfilmentOf(c).hearCallback(signed)),
  );

async function hand(
  c: Context<AppEnv>,
  header: string,
  hear: (signed: Signed) => Promise<Result<null>>,
): Promise<Response> {
  const body = await readRawBytes(c.req.raw);
  if (!body.ok) return problemResponse(body.problem);
  const heard = await hear({ body: body.value, signature: c.req.header(header) ?? null });
  return heard.ok ? c.body(null, 200) : problemResponse(heard.problem);
}

function fulfilmentOf(c: Context<AppEnv>) {
  return c.var.services.workspace(DEFAULT_WORKSPACE).fulfilment;
}
