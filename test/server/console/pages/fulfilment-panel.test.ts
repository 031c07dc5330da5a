import { expect, it } from 'vitest';
import { FulfilmentPanel } from '#server/console/pages/fulfilment.tsx';
import type { FulfilmentView } from '#server/workspace/fulfilment/views.ts';
import { markup } from '#test/server/console/markup.ts';

const NOW = Date.UTC(2026, 10, 23, 5);
const order: FulfilmentView = {
  rewardId: 'R0001',
  provider: 'webhook',
  edition: 1,
  number: 1,
  key: 'k',
  reference: null,
  item: null,
  state: 'ordering',
  attempts: 3,
  calledAt: null,
  voidBy: null,
  doubt: null,
  words: null,
  problem: { code: 'vendor_unavailable', message: 'No answer.', remedy: 'Wait.' },
  proof: null,
  proofBy: null,
  toldAt: NOW,
  deliveredAt: null,
  expiresAt: null,
  checkAt: null,
  checks: 0,
  remindAt: null,
  remindedAt: null,
  remindedBy: null,
  createdAt: NOW,
  updatedAt: NOW,
  nextStep: null,
  reminder: null,
};
const panel = (
  of: Partial<FulfilmentView>,
  props: { reward: 'approved' | 'reversed'; nextTry: number | null },
) => markup(FulfilmentPanel({ of: { ...order, ...of }, ...props, now: NOW, refused: null }));

it('an order nobody took says how often it was tried and when it is tried again', async () => {
  const html = await panel({}, { reward: 'approved', nextTry: NOW + 600_000 });
  expect(html.replaceAll(/<[^>]+>/g, '')).toMatch(/Not taken yet: tried 3 times, next try [^.]*5:10/);
  expect(html).toContain('href="/console/deliveries?state=due"');
  const parked = await panel({}, { reward: 'approved', nextTry: null });
  expect(parked).toContain('not tried again by itself');
  expect(parked).toContain('href="/console/deliveries?state=parked"');
});

it('an order that is tried again by itself asks nothing of anybody until it is not', async () => {
  const nextStep = 'Once that is mended, try again.';
  expect(await panel({ nextStep }, { reward: 'approved', nextTry: NOW + 600_000 })).not.toContain(nextStep);
  expect(await panel({ nextStep }, { reward: 'approved', nextTry: null })).toContain(nextStep);
});

it('a provider that is not set up is one press away', async () => {
  const problem = { code: 'not_connected' as const, message: 'Not set up.', remedy: 'Set it up.' };
  const html = await panel({ problem }, { reward: 'approved', nextTry: null });
  expect(html).toContain('href="/console/fulfilment#webhook"');
});

it('an order in doubt is not made anew, and says how to settle it', async () => {
  const of = { state: 'returned', problem: null, doubt: 'they took it', nextStep: 'Ask there.' } as const;
  const html = await panel(of, { reward: 'approved', nextTry: null });
  expect(html).not.toContain('Order anew');
  expect(html).toContain('The money did not leave twice');
  expect(html).toMatch(/action="[^"]*\/rewards\/R0001\/doubt#fulfilment"/);
});

it('the order of a reward that was taken back says what became of it, and is not made anew', async () => {
  const of = { state: 'cancelled', problem: null } as const;
  const html = await panel(of, { reward: 'reversed', nextTry: null });
  expect(html).toContain('The reward was taken back. Its order is void');
  expect(html).not.toContain('Order anew');
  expect(await panel(of, { reward: 'approved', nextTry: null })).toContain('Order anew');
});
