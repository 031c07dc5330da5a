import type { RewardProposal } from '#core/reward/reward.ts';
import { DAY } from '#core/time.ts';
import { pick } from '#test/sandbox/random.ts';
import type { Ending } from '#test/worlds/vendors.ts';
import { changeRole, delegate, resolveHold, setBudget } from './company-actions.ts';
import { anyAmount, decide, press, pressAgain, pressTwice, revise } from './deciding.ts';
import { anyWorth } from './goods.ts';
import { orderOnceMore, settle, takeBack, voidOrder } from './orders.ts';
import type { RewardWorld } from './world.ts';

/** Something that can happen to money; how often, beside the others, and when it can. */
export interface Action {
  weight: number;
  isPossible?: (world: RewardWorld) => boolean;
  run: (world: RewardWorld) => void | Promise<void>;
}

const ENDINGS: Ending[] = ['lost', 'unheard', 'unheard', 'throttled', 'refused', 'thrown'];
const MOST = 4;

/** Everything that happens in a world of rewards. A new verb is one entry more. */
export const ACTIONS: readonly Action[] = [
  { weight: 10, isPossible: ({ rules }) => rules.rewards.length < MOST, run: propose },
  { weight: 3, isPossible: ({ proposed }) => proposed.length > 0, run: proposeAgain },
  { weight: 2, isPossible: ({ rules }) => rules.rewards.length < MOST, run: act },
  { weight: 20, isPossible: ({ rules }) => rules.rewards.some(({ shown }) => shown), run: press },
  { weight: 5, isPossible: ({ pressed }) => pressed.length > 0, run: pressAgain },
  { weight: 5, isPossible: ({ pressed }) => pressed.length > 0, run: pressTwice },
  { weight: 8, isPossible: ({ rules }) => rules.rewards.length > 0, run: decide },
  {
    weight: 8,
    isPossible: ({ rules }) => rules.rewards.some(({ state }) => state === 'change_requested'),
    run: revise,
  },
  { weight: 6, isPossible: ({ rules }) => rules.rewards.some(({ holds }) => holds > 0), run: resolveHold },
  { weight: 30, isPossible: ({ vendors }) => vendors.open.length > 0, run: answer },
  { weight: 20, isPossible: ({ office }) => !office.isRunning && office.alarmAt !== null, run: ring },
  { weight: 3, run: passTime },
  { weight: 4, run: crash },
  { weight: 2, run: replay },
  {
    weight: 3,
    isPossible: ({ rules }) => rules.rewards.some(({ state }) => state === 'approved' || state === 'paid'),
    run: takeBack,
  },
  { weight: 2, isPossible: ({ rules }) => rules.rewards.length > 0, run: orderOnceMore },
  {
    weight: 3,
    isPossible: ({ rules }) => rules.rewards.some(({ state }) => state === 'paid'),
    run: voidOrder,
  },
  { weight: 3, isPossible: ({ rules }) => rules.rewards.some(({ doubt }) => doubt !== null), run: settle },
  { weight: 4, run: setBudget },
  { weight: 3, run: changeRole },
  { weight: 3, run: delegate },
];

function propose(world: RewardWorld): void {
  const { random } = world;
  const proposal: RewardProposal = {
    key: `proposal ${(world.keys += 1)}`,
    personId: pick(random, world.people),
    ...anyWorth(random, anyAmount(world)),
    act: 'Call',
    proposedBy: pick(random, ['rep@acme.test', 'boss@acme.test', 'slack:U1:U1', 'rule:review']),
  };
  world.proposed.push(proposal);
  send(world, proposal);
}

function proposeAgain(world: RewardWorld): void {
  send(world, pick(world.random, world.proposed));
}

function send(world: RewardWorld, proposal: RewardProposal): void {
  world.tell(
    `propose ${proposal.key}: ${proposal.amount} ${proposal.item ?? proposal.currency} to ${proposal.personId} by ${proposal.proposedBy}`,
  );
  const taken = world.office.rewards.create(proposal);
  if (taken.ok) world.accepted.set(proposal.key, taken.value.id);
}

/** Somebody does what a rule rewards, and it is told once or twice; a budget that is used up does not stop that proposal. */
function act(world: RewardWorld): void {
  const { random, office, now } = world;
  const type = pick(random, ['referral', 'reference_call', 'case_study'] as const);
  const key = random() < 0.8 ? `act ${(world.keys += 1)}` : `act ${world.keys}`;
  const by = pick(random, ['ana@acme.test', 'slack:U9:U9', '']);
  const reportedBy = by === '' ? null : by;
  world.tell(`${type} told as ${key} by ${by || 'nobody'}`);
  office.signals.record({
    key,
    personId: pick(random, world.people),
    type,
    occurredAt: now - DAY,
    reportedBy,
  });
}

/** A vendor answers one of the calls under way, in any order, and not always what happened. */
function answer(world: RewardWorld): void {
  const { random, vendors } = world;
  const call = pick(random, vendors.open);
  const ending = random() < 0.6 ? 'well' : pick(random, ENDINGS);
  // A team that never lets us look people up has given up on this one rule.
  const heard = call.door === 'findUser' && ending === 'refused' ? 'lost' : ending;
  world.tell(`${call.door} ${call.subjects.join(' ')} ends ${heard}`);
  call.end(heard);
}

/** Often nothing else happens until the alarm is due. */
function ring(world: RewardWorld): void {
  const wait = (world.office.alarmAt ?? world.now) - world.now;
  if (wait < DAY && world.random() < 0.7) world.now += Math.max(0, wait);
  world.tell('ring');
  world.ring();
}

function passTime(world: RewardWorld): void {
  const time = Math.floor(world.random() ** 4 * 30 * DAY);
  world.tell(`${time} ms pass`);
  world.now += time;
}

function crash(world: RewardWorld): void {
  world.tell('crash');
  world.crash();
}

/** An admin sends what was given up on once more. */
function replay(world: RewardWorld): void {
  world.tell('replay');
  world.office.deliveries.replayAll('boss@acme.test');
}
