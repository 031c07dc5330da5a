import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { actorFor } from '#server/principal.ts';
import { answers, jsonBody } from './answers.ts';
import { backTestAnswer, calibration } from './back-test-schemas.ts';
import { deciderInput } from './identity-schemas.ts';
import { invalid } from './invalid.ts';

/** Models held against what people did. */
export const backTestRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'post',
      path: '/back-test',
      summary: 'How well a model would have found those who advocated; nothing changes',
      request: {
        body: jsonBody(z.object({ model: z.unknown().openapi({ description: 'A ScoreModel' }) })),
      },
      responses: answers(backTestAnswer, 'The comparison, or why there is too little data for one'),
    }),
    async (c) => {
      const tested = await modelsOf(c).backTest(c.req.valid('json').model);
      return tested.ok ? c.json(tested.value, 200) : problemResponse(tested.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/calibrate',
      summary: 'Keep a draft with pillar weights learned from who advocated; it is never published by itself',
      request: { body: jsonBody(deciderInput) },
      responses: answers(calibration, 'The draft, with its back-test on months it did not learn from'),
    }),
    async (c) => {
      const by = actorFor(c.var.principal, c.req.valid('json').by);
      const calibrated = await modelsOf(c).calibrate(by);
      return calibrated.ok ? c.json(calibrated.value, 200) : problemResponse(calibrated.problem);
    },
  );

function modelsOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).models;
}
