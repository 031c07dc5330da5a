import { beforeEach, describe, expect, it } from 'vitest';
import { propose as proposed } from '#core/reward/reward.ts';
import { totalsText } from '#server/console/pages/rewards/totals.ts';
import { funded } from '#server/workspace/ledger/funding.ts';
import { openReward } from '#server/workspace/rewards/proposals.ts';
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

describe('proposing from the queue', () => {
  it('leads through the people to choose from, for whoever may', async () => {
    expect(await get('/rewards')).toContain('href="/console/rewards/new"');
    const html = await get('/rewards/new?q=acme');
    expect(html).toMatch(/href="\/console\/advocates\/\d+#reward"/);
    expect(await get('/rewards/new?q=zzzz')).toContain('Nobody fits');
    as(VIC);
    expect(await get('/rewards')).not.toContain('href="/console/rewards/new"');
  });
});

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
    expect(html).toContain('R0003: your yes is kept; still waits for 1 of 2 managers.');
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

describe('approving much at once', () => {
  const many = (n: number): [string, string][] =>
    Array.from({ length: n }, (_, at) => ['chosen', `R${String(at + 1).padStart(4, '0')}:1`]);

  it('says what is selected comes to, each currency for itself', async () => {
    propose('a', { amount: 501_200 });
    propose('b', { amount: 9900, currency: 'EUR' });
    propose('c', { amount: 0, currency: 'thanks' });
    const html = await get('/rewards?select=all');
    expect(html).toContain('3 of 3 selected: $5,012.00, €99.00, 1 × thanks');
    // However many currencies: the button stays as wide as its words.
    expect(html).toMatch(/value="approve"[^>]*>Approve 3<\/button>/);
    const points = { amount: 200, currency: 'points:general' };
    expect(totalsText([points, points])).toBe('400 points');
  });

  it('is asked once more above ten, keeps what was selected, and says what was approved', async () => {
    for (let at = 0; at < 11; at += 1) propose(`many ${at}`, { amount: 0, currency: 'thanks' });
    const form: [string, string][] = [['decision', 'approve'], ['reason', 'All checked'], ...many(11)];
    const asked = await post('/rewards/decisions', form);
    expect(asked.html).toContain('11 become final: 11 × thanks.');
    expect(asked.html).not.toContain('No proof');
    expect(stateOf('R0001')).toBe('proposed');
    const back = await post('/rewards/decisions', [['decision', 'back'], ...form.slice(1)]);
    expect(ticked(back.html)).toHaveLength(11);
    expect(back.html).toMatch(/<textarea id="bulk-reason"[^>]*>All checked/);
    const { html } = await post('/rewards/decisions', [...form, ['confirmed', 'yes']]);
    expect(stateOf('R0011')).toBe('approved');
    expect(html).toContain('Approved 11: 11 × thanks');
    expect(html).toContain('<summary>6 more</summary>');
  });

  it('is asked once more where the budget left is too small', async () => {
    value(workspace.budgets.set('general', 'USD', 7000, 'admin'));
    propose('a');
    // As a rule proposes: it waits for its budget, too.
    const late = value(proposed({ ...CALL, key: 'b' }, 'R0002', workspace.clock.now));
    openReward(workspace.store, funded(workspace.store, late));
    const form: [string, string][] = [['decision', 'approve'], ...many(2)];
    const { html } = await post('/rewards/decisions', form);
    expect(html).toContain('has $20.00 left, and these would draw $50.00 more');
    expect(stateOf('R0001')).toBe('proposed');
  });

  it('counts only what the press makes final, and says what else it would do', async () => {
    value(workspace.budgets.set('general', 'USD', 100_000, 'admin'));
    for (let at = 0; at < 9; at += 1) propose(`many ${at}`, { amount: 0, currency: 'thanks' });
    propose('dear', { amount: 60_000 });
    propose('bare', { amount: 2000, proof: null });
    propose('own', { amount: 3000, proposedBy: OLU });
    const { html } = await post('/rewards/decisions', [['decision', 'approve'], ...many(12)]);
    expect(html).toContain(
      '10 become final: 9 × thanks, $20.00. 1 still waits for another yes: $600.00. 1 will be refused.',
    );
    expect(html).toContain('Approve 11 rewards?');
    expect(html).toMatch(/R0010, for [^]*?It then needs another manager\./);
    expect(html).toMatch(/R0012, for [^]*?You proposed this reward, so you cannot approve it\./);
    expect(html).toMatch(/R0011, for [^]*?First reward[^]*?No proof/);
    expect(html.match(/No proof/g)).toHaveLength(1);
    // All of it is held for already.
    expect(html).toMatch(/<bdi>general<\/bdi>: <span class="money">\$350\.00<\/span> left of/);
    expect(stateOf('R0001')).toBe('proposed');
  });

  it('says where what was refused is, where that is not below', async () => {
    propose('own', { proposedBy: OLU });
    const { html } = await post('/rewards/decisions', [['decision', 'approve'], ...many(1)]);
    expect(html).not.toContain('selected below');
    expect(html).toContain('What was refused is not in the list below: open it by its number here.');
  });

  it('tells the yes that is kept from the one that ends it', async () => {
    propose('a', { amount: 60_000 });
    const { html } = await post('/rewards/decisions', [['decision', 'approve'], ...many(1)]);
    expect(html).toContain('Yes kept');
    expect(html).not.toMatch(/>Done</);
    expect(html).not.toContain('Approved 1:');
  });
});

describe('a row', () => {
  it('says whose first reward it is, and the list what its budget has left', async () => {
    value(workspace.budgets.set('general', 'USD', 9000, 'admin'));
    propose('a', { proof: 'https://ours.example/call' });
    const html = await get('/rewards');
    expect(html).toContain('First reward');
    expect(html).toMatch(/Budget <bdi>general<\/bdi>: [^]*?\$40\.00[^]*? left of/);
    expect(html).toContain('href="https://ours.example/call"');
  });

  it('has a badge in the menu only for what waits for whoever looks', async () => {
    propose('a');
    propose('own', { proposedBy: OLU });
    expect(workspace.rewards.waitingFor(OLU)).toBe(1);
    expect(workspace.rewards.waitingFor(VIC.actor)).toBe(0);
  });
});

it('opens at what waits for whoever stands in for a manager, and for others while nobody is away', async () => {
  propose('one');
  as(VIC);
  const here = async () =>
    /<a[^>]*aria-current="page"[^>]*>\s*(Waiting for \w+)/.exec(await get('/rewards'))?.[1];
  expect(await here()).toBe('Waiting for others');
  value(workspace.delegations.set(OLU, VIC.actor, workspace.clock.now + 86_400_000));
  expect(await here()).toBe('Waiting for me');
});
