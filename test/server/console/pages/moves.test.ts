import { expect, it } from 'vitest';
import { Frame } from '#server/console/layout.tsx';
import { MovesPage } from '#server/console/pages/moves.tsx';
import { WaitingRewards } from '#server/console/pages/overview-lists.tsx';
import { withAda } from '#test/server/workspace/job-changes/ada.ts';
import { NOW, value } from '#test/server/workspace/fixture.ts';
import { markup } from '#test/server/console/markup.ts';

it('a flag that ended is told of as what it was, and one that is back as what it is', async () => {
  const { workspace, step } = await withAda();
  await step({ companyId: '2' });
  const shown = () => {
    const { items } = value(workspace.jobChanges.list('all', 9, null));
    return markup(
      MovesPage({ data: { now: NOW, which: 'all', items, cursor: null, next: null, problem: null } }),
    );
  };
  const ended = await shown();
  expect(ended).toContain('was Advocate');
  expect(ended).toContain('The flag ended');
  expect(ended).not.toMatch(/<span class="badge[^>]*>Advocate/);
  const [move] = value(workspace.jobChanges.list('open', 9, null)).items;
  value(workspace.jobChanges.settle(move!.id, 'rejected', 'zoe'));
  const back = await shown();
  expect(back).not.toContain('was Advocate');
  expect(back).toMatch(/<span class="badge[^>]*>Advocate/);
});

it('changes that wait are counted in the navigation and on the overview', async () => {
  const waits = (moves: number) => markup(WaitingRewards({ waiting: [], count: 0, moves, now: NOW }));
  expect(await waits(0)).toContain('Nothing waits.');
  expect(await waits(1)).toContain('<a href="/console/moves">1 job change</a>');
  expect(await waits(3)).toContain('3 job changes');
  expect(await waits(3)).not.toContain('Nothing waits.');
  const waiting = { rewards: 0, held: 0, matches: 0, moves: 3, parked: 0 };
  const frame = await markup(Frame({ here: 'overview', waiting, flash: null, children: null }));
  expect(frame).toMatch(/href="\/console\/moves">.*?<span class="menu-count">3</);
});
