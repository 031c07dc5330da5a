import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { ok, type Result } from '#core/problem.ts';
import type { ModelVersion } from '#core/score/model-version.ts';
import { checkNoteLength } from '#core/score/check-publish.ts';
import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { EditorPage, SAMPLE } from '#server/console/pages/models/editor.tsx';
import { PreviewResult, type Seen } from '#server/console/pages/models/preview.tsx';
import { levelWarning, sharesOf } from '#server/console/pages/models/weights.ts';
import type { Refused } from '#server/console/parts/field.tsx';
import { changesBetween } from '#server/console/parts/model-changes.tsx';
import { readModel, valuesOf } from '#server/console/parts/model-fields.ts';
import { statusOf } from '#server/errors.ts';
import { readForm, refusal } from './form.ts';

const HERE = '/console/models';
const MOST_SAMPLE = 10_000;

type Id = Context<AppEnv, '/:id'>;

/** A draft changed and tried. What is only tried is not kept. */
export const modelEditor = new Hono<AppEnv>()
  .get('/:id', async (c) => {
    const draft = await workspaceOf(c).models.get(c.req.param('id'));
    if (!draft.ok) return redirectWith(c, HERE, { problem: draft.problem });
    const { id, state, model, note } = draft.value;
    if (state !== 'draft') return c.redirect(`${HERE}#model-${id}`, 303);
    return show(c, draft.value, { values: { ...valuesOf(model), note } });
  })
  .post('/:id', async (c) => {
    const draft = await find(c);
    if (draft instanceof Response) return draft;
    const values = await readForm(c);
    const read = readDraft(values);
    if (!read.ok) return show(c, draft, { values, refused: refusal('model', read.problem, values) });
    const { model, note } = read.value;
    const kept = await workspaceOf(c).models.change(draft.id, model, note);
    if (!kept.ok) return show(c, draft, { values, refused: refusal('model', kept.problem, values) });
    const next = values['next'];
    const path = `${HERE}/${draft.id}`;
    if (next === 'publish' || next === 'back-test') return c.redirect(`${path}/${next}`, 303);
    return redirectWith(c, path, { done: 'The draft is saved. Nobody is scored by it yet.' });
  })
  .post('/:id/reset', async (c) => {
    const draft = await find(c);
    if (draft instanceof Response) return draft;
    const { to, note = '' } = await readForm(c);
    const model = to === 'default' ? DEFAULT_MODEL : (await workspaceOf(c).models.current()).model;
    return show(c, draft, { values: { ...valuesOf(model), note } });
  })
  .post('/:id/preview', async (c) => {
    const draft = await find(c);
    if (draft instanceof Response) return draft;
    const values = await readForm(c);
    const model = readModel(values);
    if (!model.ok) return show(c, draft, { values, refused: refusal('model', model.problem, values) });
    return show(c, draft, { values, seen: await look(c, model.value, values['sample']) });
  })
  .post('/:id/preview/part', async (c) => {
    const values = await readForm(c);
    const model = readModel(values);
    const seen = model.ok ? await look(c, model.value, values['sample']) : model;
    return c.html(
      html`${<PreviewResult seen={seen} shares={sharesOf(values)} />}`,
      seen.ok ? 200 : statusOf(seen.problem.code),
    );
  });

function readDraft(values: Record<string, string>): Result<{ model: ScoreModel; note: string }> {
  const model = readModel(values);
  if (!model.ok) return model;
  const note = checkNoteLength(values['note']?.trim() ?? '');
  return note.ok ? ok({ model: model.value, note: note.value }) : note;
}

/** What a model would change for a sample, or for `all`. */
async function look(c: Context<AppEnv>, model: ScoreModel, sample: string | undefined): Promise<Seen> {
  const current = await workspaceOf(c).models.current();
  if (changesBetween(current.model, model).length === 0) return { ok: true, value: null };
  const n = Math.min(MOST_SAMPLE, Math.max(1, Math.floor(Number(sample)) || SAMPLE));
  const seen = await workspaceOf(c).models.preview(model, sample === 'all' ? null : n);
  return seen.ok ? { ...seen, warning: levelWarning(current.model, model) } : seen;
}

/** The draft of this address, or the way to a page that says why there is none. */
async function find(c: Id): Promise<ModelVersion | Response> {
  const found = await workspaceOf(c).models.get(c.req.param('id'));
  if (!found.ok) return redirectWith(c, HERE, { problem: found.problem });
  if (found.value.state === 'draft') return found.value;
  const message = `Version ${found.value.version} is published and never changes.`;
  return redirectWith(c, HERE, { problem: { message, remedy: 'Edit it as a draft.' } });
}

async function show(
  c: Context<AppEnv>,
  draft: ModelVersion,
  shown: { values: Record<string, string>; refused?: Refused; seen?: Seen },
): Promise<Response> {
  const { values, refused = null, seen = null } = shown;
  const { version } = await workspaceOf(c).models.current();
  const data = { now: Date.now(), draft, published: version ?? 1, values, refused, seen };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const options = { title: 'Draft of the score', here: 'models', status, script: 'model-editor.js' } as const;
  return page(c, options, <EditorPage data={data} />);
}
