import { jsx } from 'hono/jsx';
import { expect, it } from 'vitest';
import { detailWords } from '#server/console/pages/audit-detail.ts';
import { Subject } from '#server/console/pages/audit-subject.tsx';
import { Detail } from '#server/console/pages/detail.tsx';
import { actorTitle, actorWords, MemberNames } from '#server/console/parts/actor.ts';
import { People } from '#server/console/parts/people.tsx';
import { value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';
import { markup } from '#test/server/console/markup.ts';

const HOSTILE = '<script>alert(1)</script>';

function office() {
  const workspace = workspaceWithPerson();
  workspace.store.sql.run(
    `INSERT INTO member (id, slack_team, slack_user, email, name, role, state, created_at) VALUES
     (5, 'T1', 'U5', 'ana@acme.test', 'Ana Ortiz', 'manager', 'active', 0),
     (6, 'T1', NULL, 'bob@acme.test', ?, 'manager', 'disabled', 0)`,
    HOSTILE,
  );
  return workspace;
}

function Who({ actor }: { actor: string }) {
  return jsx('p', {}, actorTitle(actor), ', ', actorWords(actor));
}

it('whoever acts is called by their name as a member, as Slack user or by e-mail', async () => {
  const names = office().members.names();
  const who = (actor: string) => markup(jsx(MemberNames.Provider, { value: names }, jsx(Who, { actor })));
  expect(await who('slack:U5:ana')).toBe('<p>Ana Ortiz, Ana Ortiz</p>');
  expect(await who('Ana@Acme.test')).toBe('<p>Ana Ortiz, Ana Ortiz</p>');
  expect(await who('slack:U9:zoe')).toBe('<p>zoe, zoe</p>');
  expect(await who('bob@acme.test')).not.toContain('<script>');
  expect(await who('rule:referral')).toBe('<p>The rule for referral, the rule for referral</p>');
  expect(await who('webhook')).toBe('<p>Your own system, your own system</p>');
  expect(await who('constructor')).toBe('<p>constructor, constructor</p>');
});

it('what an entry is about is named, and leads to its page', async () => {
  const workspace = office();
  value(workspace.rewards.create(CALL));
  const people = workspace.people.behind(['person:1', 'reward:R0001', 'reward:R9999', HOSTILE]);
  expect(Object.keys(people).toSorted()).toEqual(['person:1', 'reward:R0001']);
  const name = people['person:1']?.name ?? '';
  const about = (subject: string) =>
    markup(
      jsx(
        MemberNames.Provider,
        { value: workspace.members.names() },
        jsx(People.Provider, { value: people }, jsx(Subject, { subject })),
      ),
    );
  expect(await about('person:1')).toContain(name);
  expect(await about('reward:R0001')).toContain(name);
  expect(await about('reward:R0001:details:C0:1')).toContain('/console/rewards/R0001"');
  expect(await about('member:5')).toContain('Ana Ortiz');
  expect(await about('member:slack:U5')).toContain('Ana Ortiz');
  expect(await about('budget:general/2026-11:EUR')).toMatch(/Budget .*general, November 2026.*, EUR/);
  expect(await about('provider:webhook')).toContain('Your own system');
  expect(await about(HOSTILE)).not.toContain('<script>');
});

it.each([
  [
    'budget_refused',
    'budget_exceeded: amount; asked 5000 USD',
    'Asked for $50.00. Refused: over the budget (amount)',
  ],
  ['reward.decision_refused', 'self_approval; asked approve', 'Asked for approve. Refused: their own reward'],
  ['fraud.held', 'velocity: six in a week', 'Many in a short time: six in a week'],
  ['points.earn', '-50 club', '−50 club points'],
  [
    'fraud.settings',
    '{"sameDomain":{"general":"off"},"velocity":{"days":30}}',
    'same domain general: off; velocity days: 30',
  ],
  [
    'points.changed',
    '{"name":"Club","expiry":{"kind":"none"},"holdDays":0,"dayCap":null,"monthCap":null}',
    'Club; Never expire',
  ],
  ['points.changed', '{"name":"Cl', '{"name":"Cl'],
])('%s is told in words', (action, detail, words) => {
  expect(detailWords({ action, detail })).toBe(words);
});

it('a long reason is folded after its beginning, and a short one stands as it is', async () => {
  const detail = (text: string) => markup(Detail({ of: { action: 'reward.declined', detail: text } }));
  expect(await detail('too little')).toBe('<bdi>too little</bdi>');
  const long = `${'word '.repeat(400)}last ${HOSTILE}`;
  const html = await detail(long);
  expect(html).toMatch(/<summary>.{200,400}word…<.*Show all<.*<\/summary>.*last &lt;script/s);
  expect(html).not.toContain('<script>');
  expect(await detail('x'.repeat(2000))).toContain(`${'x'.repeat(240)}…`);
});

it('who took an order by hand is no code', async () => {
  expect(await markup(jsx(Who, { actor: 'manual' }))).toBe('<p>By hand, by hand</p>');
});

it('a refusal keeps the sum and the choice that were asked for, and no other words', () => {
  const workspace = office();
  value(workspace.budgets.set('general', 'USD', 100_000, 'admin'));
  workspace.budgets.set('general', 'USD', -5, 'admin');
  workspace.budgets.set(HOSTILE, 'USD', 5, 'admin');
  const told = value(workspace.trail.list(2, null)).items.map(({ subject, detail }) => [subject, detail]);
  expect(told).toEqual([
    ['budgets', 'invalid_input: holder; asked 5 USD'],
    ['budget:general:USD', 'invalid_input: amount; asked -5 USD'],
  ]);
  expect(workspace.budgets.lastSet()).toMatchObject({ 'general:USD': { by: 'admin' } });
});
