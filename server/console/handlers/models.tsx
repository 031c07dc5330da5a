import { Hono, type Context } from 'hono';
import type { Result } from '#core/problem.ts';
import type { ModelVersion } from '#core/score/model-version.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { HistoryPage } from '#server/console/pages/models/history.tsx';
import { changesBetween } from '#server/console/parts/model-changes.tsx';
import { scoringText, SWEEP } from '#server/console/parts/sweep-progress.tsx';
import { readForm } from './form.ts';

const HERE = '/console/models';

/** Score models: the history, and what begins a draft. */
export const models = new Hono<AppEnv>()
  .get('/', (c) => show(c))
  .get('/progress', async (c) => {
    const progress = await workspaceOf(c).models.progress();
    const { id, state } = SWEEP;
    return c.json({
      items: progress === null ? [] : [{ id, state, ...progress, text: scoringText(progress) }],
    });
  })
  .post('/', async (c) => {
    const from = (await readForm(c))['from'];
    const noun = workspaceOf(c).models;
    const base: Result<ModelVersion> =
      from === undefined ? { ok: true, value: await noun.current() } : await noun.get(from);
    if (!base.ok) return redirectWith(c, HERE, { problem: base.problem });
    const draft = await noun.draft(base.value.model, '', c.var.principal.actor);
    if (!draft.ok) return redirectWith(c, HERE, { problem: draft.problem });
    return c.redirect(`${HERE}/${draft.value.id}`, 303);
  })
  .post('/revert', async (c) => {
    const noun = workspaceOf(c).models;
    const [base, current, listed] = await Promise.all([
      noun.get((await readForm(c))['from'] ?? ''),
      noun.current(),
      noun.list(),
    ]);
    if (!base.ok) return redirectWith(c, HERE, { problem: base.problem });
    const { model, version } = base.value;
    if (changesBetween(current.model, model).length === 0) {
      const message = `Version ${version} has the numbers of version ${current.version}, which holds now.`;
      return redirectWith(c, HERE, { problem: { message, remedy: 'Nothing would change.' } });
    }
    // One that was left on the way is taken up again.
    const left = listed.find(
      (each) =>
        each.state === 'draft' &&
        each.origin === 'revert' &&
        each.base === current.version &&
        changesBetween(each.model, model).length === 0,
    );
    const draft: Result<ModelVersion> =
      left === undefined
        ? await noun.draft(model, '', c.var.principal.actor, 'revert')
        : { ok: true, value: left };
    if (!draft.ok) return redirectWith(c, HERE, { problem: draft.problem });
    return c.redirect(`${HERE}/${draft.value.id}/publish`, 303);
  })
  .post('/calibrate', async (c) => {
    const calibrated = await workspaceOf(c).models.calibrate(c.var.principal.actor);
    if (!calibrated.ok) return redirectWith(c, HERE, { problem: calibrated.problem });
    return c.redirect(`${HERE}/${calibrated.value.draftId}/back-test`, 303);
  })
  .post('/:id/discard', async (c) => {
    const discarded = await workspaceOf(c).models.discard(c.req.param('id'), c.var.principal.actor);
    if (!discarded.ok) return redirectWith(c, HERE, { problem: discarded.problem });
    return redirectWith(c, HERE, { done: 'The draft is discarded.' });
  });

async function show(c: Context<AppEnv>): Promise<Response> {
  const noun = workspaceOf(c).models;
  const [listed, progress] = await Promise.all([noun.list(), noun.progress()]);
  const data = { now: Date.now(), models: listed, progress };
  const live = progress !== null;
  return page(c, { title: 'Score model', here: 'models', live }, <HistoryPage data={data} />);
}
