import { jsx } from 'hono/jsx';
import { expect, it } from 'vitest';
import { FRAUD_CODES } from '#core/fraud/rule.ts';
import { DEFAULT_SETTINGS } from '#core/fraud/settings.ts';
import { HoldCard } from '#server/console/pages/fraud/hold-card.tsx';
import { SettingsCard } from '#server/console/pages/fraud/settings.tsx';
import { markup } from '#test/server/console/markup.ts';
import { For } from '#server/console/parts/viewer.tsx';
import type { HoldView } from '#server/workspace/fraud/rows.ts';

const NOW = Date.UTC(2026, 10, 25);
const HOSTILE = '<script>alert(1)</script>';

const hold: HoldView = {
  id: 'R0001:velocity',
  rewardId: 'R0001',
  code: 'velocity',
  reason: HOSTILE,
  evidence: ['reward:R0002', 'person:12', `domain:${HOSTILE}`, 'email'],
  placedAt: NOW,
  expectedBy: NOW - 1,
  lapsesAt: null,
  state: 'open',
  by: null,
  at: null,
  why: null,
  personId: '7',
  person: HOSTILE,
  act: HOSTILE,
  amount: 5000,
  currency: 'USD',
};

const card = (of: Partial<HoldView> = {}) =>
  markup(jsx(HoldCard, { holds: [{ ...hold, ...of }], now: NOW, refused: null }));

it('a hold says why, what it rests on and that it is overdue, and nothing in it is markup', async () => {
  const html = await card();
  expect(html).not.toContain('<script>');
  expect(html).toContain('href="/console/rewards/R0002"');
  expect(html).toContain('href="/console/advocates/12"');
  expect(html).toContain('the same e-mail address');
  expect(html).toContain('Overdue');
  expect(await card({ expectedBy: NOW })).not.toContain('Overdue');
});

it('what is not named is counted', async () => {
  const html = await card({ evidence: ['reward:R0002', 'reward:R0003', 'more:16'] });
  expect(html).toMatch(/R0003<\/a>(<\/span>)? and 16 more/);
});

it('a reward held for two reasons is told once, with a verdict for each', async () => {
  const twin = { ...hold, id: 'R0001:insider', code: 'insider' as const };
  const problem = { code: 'invalid_input' as const, message: 'No.', remedy: 'Yes.', field: 'reason' };
  const refused = { form: `hold-${twin.id}`, problem, values: {} };
  const html = await markup(jsx(HoldCard, { holds: [hold, twin], now: NOW, refused }));
  expect(html.match(/href="\/console\/rewards\/R0001"/g)).toHaveLength(1);
  expect(html).toContain('for 2 reasons');
  expect(html.match(/name="hold" value="R0001:(velocity|insider)"/g)).toHaveLength(2);
  expect(html.match(/<details class="confirm" open/g)).toHaveLength(1);
});

it('what ended is not decided again', async () => {
  expect(await card()).toContain('Confirm and decline');
  const ended = await card({ state: 'cleared', by: 'slack:U1:Mia', at: NOW, why: HOSTILE });
  expect(ended).not.toContain('Confirm and decline');
  expect(ended).not.toContain('<script>');
  expect(ended).toContain('Mia');
});

it('every rule can be shown, and whoever may not decide sees no buttons', async () => {
  const all = await Promise.all(FRAUD_CODES.map((code) => card({ code, id: `R0001:${code}` })));
  expect(new Set(all).size).toBe(FRAUD_CODES.length);
  const viewer = { actor: 'vic', name: 'Vic', memberId: '1', permissions: ['view'] as const };
  const seen = await markup(jsx(For, { viewer }, jsx(HoldCard, { holds: [hold], now: NOW, refused: null })));
  expect(seen).toContain('What clears it');
  expect(seen).not.toContain('Confirm and decline');
});

it('the settings show what is in force, and what was typed where they were refused', async () => {
  const settings = { ...DEFAULT_SETTINGS, sameDomain: { growth: 'off' as const, general: 'hold' as const } };
  const programmes = ['general', 'growth'];
  const html = await markup(SettingsCard({ settings, programmes, refused: null }));
  expect(html).toMatch(/name="sameDomain\.growth"[^>]*checked/);
  expect(html).toContain('name="sameDomain.general"');
  expect(html).not.toMatch(/name="sameDomain\.general"[^>]*checked/);
  const problem = { code: 'invalid_input' as const, message: 'No.', remedy: 'Yes.', field: 'velocity.days' };
  const refused = { form: 'settings', problem, values: { 'velocity.days': HOSTILE } };
  const again = await markup(SettingsCard({ settings, programmes, refused }));
  expect(again).not.toContain('<script>');
  expect(again).toMatch(/name="velocity\.days"[^>]*aria-invalid="true"/);
});
