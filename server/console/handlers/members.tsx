import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { exceptionForm, MEMBERS_PATH } from '#server/console/pages/member-exceptions.tsx';
import { MembersPage } from '#server/console/pages/members.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { ROLE_WORDS } from '#server/console/parts/words.ts';
import { statusOf } from '#server/errors.ts';
import { given, readForm, refusal } from './form.ts';

/** People and roles: added, changed, shut out, and told who of Slack they are. */
export const members = new Hono<AppEnv>()
  .get('/', (c) => show(c, null))
  .post('/', async (c) => {
    const values = await readForm(c);
    const wanted = { email: values['email'] ?? '', name: given(values, 'name'), role: values['role'] ?? '' };
    const added = await workspaceOf(c).members.add(wanted, c.var.principal.actor);
    if (!added.ok) return show(c, refusal('add', added.problem, values));
    const { name, role } = added.value;
    return redirectWith(c, MEMBERS_PATH, { done: `${name} is added as ${ROLE_WORDS[role].toLowerCase()}.` });
  })
  .post('/default-role', async (c) => {
    const values = await readForm(c);
    const set = await workspaceOf(c).members.setDefaultRole(values['role'] ?? '', c.var.principal.actor);
    if (!set.ok) return show(c, refusal('default', set.problem, values));
    return redirectWith(c, MEMBERS_PATH, { done: 'The role of everybody else in Slack is saved.' });
  })
  .post('/sign-out', async (c) => {
    const { memberId, actor } = c.var.principal;
    if (memberId !== null) await workspaceOf(c).members.endSessions(memberId, actor);
    return c.redirect('/console/sign-in', 303);
  })
  .post('/slack/:team/:user', async (c) => {
    const { team, user } = c.req.param();
    const values = await readForm(c);
    const [kind, what = ''] = (values['as'] ?? '').split(':');
    const place = { team, id: user };
    const { actor } = c.var.principal;
    const noun = workspaceOf(c).members;
    const placed =
      kind === 'member' ? await noun.map(place, what, actor) : await noun.addSlackUser(place, what, actor);
    if (!placed.ok) return show(c, refusal(exceptionForm(team, user), placed.problem, values));
    const { name, role } = placed.value;
    return redirectWith(c, MEMBERS_PATH, {
      done: `${name} is ${ROLE_WORDS[role].toLowerCase()} here and in Slack.`,
    });
  })
  .post('/:id/role', async (c) => {
    const id = c.req.param('id');
    const values = await readForm(c);
    const changed = await workspaceOf(c).members.changeRole(id, values['role'] ?? '', c.var.principal.actor);
    if (!changed.ok) return show(c, refusal(`member-${id}`, changed.problem, values));
    const { name, role } = changed.value;
    return redirectWith(c, MEMBERS_PATH, { done: `${name} is ${ROLE_WORDS[role].toLowerCase()} now.` });
  })
  .post('/:id/remove', async (c) => {
    const id = c.req.param('id');
    const removed = await workspaceOf(c).members.remove(id, c.var.principal.actor);
    if (!removed.ok) return show(c, refusal(`member-${id}`, removed.problem, {}));
    return redirectWith(c, MEMBERS_PATH, { done: `${removed.value.name} is removed.` });
  })
  .post('/:id/state', async (c) => {
    const id = c.req.param('id');
    const values = await readForm(c);
    const state = values['state'] === 'active' ? 'active' : 'disabled';
    const changed = await workspaceOf(c).members.changeState(id, state, c.var.principal.actor);
    if (!changed.ok) return show(c, refusal(`member-${id}`, changed.problem, values));
    const done = state === 'active' ? 'may sign in again' : 'is disabled and signed out everywhere';
    return redirectWith(c, MEMBERS_PATH, { done: `${changed.value.name} ${done}.` });
  });

async function show(c: Context<AppEnv>, refused: Refused | null): Promise<Response> {
  const { members: noun, connections } = workspaceOf(c);
  const [everybody, exceptions, defaultRole, accounts] = await Promise.all([
    noun.list(),
    noun.exceptions(),
    noun.defaultRole(),
    connections.list(),
  ]);
  const data = {
    now: Date.now(),
    members: everybody,
    exceptions,
    defaultRole,
    hasSlack: accounts.some(({ vendor }) => vendor === 'slack'),
    refused,
  };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  return page(c, { title: 'People and roles', here: 'members', status }, <MembersPage data={data} />);
}
