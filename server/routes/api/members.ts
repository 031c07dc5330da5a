import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { ROLES } from '#core/member/role.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { answers, jsonBody } from './answers.ts';
import { invalid } from './invalid.ts';

const role = z.enum(ROLES);

const member = z
  .object({
    id: z.string(),
    slackTeam: z.string().nullable(),
    slackUser: z.string().nullable().openapi({ description: 'Null until Slack told who they are there' }),
    email: z.string().nullable(),
    name: z.string(),
    image: z.string().nullable(),
    timeZone: z.string().nullable(),
    role,
    state: z.enum(['active', 'disabled']),
    createdAt: z.number(),
    signedInAt: z.number().nullable(),
    lastSeenAt: z.number().nullable(),
  })
  .openapi('Member');

const memberInput = z
  .object({ email: z.string().max(254), name: z.string().max(200).nullable().optional(), role })
  .openapi('NewMember');

const defaultRole = z
  .object({ role: z.enum(['viewer', 'manager']) })
  .openapi('DefaultRole', { description: 'What Slack users may do who are no members' });

const { 200: added, default: problem } = answers(member, 'The member');

/** The people of the company, for setting a workspace up; the console does the rest. */
export const memberRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'Everybody who runs the programme',
      responses: answers(z.object({ items: z.array(member) }), 'Members, active ones first'),
    }),
    async (c) => c.json({ items: await membersOf(c).list() }, 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/',
      summary: 'Add somebody by e-mail; their Slack user is found by it',
      request: { body: jsonBody(memberInput) },
      responses: { 201: added, default: problem },
    }),
    async (c) => {
      const { name = null, ...wanted } = c.req.valid('json');
      const made = await membersOf(c).add({ ...wanted, name }, c.var.principal.actor);
      return made.ok ? c.json(made.value, 201) : problemResponse(made.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/default-role',
      summary: 'Set what Slack users may do who are no members',
      request: { body: jsonBody(defaultRole) },
      responses: answers(defaultRole, 'As it is set'),
    }),
    async (c) => {
      const wanted = c.req.valid('json');
      const set = await membersOf(c).setDefaultRole(wanted.role, c.var.principal.actor);
      return set.ok ? c.json(wanted, 200) : problemResponse(set.problem);
    },
  );

function membersOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).members;
}
