import { beforeEach, describe, expect, it } from 'vitest';
import { value } from '#test/server/workspace/fixture.ts';
import { addPeople, pastOf } from '#test/server/workspace/models/worlds.ts';
import { defaults, get, newDraft, openPages, PATH, post, workspace } from './model-pages.ts';

beforeEach(openPages);

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

  it('names whom it moves, and what follows', async () => {
    addPeople(workspace, [pastOf(['reference_call', 60], ['nps', 0, 10])]);
    const draft = await newDraft();
    await post(draft, { ...defaults, 'enter.advocate': '40' });
    const { html } = await get(`${draft}/publish`);
    expect(html).toContain('1 person is scored anew: 1 becomes an advocate, 0 stop being one.');
    expect(html).toContain('Their CRM records follow, and Slack gets one message in all.');
    expect(html).toMatch(/Become advocates.*Person 1.*Candidate.*Advocate/s);
    expect(html).toContain('class="distribution"');
  });

  it('refuses a draft that would change nothing', async () => {
    const draft = await newDraft();
    const { html } = await get(`${draft}/publish`);
    expect(html).toContain('Nothing would change.');
    expect(html).not.toContain('Publish as version');
    const seen = String(value(workspace.models.get(draft.slice(1))).updatedAt);
    const refused = await post(`${draft}/publish`, { seen, note: 'Because' });
    expect(refused).toMatchObject({ status: 400, html: expect.stringContaining('Nothing would change.') });
    expect(workspace.models.current().version).toBe(1);
  });

  it('stops where the draft changed after the look', async () => {
    const draft = await newDraft();
    await post(draft, { ...defaults, full: '65' });
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
