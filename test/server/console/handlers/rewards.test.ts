import { beforeEach, describe, expect, it } from 'vitest';
import { value } from '#test/server/workspace/fixture.ts';
import { CALL } from '#test/server/workspace/rewards.ts';
import { HOSTILE, OLU, rewardPages, VIC } from './reward-pages.ts';

type Pages = ReturnType<typeof rewardPages>;

let workspace: Pages['workspace'];
let as: Pages['as'];
let get: Pages['get'];
let post: Pages['post'];
let propose: Pages['propose'];
let stateOf: Pages['stateOf'];

beforeEach(() => {
  ({ workspace, as, get, post, propose, stateOf } = rewardPages());
});

const ticked = (html: string) =>
  [...html.matchAll(/<input[^>]*value="(R\d+):\d+"[^>]*>/g)]
    .filter(([tag]) => / checked/.test(tag))
    .map(([, id]) => id);

describe('the queue', () => {
  it('shows what waits for whoever looks, and only text in it', async () => {
    propose('a', { act: HOSTILE, proposedBy: HOSTILE.slice(0, 100) });
    propose('b', { proposedBy: OLU });
    const mine = await get('/rewards');
    expect(mine).toContain('Select R0001');
    expect(mine).not.toContain('Select R0002');
    expect(mine).not.toMatch(/<img/);
    expect(mine).not.toContain('<script>alert');
    expect(await get('/rewards?queue=others')).toContain('Select R0002');
  });

  it('has nothing to tick for whoever decides nothing', async () => {
    propose('a');
    as(VIC);
    const html = await get('/rewards');
    expect(html).toContain('R0001');
    expect(html).not.toContain('name="chosen"');
    expect(html).not.toContain('Approve selected');
  });

  it('ticks all of a page without a script, and says words for points and thanks', async () => {
    propose('a');
    propose('b', { amount: 0, currency: 'thanks' });
    const html = await get('/rewards?select=all');
    expect(ticked(html)).toEqual(['R0001', 'R0002']);
    expect(html).toContain('Thanks');
    expect(html).toContain('Select none');
  });

  it('asks to widen a filter that fits nothing, and tells of a cursor that is not ours', async () => {
    propose('a');
    expect(await get('/rewards?q=zzz&over=5')).toContain('Show all of them');
    expect(await get('/rewards?cursor=made-up')).toContain('not one of ours');
  });
});

describe('a decision about many', () => {
  it('tells which went through and which were refused and why; those stay ticked, with the reason', async () => {
    propose('a');
    propose('own', { proposedBy: OLU });
    propose('c', { amount: 60_000 });
    const { status, html } = await post('/rewards/decisions', [
      ['queue', 'others'],
      ['decision', 'approve'],
      ['reason', 'All checked'],
      ...['R0001:1', 'R0002:1', 'R0003:1', 'R0001:1'].map((id): [string, string] => ['chosen', id]),
    ]);
    expect(status).toBe(200);
    expect(html).toContain('2 decisions went through, 1 refused');
    expect(html).toContain('R0001 is approved: $50.00 will be paid.');
    expect(html).toContain('R0003 has your yes. It waits for: 1 of 2 managers.');
    expect(html).toContain('You proposed this reward, so you cannot approve it.');
    expect(ticked(html)).toEqual(['R0002']);
    expect(html).toMatch(/<textarea id="bulk-reason"[^>]*>All checked/);
    expect([stateOf('R0001'), stateOf('R0002'), stateOf('R0003')]).toEqual([
      'approved',
      'proposed',
      'proposed',
    ]);
  });

  it.each([
    [{ decision: 'decline', reason: ' ' }, 'reason'],
    [{ decision: 'change', reason: '' }, 'reason'],
    [{ decision: 'pay', reason: 'x' }, 'decision'],
  ])('like %j is refused at the %s, with everything ticked still', async (form, field) => {
    propose('a');
    propose('b');
    const chosen = [
      ['chosen', 'R0001:1'],
      ['chosen', 'R0002:1'],
    ] as [string, string][];
    const { status, html } = await post('/rewards/decisions', [...Object.entries(form), ...chosen]);
    expect(status).toBe(400);
    expect(ticked(html)).toEqual(['R0001', 'R0002']);
    expect(html).toContain('role="alert"');
    expect(/id="bulk-reason"[^>]*aria-invalid="true"/.test(html)).toBe(field === 'reason');
    expect(stateOf('R0001')).toBe('proposed');
  });

  it('of nothing, or of what is no reward, says so', async () => {
    const { status, html } = await post('/rewards/decisions', { decision: 'approve', chosen: HOSTILE });
    expect(status).toBe(400);
    expect(html).toContain('Nothing is selected.');
  });

  it('is refused for what was changed since it was looked at', async () => {
    propose('a');
    value(workspace.rewards.decide('R0001', { decision: 'change', by: 'slack:U2:Ana', reason: 'Less' }));
    const revised = { act: 'Call', currency: 'USD', amount: 9000, proof: null, by: CALL.proposedBy };
    value(workspace.rewards.revise('R0001', revised));
    const { html } = await post('/rewards/decisions', { decision: 'approve', chosen: 'R0001:1' });
    expect(html).toContain('The reward was changed since you looked at it.');
    expect(stateOf('R0001')).toBe('proposed');
  });
});
