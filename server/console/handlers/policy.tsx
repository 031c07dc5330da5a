import { Hono, type Context } from 'hono';
import { endOfDay } from '#core/import/zone.ts';
import { memberActor } from '#core/member/member.ts';
import { displayActor } from '#core/actor/actor.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { PolicyPage } from '#server/console/pages/policy/policy.tsx';
import { POLICY_PATH } from '#server/console/pages/policy/words.ts';
import type { Refused } from '#server/console/parts/field.tsx';
import { statusOf } from '#server/errors.ts';
import { readForm, refusal } from './form.ts';

/** The policy in force, its versions, and who stands in for whom. */
export const policy = new Hono<AppEnv>()
  .get('/', (c) => show(c, null))
  .post('/delegate', async (c) => {
    const values = await readForm(c);
    const { actor, memberId } = c.var.principal;
    const { members, delegations } = workspaceOf(c);
    const everybody = await members.list();
    const chosen = everybody.find(({ id, state }) => id === values['to'] && state === 'active');
    const zone = everybody.find(({ id }) => id === memberId)?.timeZone ?? 'UTC';
    const delegate = chosen === undefined ? '' : memberActor(chosen);
    const set = await delegations.set(actor, delegate, endOfDay(values['until'] ?? '', zone));
    if (!set.ok) return show(c, refusal('delegate', set.problem, values));
    const done = `${chosen?.name ?? displayActor(delegate)} decides for you until then.`;
    return redirectWith(c, `${POLICY_PATH}#delegates`, { done });
  })
  .post('/delegate/end', async (c) => {
    const ended = await workspaceOf(c).delegations.clear(c.var.principal.actor);
    const done = ended ? 'You decide yourself again.' : 'Nobody decided for you.';
    return redirectWith(c, `${POLICY_PATH}#delegates`, { done });
  });

async function show(c: Context<AppEnv>, refused: Refused | null): Promise<Response> {
  const { policies, delegations, members } = workspaceOf(c);
  const [versions, standing, everybody] = await Promise.all([
    policies.versions(),
    delegations.list(),
    members.list(),
  ]);
  const active = everybody.filter(({ state }) => state === 'active');
  const delegates = { delegations: standing, members: active };
  const data = { now: Date.now(), versions, delegates, refused };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  return page(c, { title: 'Approval policy', here: 'policy', status }, <PolicyPage data={data} />);
}
