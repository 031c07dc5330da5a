import { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import type { AppEnv } from '#server/app-env.ts';
import { modelEditor } from '#server/console/handlers/model-editor.tsx';
import { modelProof } from '#server/console/handlers/model-proof.tsx';
import { models } from '#server/console/handlers/models.tsx';
import { valuesOf } from '#server/console/parts/model-fields.ts';
import type { Services } from '#server/services.ts';
import { Identities } from '#server/workspace/identity/identity.ts';
import { openWorkspace, type TestWorkspace, value } from '#test/server/workspace/fixture.ts';

const PATH = '/console/models';
const defaults = { ...valuesOf(DEFAULT_MODEL), note: '' };
const HOSTILE = `"><script>alert(1)</script>\u202e`;

let workspace: TestWorkspace;
let app: Hono<AppEnv>;

beforeEach(() => {
  workspace = openWorkspace();
  const nouns = { ...workspace, identity: new Identities(workspace.store) };
  const config = { ENCRYPTION_KEY: 'a'.repeat(64), PUBLIC_URL: 'http://ours.example' };
  app = new Hono<AppEnv>();
  app.use((c, next) => {
    c.set('services', { workspace: () => nouns, config } as unknown as Services);
    c.set('workspaceId', 'w1');
    return next();
  });
  for (const each of [models, modelEditor, modelProof]) app.route(PATH, each);
});

async function get(path = ''): Promise<{ status: number; html: string; to: string | null }> {
  const answer = await app.request(`${PATH}${path}`);
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') };
}

async function post(path: string, form: Record<string, string> = {}) {
  const answer = await app.request(`${PATH}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  const said = decodeURIComponent(answer.headers.get('set-cookie') ?? '');
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location'), said };
}

/** A draft made on the page; gives its address after /console/models. */
async function newDraft(): Promise<string> {
  const { to } = await post('');
  return (to ?? '').replace(PATH, '');
}

describe('the history', () => {
  it('tells of a workspace that never published how it scores', async () => {
    const { html } = await get();
    expect(html).toContain('The model every workspace begins with.');
    expect(html).toContain('30 % of the weight; a signal counts half after 365 days');
    expect(html).toContain('advocates at 50');
  });

  it('shows each version with who, why and what it changed', async () => {
    const draft = await newDraft();
    await post(draft, { ...defaults, 'pillars.loyalty.halfLife': '90', note: HOSTILE });
    value(workspace.models.publish(draft.slice(1), 'dana@example.com'));
    const { html } = await get();
    expect(html).toMatch(/Half-life of loyalty.*180.*90 days/s);
    expect(html).toContain('dana@example.com');
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;');
  });

  it('follows the scoring of everybody, for readers and for the script', async () => {
    await get();
    value(workspace.models.revert(1, 'again', 'admin'));
    expect((await get()).html).toContain('Scoring everybody by version 2: 100 %');
    expect(JSON.parse((await get('/progress')).html)).toMatchObject({
      items: [{ id: 'model-sweep', state: 'sweeping', text: 'Scoring everybody by version 2: 100 %' }],
    });
  });

  it('reverts with a reason, and asks for it where there is none', async () => {
    value(workspace.models.publish(value(workspace.models.draft(DEFAULT_MODEL, '', 'admin')).id, 'admin'));
    const refused = await post('/revert', { version: '1', note: '  ' });
    expect(refused.status).toBe(400);
    expect(refused.html).toMatch(/<details class="confirm" open.*A new score needs a reason/s);
    const done = await post('/revert', { version: '1', note: 'Too generous' });
    expect(done).toMatchObject({ status: 303, to: PATH });
    expect(workspace.models.current()).toMatchObject({ version: 3, origin: 'revert', note: 'Too generous' });
  });

  it.each(['9', 'x', '', '-1', '1.5'])('says that there is no version %j', async (version) => {
    expect((await post('/revert', { version, note: 'why' })).said).toContain('There is no');
    expect((await post('/revert', { version, note: '' })).said).toContain('There is no');
  });

  it('says why there is nothing to calibrate from', async () => {
    const { to, said } = await post('/calibrate');
    expect(to).toBe(PATH);
    expect(said).toContain('it takes');
  });
});

describe('the editor', () => {
  it('opens a draft of the current model, or of an older one', async () => {
    const { html } = await get(await newDraft());
    expect(html).toMatch(/name="pillars.loyalty.halfLife"[^>]*value="180"/);
    expect(html.match(/name="strengths\./g)).toHaveLength(38);
    const older = await post('', { from: '1' });
    expect(older.to).toMatch(/^\/console\/models\/\d+$/);
    expect((await post('', { from: 'x' })).said).toContain('There is no model x');
  });

  it('keeps what is saved, and goes on where the button says', async () => {
    const draft = await newDraft();
    const saved = { ...defaults, 'enter.advocate': '45', note: 'Earlier' };
    expect((await post(draft, saved)).to).toBe(`${PATH}${draft}`);
    expect(value(workspace.models.get(draft.slice(1)))).toMatchObject({
      note: 'Earlier',
      model: { enter: { advocate: 45 } },
    });
    expect((await post(draft, { ...saved, next: 'publish' })).to).toBe(`${PATH}${draft}/publish`);
    expect((await post(draft, { ...saved, next: 'https://evil.example' })).to).toBe(`${PATH}${draft}`);
  });

  it('shows a refusal beside its input and keeps everything typed', async () => {
    const draft = await newDraft();
    const typed = { ...defaults, 'strengths.complaint': '7', 'enter.champion': '80', note: HOSTILE };
    const { status, html } = await post(draft, typed);
    expect(status).toBe(400);
    expect(html).toMatch(/id="strengths.complaint"[^>]*value="7"[^>]*aria-invalid="true"/);
    expect(html).toMatch(/id="strengths.complaint-problem"[^>]*>\s*Complaint is bad news/);
    expect(html).toMatch(/<details class="strengths" open/);
    expect(html).toMatch(/name="enter.champion"[^>]*value="80"/);
    expect(html).not.toContain('<script>alert');
    expect(value(workspace.models.get(draft.slice(1))).model).toEqual(DEFAULT_MODEL);
  });

  it('refuses a reason that would be cut', async () => {
    const { html } = await post(await newDraft(), { ...defaults, note: 'x'.repeat(501) });
    expect(html).toContain('The reason has 501 characters.');
  });

  it('resets the inputs without touching the draft', async () => {
    const draft = await newDraft();
    await post(draft, { ...defaults, full: '60' });
    expect((await post(`${draft}/reset`, { to: 'published' })).html).toMatch(/name="full"[^>]*value="70"/);
    expect((await post(`${draft}/reset`, { to: 'default' })).html).toMatch(/name="full"[^>]*value="70"/);
    expect(value(workspace.models.get(draft.slice(1))).model.full).toBe(60);
  });

  it('previews without scripts on the page, and for the script as a part of it', async () => {
    const draft = await newDraft();
    const typed = { ...defaults, full: '60', sample: 'all' };
    const whole = await post(`${draft}/preview`, typed);
    expect(whole.html).toMatch(/name="full"[^>]*value="60".*Nobody is scored yet/s);
    const part = await post(`${draft}/preview/part`, typed);
    expect(part.html).toContain('data-said');
    expect(part.html).not.toContain('<html');
    const refused = await post(`${draft}/preview/part`, { ...typed, full: '0' });
    expect(refused).toMatchObject({ status: 400, html: expect.stringContaining('data-fault="full"') });
    expect((await post(`${draft}/preview/part`, { ...typed, sample: '-5e9' })).status).toBe(200);
  });

  it('says that a draft is gone, and that a version never changes', async () => {
    const draft = await newDraft();
    await post(`${draft}/discard`);
    expect((await post(draft, defaults)).said).toContain('There is no model');
    expect((await post(`${draft}/discard`)).said).toContain('There is no model');
    expect((await post('/1', defaults)).said).toContain('published and never changes');
    expect((await get('/1')).to).toBe(`${PATH}#model-1`);
  });
});

