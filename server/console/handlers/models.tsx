import { Hono, type Context } from 'hono';
import { refuse, type Result } from '#core/problem.ts';
import type { ModelVersion } from '#core/score/model-version.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { BackTestPage } from '#server/console/pages/models/back-test.tsx';
import { HistoryPage } from '#server/console/pages/models/history.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { scoringText, SWEEP } from '#server/console/parts/sweep-progress.tsx';
import { statusOf } from '#server/errors.ts';
import { ADMIN, readForm, refusal } from './form.ts';
import { readNote } from './model-note.ts';

const HERE = '/console/models';

/** Score models: the history, and what begins a draft. */
export const models = new Hono<AppEnv>()
  .get('/', (c) => show(c, null))
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
    const draft = await noun.draft(base.value.model, '', ADMIN);
    if (!draft.ok) return redirectWith(c, HERE, { problem: draft.problem });
    return c.redirect(`${HERE}/${draft.value.id}`, 303);
  })
  .post('/revert', async (c) => {
    const values = await readForm(c);
    const version = values['version'] ?? '';
    const form = `revert-${version}`;
    const note = readNote(values);
    if (!note.ok) return show(c, refusal(form, note.problem, values));
    const reverted = await workspaceOf(c).models.revert(Number(version), note.value, ADMIN);
    if (!reverted.ok) return redirectWith(c, HERE, { problem: reverted.problem });
    const done = `Version ${version} holds again, as version ${reverted.value.version}. Everybody is being scored by it.`;
    return redirectWith(c, HERE, { done });
  })
  .post('/calibrate', async (c) => {
    const calibrated = await workspaceOf(c).models.calibrate(ADMIN);
    if (!calibrated.ok) return redirectWith(c, HERE, { problem: calibrated.problem });
    const { draftId, backTest: answer, fit } = calibrated.value;
    const noun = workspaceOf(c).models;
    const [of, current] = await Promise.all([noun.get(draftId), noun.current()]);
    if (!of.ok) return redirectWith(c, HERE, { problem: of.problem });
    // Not sent on to a page of its own: this test leaves out the months learned from, and is not kept.
    const data = { of: of.value, current, answer, fit };
    return page(c, { title: 'Calibrated draft', here: 'models' }, <BackTestPage data={data} />);
  })
  .post('/:id/discard', async (c) => {
    const discarded = await workspaceOf(c).models.discard(c.req.param('id'), ADMIN);
    if (!discarded.ok) return redirectWith(c, HERE, { problem: discarded.problem });
    return redirectWith(c, HERE, { done: 'The draft is discarded.' });
  });

async function show(c: Context<AppEnv>, refused: Refused | null): Promise<Response> {
  const noun = workspaceOf(c).models;
  const [listed, progress] = await Promise.all([noun.list(), noun.progress()]);
  if (refused !== null && !listed.some(({ version }) => refused.form === `revert-${version}`)) {
    return redirectWith(
      c,
      HERE,
      refuse('not_found', 'There is no such version.', 'Choose one from the list.'),
    );
  }
  const data = { now: Date.now(), models: listed, progress, refused };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const live = progress !== null;
  return page(c, { title: 'Score model', here: 'models', status, live }, <HistoryPage data={data} />);
}
