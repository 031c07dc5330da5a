import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { MOVES_PATH, MovesPage } from '#server/console/pages/moves.tsx';
import { JOB_CHANGE_LISTS, SAID_VERDICTS } from '#server/workspace/job-changes/job-changes.ts';
import { readForm } from './form.ts';

const PAGE = 50;

/** Who changed jobs, and what somebody says about it. */
export const moves = new Hono<AppEnv>()
  .get('/', async (c) => {
    const which = JOB_CHANGE_LISTS.find((each) => each === c.req.query('which')) ?? 'open';
    const cursor = c.req.query('cursor') ?? null;
    const listed = await workspaceOf(c).jobChanges.list(which, PAGE, cursor);
    const data = {
      now: Date.now(),
      which,
      items: listed.ok ? listed.value.items : [],
      cursor,
      next: listed.ok ? listed.value.next : null,
      problem: listed.ok ? null : listed.problem,
    };
    return page(c, { title: 'Job changes', here: 'moves' }, <MovesPage data={data} />);
  })
  .post('/:id', async (c) => {
    const values = await readForm(c);
    const person = /^\/console\/advocates\/\d+$/.exec(values['from'] ?? '');
    const back = person?.[0] ?? MOVES_PATH;
    const verdict = SAID_VERDICTS.find((each) => each === values['verdict']);
    if (verdict === undefined) {
      const problem = {
        message: 'Nothing was decided.',
        remedy: 'Confirm the change, say it is none, or that they are still an advocate.',
      };
      return redirectWith(c, back, { problem });
    }
    const settled = await workspaceOf(c).jobChanges.settle(c.req.param('id'), verdict, c.var.principal.actor);
    if (!settled.ok) return redirectWith(c, back, { problem: settled.problem });
    const done = verdict === 'confirmed' ? 'The change is confirmed.' : 'They stand as before.';
    return redirectWith(c, back, { done });
  });
