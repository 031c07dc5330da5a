import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { MatchesPage } from '#server/console/pages/matches.tsx';
import { ERASE_WORD } from '#server/console/pages/person-identity.tsx';
import { readForm } from './form.ts';

const PAGE = 20;
const HERE = '/console/matches';

/** Pairs who may be one person, decided here. */
export const matches = new Hono<AppEnv>()
  .get('/', async (c) => {
    const cursor = c.req.query('cursor') ?? null;
    const listed = await workspaceOf(c).identity.suggestions(PAGE, cursor);
    const data = {
      now: Date.now(),
      items: listed.ok ? listed.value.items : [],
      cursor,
      next: listed.ok ? listed.value.next : null,
      problem: listed.ok ? null : listed.problem,
    };
    return page(c, { title: 'Matches', here: 'matches' }, <MatchesPage data={data} />);
  })
  .post('/:a/:b/accept', async (c) => {
    const left = await workspaceOf(c).identity.accept(
      c.req.param('a'),
      c.req.param('b'),
      c.var.principal.actor,
    );
    const said = left.ok ? { done: `${left.value.name} is one person now.` } : { problem: left.problem };
    return redirectWith(c, HERE, said);
  })
  .post('/:a/:b/reject', async (c) => {
    const kept = await workspaceOf(c).identity.reject(
      c.req.param('a'),
      c.req.param('b'),
      c.var.principal.actor,
    );
    const said = kept.ok
      ? { done: 'They stay two people, and are not suggested again.' }
      : { problem: kept.problem };
    return redirectWith(c, HERE, said);
  });

/** What somebody says about one person: they are somebody else too, or want to be forgotten. */
export const identity = new Hono<AppEnv>()
  .post('/:id/link', async (c) => {
    const id = c.req.param('id');
    const values = await readForm(c);
    const left = await workspaceOf(c).identity.link(
      id,
      (values['otherId'] ?? '').trim(),
      c.var.principal.actor,
    );
    if (!left.ok) return redirectWith(c, `/console/advocates/${id}`, { problem: left.problem });
    return redirectWith(c, `/console/advocates/${left.value.id}`, { done: 'They are one person now.' });
  })
  .post('/:id/erase', async (c) => {
    const id = c.req.param('id');
    const values = await readForm(c);
    if ((values['word'] ?? '').trim().toLowerCase() !== ERASE_WORD) {
      const problem = { message: 'Nobody was erased.', remedy: `Type “${ERASE_WORD}” to go on.` };
      return redirectWith(c, `/console/advocates/${id}`, { problem });
    }
    const proof = await workspaceOf(c).erasures.erase(id, c.var.principal.actor);
    if (!proof.ok) return redirectWith(c, `/console/advocates/${id}`, { problem: proof.problem });
    return redirectWith(c, '/console/audit/erasures', { done: 'The person was erased. This is the proof.' });
  });
