import { expect, it } from 'vitest';
import { JobNotice } from '#server/console/pages/job-notice.tsx';
import { MovesPage } from '#server/console/pages/moves.tsx';
import { withAda } from '#test/server/workspace/job-changes/ada.ts';
import { NOW, value } from '#test/server/workspace/fixture.ts';
import { markup } from '#test/server/console/markup.ts';

it.each([
  [
    'a title',
    { title: 'CIO' },
    'New title since November 2026: CIO, was CTO.',
    'They have the old title again',
  ],
  ['leaving', { companyId: null }, 'No longer at Acme since November 2026.', 'They went back'],
])(
  'a flag that %s ended can be given back on the person’s page and in the list',
  async (_, parts, why, taken) => {
    const { workspace, step } = await withAda();
    const notice = () => markup(JobNotice({ jobs: workspace.jobChanges.of('1') }));
    const list = () => {
      const { items } = value(workspace.jobChanges.list('all', 9, null));
      const data = { now: NOW, which: 'all' as const, items, cursor: null, next: null, problem: null };
      return markup(MovesPage({ data }));
    };
    await step(parts);
    for (const html of [await notice(), await list()]) {
      expect(html).toMatch(/value="rejected">\s*Still an advocate/);
      expect(html).toMatch(/value="confirmed">\s*Flag stays ended/);
    }
    expect(await notice()).toContain(why);
    expect(await list()).toContain('The flag ended');
    await step({});
    expect(await list()).toContain(taken);
    expect(await notice()).toBe('');
  },
);

it('somebody whose mail comes back is asked nothing of the title they helped in since', async () => {
  const { workspace, step } = await withAda();
  await step({ title: 'CIO' });
  workspace.store.sql.run('UPDATE person SET last_act_at = ?', workspace.clock.now + 1);
  await step({ title: 'CIO', emailBounced: true });
  const html = await markup(JobNotice({ jobs: workspace.jobChanges.of('1') }));
  expect(html).toContain('Mail to their address comes back');
  expect(html).not.toContain('Still an advocate');
});
