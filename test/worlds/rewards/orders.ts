import { orderAgain } from '#server/workspace/fulfilment/again.ts';
import { settleDoubt } from '#server/workspace/fulfilment/doubts.ts';
import { makeVoid } from '#server/workspace/fulfilment/voiding.ts';
import { pick } from '#test/sandbox/random.ts';
import type { RewardWorld } from './world.ts';

/** Who looks after money, under more than one name. */
const MONEY_MANAGERS = ['boss@acme.test', 'fin@acme.test', 'slack:U3:U3'] as const;

/** Somebody gives up what was approved, or takes back what was paid. */
export function takeBack(world: RewardWorld): void {
  const { random, rules, office } = world;
  const granted = rules.rewards.filter(({ state }) => state === 'approved' || state === 'paid');
  const { id } = pick(random, granted);
  const by = pick(random, MONEY_MANAGERS);
  world.tell(`${id} is taken back by ${by}`);
  world.takeBack(office, id, { by, reason: 'a mistake' });
}

/** Somebody has a reward ordered once more: under the same key while nobody knows, anew once the order is void. */
export function orderOnceMore(world: RewardWorld): void {
  const { random, office, rules } = world;
  const { id } = pick(random, rules.rewards);
  const by = pick(random, MONEY_MANAGERS);
  world.tell(`${id} is ordered once more by ${by}`);
  orderAgain(office.store, id, { by, newOrder: random() < 0.7 }, 'webhook');
}

/** Somebody has the money of a paid order sent back, and says here that the order is void. */
export async function voidOrder(world: RewardWorld): Promise<void> {
  const { random, office, rules } = world;
  const { id } = pick(
    random,
    rules.rewards.filter(({ state }) => state === 'paid'),
  );
  const by = pick(random, MONEY_MANAGERS);
  world.tell(`the order of ${id} is made void by ${by}`);
  const made = await makeVoid(office.store, world.vendors, id, { by, proof: 'their letter' });
  if (made.ok) world.returned.add(made.value.key);
}

/** Somebody finds out that nothing left twice. */
export function settle(world: RewardWorld): void {
  const { random, office, rules } = world;
  const { id } = pick(
    random,
    rules.rewards.filter(({ doubt }) => doubt !== null),
  );
  const by = pick(random, MONEY_MANAGERS);
  world.tell(`the doubt about ${id} is settled by ${by}`);
  settleDoubt(office.store, id, { by, proof: 'their list' });
}

/** Whoever said that money came back is not who took its reward back. */
export function brokenReversals({ disk, rules }: RewardWorld): string[] {
  if (!rules.rewards.some(({ state }) => state === 'reversed')) return [];
  return disk
    .all<{ about: string; actor: string }>(
      `SELECT back.about, back.actor FROM audit AS back
       JOIN audit AS said ON said.about = back.about AND said.actor = back.actor
         AND said.action IN ('fulfilment.made_void', 'fulfilment.doubt_settled')
       WHERE back.action = 'reward.reversed'`,
    )
    .map(({ about, actor }) => `${about} was taken back by ${actor} on their own word`);
}
