import { between, pick } from '#test/sandbox/random.ts';
import { COLLEAGUES, SLACK_USERS } from './company.ts';
import type { Press } from './press.ts';
import type { RewardWorld } from './world.ts';

const DECISIONS = [
  'approve',
  'approve',
  'approve',
  'approve',
  'approve',
  'change',
  'decline',
  'feedback',
] as const;

/** Somebody presses a button under a message that stands in Slack, most often where there is something to decide. */
export function press(world: RewardWorld): void {
  const { random, rules } = world;
  const shown = rules.rewards.filter((reward) => reward.shown);
  const open = shown.filter(({ state }) => state === 'proposed');
  const reward = pick(random, open.length > 0 && random() < 0.8 ? open : shown);
  const one: Press = {
    key: `press ${(world.keys += 1)}`,
    by: pick(random, SLACK_USERS),
    decision: pick(random, DECISIONS),
    rewardId: reward.id,
  };
  world.pressed.push(one);
  push(world, one);
}

/** Somebody presses a second time what they pressed last: to Slack that is another press. */
export function pressTwice(world: RewardWorld): void {
  const last = world.pressed.at(-1);
  if (last === undefined) return;
  const one: Press = { ...last, key: `press ${(world.keys += 1)}` };
  world.pressed.push(one);
  push(world, one);
}

/** Slack sends an old press again. */
export function pressAgain(world: RewardWorld): void {
  push(world, pick(world.random, world.pressed));
}

function push(world: RewardWorld, one: Press): void {
  const { rules } = world;
  world.tell(`${one.by}: ${one.decision} ${one.rewardId} (${one.key})`);
  const result = world.press(world.office, one);
  const revision = rules.rewards.find(({ id }) => id === one.rewardId)?.revision ?? 1;
  if (!result.ok && rules.promised.has(one.key)) {
    world.violations.push(`replay of ${one.key} refused: ${result.problem.code}`);
  }
  if (result.ok && !rules.promised.has(one.key)) rules.promised.set(one.key, { ...one, revision });
}

/** Somebody decides in the console or over the API. */
export function decide(world: RewardWorld): void {
  const { random, rules, office } = world;
  const { id } = pick(random, rules.rewards);
  const { email } = pick(random, COLLEAGUES);
  const by = random() < 0.2 ? ` ${email.toUpperCase()}` : email;
  const decision = pick(random, DECISIONS);
  world.tell(`${by}: ${decision} ${id}`);
  office.rewards.decide(id, { decision, by, reason: 'because' });
}

/** Somebody proposes anew what was to be changed. */
export function revise(world: RewardWorld): void {
  const { random, rules, office } = world;
  const waiting = rules.rewards.filter(({ state }) => state === 'change_requested');
  const { id, currency, amount: price, item } = pick(random, waiting);
  const by = pick(random, ['rep@acme.test', 'boss@acme.test', 'slack:U1:U1', 'slack:U2:U2']);
  // What is of the catalogue keeps its price, and thanks have none.
  const isFree = item === null && currency !== 'thanks';
  const amount = isFree ? anyAmount(world) : price;
  world.tell(`${by} revises ${id} to ${amount}`);
  office.rewards.revise(id, { by, amount, currency, act: 'Call', proof: null });
}

/** An amount of any of the policy's bands. */
export function anyAmount({ random }: RewardWorld): number {
  return between(random, 1, pick(random, [5, 40, 70, 100])) * 100;
}