describe('publishing', () => {
  it('shows what would change, then asks for a reason and keeps it', async () => {
    const draft = await newDraft();
    await post(draft, { ...defaults, full: '60' });
    const { html } = await get(`${draft}/publish`);
    expect(html).toMatch(/Weight of a full score.*70.*60/s);
    const seen = /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';
    const refused = await post(`${draft}/publish`, { seen, note: '' });
    expect(refused).toMatchObject({ status: 400, html: expect.stringContaining('needs a reason') });
    const done = await post(`${draft}/publish`, { seen, note: 'Fewer have to shine' });
    expect(done).toMatchObject({ status: 303, to: PATH });
    expect(workspace.models.current()).toMatchObject({
      version: 2,
      note: 'Fewer have to shine',
      publishedBy: 'admin',
      model: { full: 60 },
    });
  });

  it('stops where the draft changed after the look', async () => {
    const draft = await newDraft();
    const { html } = await get(`${draft}/publish`);
    const seen = /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';
    workspace.clock.now += 1000;
    await post(draft, { ...defaults, full: '60' });
    const stopped = await post(`${draft}/publish`, { seen, note: 'My reason' });
    expect(stopped.html).toContain('changed since you looked');
    expect(stopped.html).toContain('My reason');
    expect(workspace.models.current().version).toBe(1);
  });

  it('is said to be done where it is', async () => {
    expect((await get('/1/publish')).to).toBe(PATH);
    expect((await get('/77/publish')).to).toBe(PATH);
  });
});

describe('the back-test', () => {
  it('says that there is too little data, for a draft and for a version', async () => {
    expect((await get('/1/back-test')).html).toContain('Too little data for a back-test');
    expect((await get(`${await newDraft()}/back-test`)).html).toContain('Too little data for a back-test');
    expect((await get('/77/back-test')).to).toBe(PATH);
  });
});
