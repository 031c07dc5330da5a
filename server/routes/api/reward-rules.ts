import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { actorFor } from '#server/principal.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';
import { rewardRules, rewardRulesInput } from './rule-schemas.ts';

/** What each act earns. */
export const rewardRuleRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'What each act earns',
      responses: answers(rewardRules, 'The rules'),
    }),
    async (c) => c.json({ rules: await rulesOf(c).list() }, 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/',
      summary: 'Replace the rules, for acts told from now on',
      request: { body: jsonBody(rewardRulesInput) },
      responses: answers(rewardRules, 'The rules as they are kept'),
    }),
    async (c) => {
      const { rules, by } = c.req.valid('json');
      const kept = await rulesOf(c).replace(rules, actorFor(c.var.principal, by));
      return kept.ok ? c.json({ rules: kept.value }, 200) : problemResponse(kept.problem);
    },
  );

function rulesOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).rewardRules;
}
