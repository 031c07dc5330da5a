import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { value } from '#test/server/workspace/fixture.ts';
import { defaults, get, newDraft, openPages, PATH, post, workspace } from './model-pages.ts';

beforeEach(openPages);

const HOSTILE = `"><script>alert(1)</script>\u202e`;

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

  it('leads a revert to the same last look as a draft, counted and with a reason', async () => {
    const other = { ...DEFAULT_MODEL, full: 60 };
    value(workspace.models.publish(value(workspace.models.draft(other, '', 'admin')).id, 'admin'));
    const { to } = await post('/revert', { from: '1' });
    expect(to).toMatch(/^\/console\/models\/\d+\/publish$/);
    expect(workspace.models.current().version).toBe(2);
    // Asked twice, it is the same draft.
    expect((await post('/revert', { from: '1' })).to).toBe(to);
    const path = (to ?? '').replace(PATH, '');
    const { html } = await get(path);
    expect(html).toContain('Publish version 1 again?');
    expect(html).toMatch(/Weight of a full score.*60.*70/s);
    expect(html).toMatch(/formaction="[^"]*\/discard" formnovalidate/);
    const seen = /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';
    expect((await post(path, { seen, note: '  ' })).html).toContain('A new score needs a reason');
    expect(await post(path, { seen, note: 'Too generous' })).toMatchObject({ status: 303, to: PATH });
    expect(workspace.models.current()).toMatchObject({
      version: 3,
      origin: 'revert',
      note: 'Too generous',
      model: DEFAULT_MODEL,
    });
  });

  it('makes no draft of what holds already, nor of what is not there', async () => {
    await get();
    expect((await post('/revert', { from: '1' })).said).toContain('Nothing would change');
    for (const from of ['9', 'x', '', '-1']) {
      expect((await post('/revert', { from })).said).toContain('There is no model');
    }
    expect(workspace.models.list()).toHaveLength(1);
  });

  it('asks before a draft is thrown away', async () => {
    const draft = await newDraft();
    for (const path of ['', draft]) {
      expect((await get(path)).html).toMatch(
        /<details class="confirm"><summary.*?Discard.*?<form[^>]*discard".*?Yes, discard draft/s,
      );
    }
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

  it('says that nothing changed yet, and what weights come to', async () => {
    const draft = await newDraft();
    expect((await post(`${draft}/preview/part`, defaults)).html).toContain('Nothing changed yet');
    const heavy = { ...defaults, 'pillars.word_of_mouth.weight': '60' };
    const { html } = await post(`${draft}/preview/part`, heavy);
    expect(html).toContain('data-share-of="pillars.word_of_mouth.weight">46 % of 130<');
    expect(html).toContain('Full score at 70 of 130');
    expect(html).not.toContain('Nothing changed yet');
    const whole = await post(`${draft}/preview`, heavy);
    expect(whole.html).toContain('data-share="pillars.word_of_mouth.weight">46 % of 130<');
    expect(whole.html).toContain('Full score at 70 of 130');
  });

  it('says what is not saved yet', async () => {
    const draft = await newDraft();
    const unsaved = /data-unsaved[^>]*hidden/;
    expect((await get(draft)).html).toMatch(unsaved);
    expect((await post(`${draft}/preview`, { ...defaults, full: '60' })).html).not.toMatch(unsaved);
    expect((await post(`${draft}/preview`, { ...defaults, note: 'Why not' })).html).not.toMatch(unsaved);
    await post(draft, { ...defaults, full: '60', note: 'Fewer' });
    expect((await get(draft)).html).toMatch(unsaved);
    expect((await post(`${draft}/reset`, { to: 'default' })).html).not.toMatch(unsaved);
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
