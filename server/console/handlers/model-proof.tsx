import { Hono, type Context } from 'hono';
import { ok, refuse, type Result } from '#core/problem.ts';
import { checkPublish, checkReason } from '#core/score/check-publish.ts';
import type { ModelVersion } from '#core/score/model-version.ts';
import type { Preview } from '#core/score/preview.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { BackTestPage } from '#server/console/pages/models/back-test.tsx';
import { PublishPage } from '#server/console/pages/models/publish.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { changesBetween } from '#server/console/parts/model-changes.tsx';
import { statusOf } from '#server/errors.ts';
import { problemPage } from './failures.tsx';
import { readForm, refusal } from './form.ts';

const HERE = '/console/models';

type PublishContext = Context<AppEnv, '/:id/publish'>;

/** A model held against the past, and published with open eyes. */
export const modelProof = new Hono<AppEnv>()
  .get('/:id/back-test', async (c) => {
    const noun = workspaceOf(c).models;
    const [of, current] = await Promise.all([noun.get(c.req.param('id')), noun.current()]);
    if (!of.ok) return redirectWith(c, HERE, { problem: of.problem });
    const heldOut = await noun.heldOut(of.value.id);
    const answer = heldOut === null ? await noun.backTest(of.value.model) : ok(heldOut.backTest);
    if (!answer.ok) return problemPage(c, 'No back-test', answer.problem);
    const data = { of: of.value, current, answer: answer.value, heldOut };
    return page(c, { title: 'Back-test', here: 'models' }, <BackTestPage data={data} />);
  })
  .get('/:id/publish', (c) => show(c, null))
  .post('/:id/publish', async (c) => {
    const id = c.req.param('id');
    const values = await readForm(c);
    const noun = workspaceOf(c).models;
    const note = checkReason(values['note'] ?? '');
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
    const may = checkPublish((await noun.current()).model, draft.value.model, note.value);
    if (!may.ok) return show(c, refusal('publish', may.problem, values));
    const kept = await noun.change(id, draft.value.model, note.value);
    const published = kept.ok ? await noun.publish(id, c.var.principal.actor) : kept;
    if (!published.ok) return redirectWith(c, HERE, { problem: published.problem });
    const done = `Version ${published.value.version} is published. Everybody is being scored by it.`;
    return redirectWith(c, HERE, { done });
  });

async function show(c: PublishContext, refused: Refused | null): Promise<Response> {
  const noun = workspaceOf(c).models;
  const [draft, current] = await Promise.all([noun.get(c.req.param('id')), noun.current()]);
  if (!draft.ok) return redirectWith(c, HERE, { problem: draft.problem });
  const { state, version, model } = draft.value;
  if (state !== 'draft') {
    const message = `This draft is published already, as version ${version}.`;
    return redirectWith(c, HERE, { problem: { message, remedy: 'Nothing is left to do.' } });
  }
  const isChanged = changesBetween(current.model, model).length > 0;
  const seen: Result<Preview | null> = isChanged ? await noun.preview(model, null) : ok(null);
  if (!seen.ok) return problemPage(c, 'Not publishable', seen.problem);
  const again = isChanged ? versionBroughtBack(draft.value, await noun.list()) : null;
  const data = { draft: draft.value, current, again, preview: seen.value, refused };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const title = again === null ? 'Publish a draft' : `Publish version ${again} again`;
  return page(c, { title, here: 'models', status }, <PublishPage data={data} />);
}

/** The version a revert goes back to: the oldest of the same numbers; null once the draft was changed. */
function versionBroughtBack({ origin, model }: ModelVersion, listed: readonly ModelVersion[]): number | null {
  if (origin !== 'revert') return null;
  const same = listed.findLast(
    (each) => each.version !== null && changesBetween(each.model, model).length === 0,
  );
  return same?.version ?? null;
}
