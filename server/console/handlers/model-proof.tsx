import { Hono, type Context } from 'hono';
import { refuse } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { BackTestPage } from '#server/console/pages/models/back-test.tsx';
import { PublishPage } from '#server/console/pages/models/publish.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { statusOf } from '#server/errors.ts';
import { problemPage } from './failures.tsx';
import { ADMIN, readForm, refusal } from './form.ts';
import { readNote } from './model-note.ts';

const HERE = '/console/models';

type PublishContext = Context<AppEnv, '/:id/publish'>;

/** A model held against the past, and published with open eyes. */
export const modelProof = new Hono<AppEnv>()
  .get('/:id/back-test', async (c) => {
    const noun = workspaceOf(c).models;
    const [of, current] = await Promise.all([noun.get(c.req.param('id')), noun.current()]);
    if (!of.ok) return redirectWith(c, HERE, { problem: of.problem });
    const answer = await noun.backTest(of.value.model);
    if (!answer.ok) return problemPage(c, 'No back-test', answer.problem);
    const data = { of: of.value, current, answer: answer.value, fit: null };
    return page(c, { title: 'Back-test', here: 'models' }, <BackTestPage data={data} />);
  })
  .get('/:id/publish', (c) => show(c, null))
  .post('/:id/publish', async (c) => {
    const id = c.req.param('id');
    const values = await readForm(c);
    const noun = workspaceOf(c).models;
    const note = readNote(values);
    if (!note.ok) return show(c, refusal('publish', note.problem, values));
    const draft = await noun.get(id);
    if (!draft.ok) return redirectWith(c, HERE, { problem: draft.problem });
    if (String(draft.value.updatedAt) !== values['seen']) {
      const { problem } = refuse(
        'state_mismatch',
        'The draft was changed since you looked.',
        'See what it changes now, then publish it.',
      );
      return show(c, refusal('publish', problem, values));
    }
    const kept = await noun.change(id, draft.value.model, note.value);
    const published = kept.ok ? await noun.publish(id, ADMIN) : kept;
    if (!published.ok) return redirectWith(c, HERE, { problem: published.problem });
    const done = `Version ${published.value.version} is published. Everybody is being scored by it.`;
    return redirectWith(c, HERE, { done });
  });

async function show(c: PublishContext, refused: Refused | null): Promise<Response> {
  const noun = workspaceOf(c).models;
  const [draft, current] = await Promise.all([noun.get(c.req.param('id')), noun.current()]);
  if (!draft.ok) return redirectWith(c, HERE, { problem: draft.problem });
  if (draft.value.state !== 'draft') {
    const message = `This draft is published already, as version ${draft.value.version}.`;
    return redirectWith(c, HERE, { problem: { message, remedy: 'Nothing is left to do.' } });
  }
  const preview = await noun.preview(draft.value.model, null);
  if (!preview.ok) return problemPage(c, 'Not publishable', preview.problem);
  const data = { draft: draft.value, current, preview: preview.value, refused };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  return page(c, { title: 'Publish a draft', here: 'models', status }, <PublishPage data={data} />);
}
