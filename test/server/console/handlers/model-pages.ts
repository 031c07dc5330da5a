import { Hono } from 'hono';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import type { AppEnv } from '#server/app-env.ts';
import { modelEditor } from '#server/console/handlers/model-editor.tsx';
import { modelProof } from '#server/console/handlers/model-proof.tsx';
import { models } from '#server/console/handlers/models.tsx';
import { valuesOf } from '#server/console/parts/model-fields.ts';
import type { Services } from '#server/services.ts';
import { ADMIN } from '#test/server/admin.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { openWorkspace, type TestWorkspace } from '#test/server/workspace/fixture.ts';

export const PATH = '/console/models';
/** What the inputs of the default model hold. */
export const defaults = { ...valuesOf(DEFAULT_MODEL), note: '' };

/** The workspace behind the pages, as `openPages` made it. */
export let workspace: TestWorkspace;
let app: Hono<AppEnv>;

/** The pages over a new workspace; a test begins with it. */
export function openPages(): void {
  workspace = openWorkspace();
  const nouns = { ...workspace, identity: new Identities(workspace.store) };
  const config = { ENCRYPTION_KEY: 'a'.repeat(64), PUBLIC_URL: 'http://ours.example' };
  app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => nouns, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    c.set('principal', ADMIN);
    return next();
  });
  for (const each of [models, modelEditor, modelProof]) app.route(PATH, each);
}

export async function get(path = ''): Promise<{ status: number; html: string; to: string | null }> {
  const answer = await app.request(`${PATH}${path}`);
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') };
}

export async function post(path: string, form: Record<string, string> = {}) {
  const answer = await app.request(`${PATH}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  const said = decodeURIComponent(answer.headers.get('set-cookie') ?? '');
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location'), said };
}

/** A draft made on the page; gives its address after /console/models. */
export async function newDraft(): Promise<string> {
  const { to } = await post('');
  return (to ?? '').replace(PATH, '');
}
