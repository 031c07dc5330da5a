import type { Page } from 'playwright-core';
import { DEFAULT_PROGRAMME } from '#core/reward/reward.ts';
import { ANA, controlsOf, undoubtedPeople } from '#test/e2e/controls.ts';
import type { Person } from '#test/e2e/shapes.ts';
import { until, type RunningGroundswell } from '#test/support/running.ts';

type Send = (method: string, path: string, body: unknown) => Promise<void>;

const CLUB = {
  name: 'Customer club',
  expiry: { kind: 'fixed', days: 365 },
  holdDays: 0,
  dayCap: null,
  monthCap: null,
  tiers: [
    { id: 'member', name: 'Member', qualify: 0, multiplier: 10_000, neverExpires: false },
    { id: 'gold', name: 'Gold', qualify: 500, multiplier: 12_000, neverExpires: false },
    { id: 'platinum', name: 'Platinum', qualify: 2000, multiplier: 15_000, neverExpires: true },
  ],
  noticeDays: 30,
  cost: { currency: 'USD', amount: 100, points: 100 },
  redemptionRate: null,
};

/** What the week of a programme looks like: rewards of several sizes and states, budgets, points. */
export async function fillRewards(groundswell: RunningGroundswell): Promise<{ shown: string }> {
  const api: RunningGroundswell['api'] = (path, body) => groundswell.api(path, body);
  const send = senderOf(groundswell);
  const people = await plainPeople(groundswell);
  const [waiting, dear, returned, declined, paid] = people;
  const propose = async (person: Person | undefined, amount: number, act: string, more: object = {}) => {
    const terms = {
      personId: person?.id,
      amount,
      currency: 'USD',
      act,
      proposedBy: 'dana@northwind.example',
    };
    return (await api<{ id: string }>('/rewards', { ...terms, key: `${person?.id} ${act}`, ...more })).id;
  };
  const decide = (id: string, decision: string, reason?: string) =>
    api(`/rewards/${id}/decisions`, { decision, by: 'admin', reason });
  const spoke = await propose(paid, 15_000, 'Spoke at the customer day');
  await decide(spoke, 'approve');
  await until(
    async () => (await api<{ state: string }>(`/rewards/${spoke}`)).state === 'paid',
    'the payment',
  );
  await decide(await propose(returned, 40_000, 'Case study'), 'change', 'Half of it: the study is short');
  await decide(await propose(declined, 5_000, 'Review on G2'), 'decline', 'Was thanked last week');
  await propose(waiting, 5_000, 'Reference call');
  const shown = await propose(dear, 120_000, 'Keynote', { proof: 'https://example.com/keynote' });
  await decide(shown, 'approve');
  const isTold = async () =>
    JSON.stringify(await controlsOf(groundswell).messages()).includes('example.com/keynote');
  await until(isTold, 'the message about the keynote');
  await send('PUT', '/points/programmes/club', CLUB);
  for (const [at, { id }] of people.slice(0, 12).entries()) {
    const points = 80 + 170 * at;
    await api('/points/earn', { key: `club ${id}`, programme: 'club', personId: id, points, reason: 'Talk' });
  }
  const month = new Date().toISOString().slice(0, 7);
  const holder = `${DEFAULT_PROGRAMME}/${month}`;
  await send('PUT', '/budgets', { holder, currency: 'EUR', amount: 200_000, by: 'zoe@northwind.example' });
  return { shown };
}

/** The pages about rewards, and what Slack shows of them. */
export async function pictureRewards(
  page: Page,
  { appUrl, sandbox }: RunningGroundswell,
  shown: string,
  folder: string,
): Promise<void> {
  const shoot = (name: string) => page.screenshot({ path: `${folder}/${name}.png` });
  for (const [name, path] of [
    ['rewards', 'rewards'],
    ['reward', `rewards/${shown}`],
    ['budgets', 'budgets'],
    ['ledger', 'ledger'],
    ['points', 'points'],
    ['catalogue', 'catalogue'],
    ['rules', 'rules'],
  ]) {
    await page.goto(`${appUrl}/console/${path}`);
    await shoot(`console-${name}`);
  }
  await page.goto(`${appUrl}/console/policy/edit`);
  await page.locator('select[name="rules.0.bands.1.managers"]').selectOption('1');
  await page.locator('#preview').getByRole('heading', { name: 'Would have gone another way' }).waitFor();
  await shoot('console-policy');
  const slack = `http://127.0.0.1:${sandbox.ports.slack}/client/T0NORTHWND`;
  await page.goto(`${slack}/home?as=${ANA}`);
  await page.locator('[data-action-id]').first().waitFor();
  await shoot('slack-home');
}

function senderOf({ appUrl, adminToken }: RunningGroundswell): Send {
  return async (method, path, body) => {
    const answer = await fetch(`${appUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  };
}

/** Advocates with names of plain letters: the browser here brings few fonts. */
async function plainPeople(groundswell: RunningGroundswell): Promise<Person[]> {
  const people = await undoubtedPeople(groundswell);
  return people.filter(({ name, email }) => email !== null && /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name));
}
