import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { press } from '#test/slack-app/signed-request.ts';
import { fire, type Shot } from './load.ts';
import { whole, type Row } from './row.ts';

const PRESSES = 5_000;
const WARM_UP = 1_000;
const IN_FLIGHT = 100;
const PEER_PORT = 18_790;
const SIGNING_SECRET = 'slack-signing-secret';
const LATE = 2_000;

/** A signed press to its answer: each decides a reward of its own, and Slack itself is slow meanwhile. */
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
    const rewards = await proposeRewards(groundswell, presses + WARM_UP);
    const shots = rewards.map((id) => toShot(`${groundswell.appUrl}/slack/events`, id));
    await fire(shots.slice(presses), IN_FLIGHT);
    const ours = await fire(shots.slice(0, presses), IN_FLIGHT);
    const { items } = await groundswell.api<{ items: unknown[] }>('/rewards?state=proposed&limit=1');
    await groundswell.close();
    const peer = await measurePeer(rewards.slice(0, presses));
    const share = ours.rate / peer.rate;
    const sound = ours.failed === 0 && items.length === 0;
    return [
      {
        what: `Slack press to ack, p99 at ${IN_FLIGHT} in flight`,
        figure: `${whole(ours.p99)} ms`,
        target: '< 200 ms',
        beside: `Bolt HTTPReceiver on Node: ${whole(peer.p99)} ms; Slack answers in ${LATE} ms`,
        reached: sound && ours.p99 < 200,
      },
      {
        what: 'Slack press to ack, throughput',
        figure: `${whole(ours.rate)}/s, ${(share * 100).toFixed(0)} % of Bolt`,
        target: '≥ 50 % of Bolt',
        beside: `Bolt HTTPReceiver on Node, no state: ${whole(peer.rate)}/s`,
        reached: sound && share >= 0.5,
      },
    ];
  },
};

async function proposeRewards(groundswell: RunningGroundswell, count: number): Promise<string[]> {
  const { appUrl, adminToken } = groundswell;
  const { items } = await groundswell.api<{ items: { id: string }[] }>('/people?limit=1');
  const shots = Array.from({ length: count }, (_, index): Shot => {
    const reward = {
      key: `bench:${index}`,
      personId: items[0]!.id,
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

function toShot(url: string, rewardId: string): Shot {
  const payload = { ...press('reward_approve', rewardId), team: { id: 'T0NORTHWND', domain: 'northwind' } };
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

async function measurePeer(rewards: string[]) {
  const peer = spawn(
    process.execPath,
    [`${import.meta.dirname}/ack-peer.ts`, SIGNING_SECRET, String(PEER_PORT)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await once(peer.stdout, 'data');
  const shots = rewards.map((id) => toShot(`http://127.0.0.1:${PEER_PORT}/slack/events`, id));
  await fire(shots.slice(0, WARM_UP), IN_FLIGHT);
  const load = await fire(shots, IN_FLIGHT);
  peer.kill();
  if (load.failed > 0) throw new Error(`the peer failed ${load.failed} presses`);
  return load;
}
