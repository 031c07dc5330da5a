import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { ok } from '#core/problem.ts';
import { checkPublish } from '#core/score/check-publish.ts';
import type { AppEnv } from '#server/app-env.ts';
import { problemResponse } from '#server/errors.ts';
import { actorFor } from '#server/principal.ts';
import { answers, jsonBody } from './answers.ts';
import { deciderInput } from './identity-schemas.ts';
import { invalid } from './invalid.ts';
import {
  draftChange,
  draftInput,
  modelVersion,
  preview,
  previewInput,
  revertInput,
  sweepProgress,
} from './model-schemas.ts';

const id = z.object({ id: z.string() });
const { 200: kept, default: refused } = answers(modelVersion, 'The draft');
const created = { 201: kept, default: refused };

/** The models people are scored by: versions, drafts, and what each would change. */
export const modelRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid })
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'Every model: drafts first, then versions from the newest',
      responses: answers(z.object({ items: z.array(modelVersion), next: z.null() }), 'The models'),
    }),
    async (c) => c.json({ items: await modelsOf(c).list(), next: null }, 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/current',
      summary: 'The model people are scored by now',
      responses: answers(modelVersion, 'The current version'),
    }),
    async (c) => c.json(await modelsOf(c).current(), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/progress',
      summary: 'How far everybody is scored by the current model',
      responses: answers(
        z.object({ sweep: sweepProgress.nullable().openapi({ description: 'Null once all are' }) }),
        'The progress',
      ),
    }),
    async (c) => c.json({ sweep: await modelsOf(c).progress() }, 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/preview',
      summary: 'What a model would change if it were published now; nothing is kept',
      request: { body: jsonBody(previewInput) },
      responses: answers(preview, 'Who would move, and how everybody would spread'),
    }),
    async (c) => {
      const { model, sample } = c.req.valid('json');
      const looked = await modelsOf(c).preview(model, sample);
      return looked.ok ? c.json(looked.value, 200) : problemResponse(looked.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/revert',
      summary: 'Publish an older version again, as a new one, where that changes something',
      request: { body: jsonBody(revertInput) },
      responses: answers(modelVersion, 'The new version'),
    }),
    async (c) => {
      const { version, note, by } = c.req.valid('json');
      const noun = modelsOf(c);
      const old = (await noun.list()).find((each) => each.version === version);
      const may = old === undefined ? ok(note) : checkPublish((await noun.current()).model, old.model, note);
      if (!may.ok) return problemResponse(may.problem);
      const reverted = await noun.revert(version, note, actorFor(c.var.principal, by));
      return reverted.ok ? c.json(reverted.value, 200) : problemResponse(reverted.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/',
      summary: 'Keep a draft; nothing is scored by it',
      request: { body: jsonBody(draftInput) },
      responses: created,
    }),
    async (c) => {
      const { model, note, by } = c.req.valid('json');
      const draft = await modelsOf(c).draft(model, note, actorFor(c.var.principal, by));
      return draft.ok ? c.json(draft.value, 201) : problemResponse(draft.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}',
      summary: 'One model',
      request: { params: id },
      responses: answers(modelVersion, 'The model'),
    }),
    async (c) => {
      const found = await modelsOf(c).get(c.req.valid('param').id);
      return found.ok ? c.json(found.value, 200) : problemResponse(found.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/{id}',
      summary: 'Change a draft; a published model never changes',
      request: { params: id, body: jsonBody(draftChange) },
      responses: answers(modelVersion, 'The draft as it is now'),
    }),
    async (c) => {
      const { model, note } = c.req.valid('json');
      const changed = await modelsOf(c).change(c.req.valid('param').id, model, note);
      return changed.ok ? c.json(changed.value, 200) : problemResponse(changed.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/{id}',
      summary: 'Throw a draft away',
      request: { params: id, query: z.object({ by: z.string().trim().min(1).max(200) }) },
      responses: answers(z.object({ id: z.string() }), 'It is gone'),
    }),
    async (c) => {
      const draft = c.req.valid('param').id;
      const by = actorFor(c.var.principal, c.req.valid('query').by);
      const discarded = await modelsOf(c).discard(draft, by);
      return discarded.ok ? c.json({ id: draft }, 200) : problemResponse(discarded.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/publish',
      summary:
        'Score everybody by a draft that has a note and changes something: new signals at once, all others within the minute',
      request: { params: id, body: jsonBody(deciderInput) },
      responses: answers(modelVersion, 'The version it became'),
    }),
    async (c) => {
      const { id: draftId } = c.req.valid('param');
      const noun = modelsOf(c);
      const draft = await noun.get(draftId);
      if (!draft.ok) return problemResponse(draft.problem);
      const { state, model, note } = draft.value;
      const may = state === 'draft' ? checkPublish((await noun.current()).model, model, note) : ok(note);
      if (!may.ok) return problemResponse(may.problem);
      const by = actorFor(c.var.principal, c.req.valid('json').by);
      const published = await noun.publish(draftId, by);
      return published.ok ? c.json(published.value, 200) : problemResponse(published.problem);
    },
  );

function modelsOf(c: { var: AppEnv['Variables'] }) {
  return c.var.services.workspace(c.var.workspaceId).models;
}
