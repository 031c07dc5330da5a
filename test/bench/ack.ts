import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { freePort, startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { press } from '#test/slack-app/signed-request.ts';
import { fire, percentile99, type Load, type Shot } from './load.ts';
import { whole, type Row } from './row.ts';

const PRESSES = 5_000;
const WARM_UP = 1_000;
const MANAGERS = 100;
const SIGNING_SECRET = 'slack-signing-secret';
const LATE = 2_000;

/**
 * A signed press to its answer while Slack itself is slow. A hundred managers press at once, again and again: once the
 * last of them has their answer. Throughput is what comes through where each presses on without a pause.
 */
export const ack: Row = {
  name: 'ack',
  async measure(scale) {
    const presses = PRESSES * scale;
    // Payouts of what is approved would share the core with the acks: here the books are the order, as without a desk.
    const variables = { PAYOUT_URL: '', PAYOUT_SECRET: '' };
    const groundswell = await startGroundswell({ people: 200, variables });
    await groundswell.synced();
    // An ack that waited for a call to Slack would take at least this long.
    groundswell.sandbox.slack.knobs.apiDelay = LATE;
    hireManagers(groundswell);
    const rewards = await proposeRewards(groundswell, presses * 2 + WARM_UP);
    const shots = rewards.map((id, index) => toShot(`${groundswell.appUrl}/slack/events`, id, index));
    const ours = await measure(shots);
    const undecided = await notAsPressed(groundswell, rewards);
    await groundswell.close();
    const peer = await measurePeer(rewards);
    const share = ours.steady.rate / peer.steady.rate;
    if (undecided.length > 0) console.error(`not decided as pressed: ${undecided.slice(0, 5).join(', ')} …`);
    const sound = ours.failed === 0 && undecided.length === 0;
    return [
      {
        what: `Slack press to ack, p99 with ${MANAGERS} managers at once`,
        figure: `${whole(ours.p99)} ms`,
        target: '< 200 ms',
        beside: `Bolt HTTPReceiver on Node: ${whole(peer.p99)} ms; one decision each; Slack answers in ${LATE} ms; pressing on without a pause: ${whole(ours.steady.p99)} ms, Bolt ${whole(peer.steady.p99)} ms`,
        reached: sound && ours.p99 < 200,
      },
      {
        what: 'Slack press to ack, throughput',
        figure: `${whole(ours.steady.rate)}/s, ${(share * 100).toFixed(0)} % of Bolt`,
        target: '≥ 50 % of Bolt',
        beside: `Bolt HTTPReceiver on Node, no state: ${whole(peer.steady.rate)}/s`,
        reached: sound && share >= 0.5,
      },
    ];
  },
};

interface Measured {
  /** Milliseconds within which 99 of 100 were answered who pressed at once. */
  p99: number;
  /** Everybody presses on as soon as they have their answer. */
  steady: Load;
  failed: number;
}

async function measure(shots: readonly Shot[]): Promise<Measured> {
  await fire(shots.slice(0, WARM_UP), MANAGERS);
  const measured = shots.slice(WARM_UP);
  const half = measured.length / 2;
  const bursts: Load[] = [];
  for (let at = 0; at < half; at += MANAGERS)
    bursts.push(await fire(measured.slice(at, at + MANAGERS), MANAGERS));
  const steady = await fire(measured.slice(half), MANAGERS);
  const failed = [...bursts, steady].reduce((sum, load) => sum + load.failed, 0);
  return { p99: percentile99(bursts.flatMap(({ times }) => times)), steady, failed };
}

async function proposeRewards(groundswell: RunningGroundswell, count: number): Promise<string[]> {
  const { appUrl, adminToken } = groundswell;
  const { items } = await groundswell.api<{ items: { id: string }[] }>('/people?limit=100');
  await holdNothing(groundswell);
  const shots = Array.from({ length: count }, (_, index): Shot => {
    const reward = {
      key: `bench:${index}`,
      personId: items[index % items.length]!.id,
      amount: 100,
      currency: 'USD',
      act: 'Bench',
      proposedBy: 'bench',
    };
    return {
      method: 'POST',
      url: `${appUrl}/api/v1/rewards`,
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(reward),
    };
  });
  const { failed } = await fire(shots, 20);
  if (failed > 0) throw new Error(`${failed} rewards were not proposed`);
  return Array.from({ length: count }, (_, index) => `R${String(index + 1).padStart(4, '0')}`);
}

/** So many rewards for so few people are looked at one by one otherwise. */
async function holdNothing(groundswell: RunningGroundswell): Promise<void> {
  const { appUrl, adminToken } = groundswell;
  const settings = await groundswell.api<{ rules: Record<string, string> }>('/fraud/settings');
  const rules = Object.fromEntries(Object.keys(settings.rules).map((rule) => [rule, 'off']));
  const answer = await fetch(`${appUrl}/api/v1/fraud/settings`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...settings, rules, by: 'bench' }),
  });
  if (!answer.ok) throw new Error(`the settings were refused: ${await answer.text()}`);
}

/** Slack knows everybody who presses: it is asked once about each. */
function hireManagers({ sandbox }: RunningGroundswell): void {
  for (let index = 0; index < MANAGERS; index += 1) {
    const id = managerAt(index);
    const email = `${id.toLowerCase()}@northwind-cloud.example`;
    sandbox.slack.team.members.join({ id, name: id, realName: `Manager ${index}`, email, title: 'Manager' });
  }
}

/** The manager who presses under the reward at a place in the list. */
function managerAt(index: number): string {
  return `U0MANAGER${index % MANAGERS}`;
}

/** The rewards that were not decided once, by who pressed. */
async function notAsPressed(groundswell: RunningGroundswell, rewards: string[]): Promise<string[]> {
  const open = new Map(rewards.map((id, index) => [id, `slack:${managerAt(index)}:`]));
  for (let cursor = ''; ;) {
    const { items, next } = await groundswell.api<{
      items: { id: string; state: string; decidedBy: string; approvals: unknown[] }[];
      next: string | null;
    }>(`/rewards?limit=100${cursor}`);
    for (const { id, state, decidedBy, approvals } of items) {
      const isGranted = state === 'approved' || state === 'paid';
      const isTheirs = decidedBy?.startsWith(open.get(id) ?? 'nobody') && approvals.length === 1;
      if (isGranted && isTheirs) open.delete(id);
    }
    if (next === null) return [...open.keys()];
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

function toShot(url: string, rewardId: string, index: number): Shot {
  const pressed = press('reward_approve', rewardId);
  const name = `manager ${index % MANAGERS}`;
  // Not a message from before Slack was connected, which would be another workspace's.
  const ts = (Date.now() / 1000).toFixed(6);
  const payload = {
    ...pressed,
    team: { id: 'T0NORTHWND', domain: 'northwind' },
    user: { id: managerAt(index), username: name, name, team_id: 'T0NORTHWND' },
    container: { ...pressed.container, message_ts: ts },
    message: { ...pressed.message, ts },
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${at}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${signature}`,
  };
  return { method: 'POST', url, headers, body };
}

async function measurePeer(rewards: string[]): Promise<Measured> {
  const port = await freePort();
  const peer = spawn(process.execPath, [`${import.meta.dirname}/ack-peer.ts`, SIGNING_SECRET, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(peer.stdout, 'data');
  const shots = rewards.map((id, index) => toShot(`http://127.0.0.1:${port}/slack/events`, id, index));
  const measured = await measure(shots);
  peer.kill();
  if (measured.failed > 0) throw new Error(`the peer failed ${measured.failed} presses`);
  return measured;
}
