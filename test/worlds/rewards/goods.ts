import type { ClaimedItem } from '#core/catalogue/check-item.ts';
import { payoutKey } from '#core/reward/payout.ts';
import type { RewardProposal } from '#core/reward/reward.ts';
import type { Random } from '#test/sandbox/random.ts';
import type { Disk } from '#test/worlds/disk.ts';
import type { RewardWorld } from './world.ts';

/** How many mugs there are to begin with: fewer than a world may promise. */
export const MUGS = 1;

const PRICE = 25_00;

/** The one thing of the catalogue that runs out. */
export const MUG: ClaimedItem = {
  name: 'Mug',
  description: 'With our swell on it.',
  kind: 'swag',
  price: PRICE,
  currency: 'USD',
  taxClass: 'de_minimis',
  provider: 'webhook',
  disclosure: 'They sent me a mug.',
  stock: MUGS,
};

export const STARS = 'points:stars';

type Worth = Pick<RewardProposal, 'amount' | 'currency' | 'item'>;

/** What a reward can be: money most often, else points, a mug, or thanks. */
export function anyWorth(random: Random, money: number): Worth {
  const roll = random();
  if (roll < 0.7) return { amount: money, currency: 'USD' };
  if (roll < 0.8) return { amount: money / 100, currency: STARS };
  if (roll < 0.95) return { amount: PRICE, currency: 'USD', item: 'mug' };
  return { amount: 0, currency: 'thanks' };
}

/** What is not money is given and taken back as often as money is. */
export function brokenGoods({ disk, rules }: RewardWorld): string[] {
  const broken = rules.rewards.some(({ currency }) => currency === STARS) ? brokenPoints(disk) : [];
  return rules.rewards.some(({ item }) => item === 'mug') ? [...broken, ...brokenMugs(disk)] : broken;
}

/** Points are earned once for each reward that was approved, and taken back with it. */
function brokenPoints(disk: Disk): string[] {
  const points = disk.all<{ id: string; state: string; amount: number; earned: number; taken: number }>(
    `SELECT reward.id, reward.state, amount, coalesce(sum(earned.points), 0) AS earned,
       coalesce(sum((SELECT sum(points) FROM points_movement AS back
         WHERE back.kind = 'claw_back' AND back.lot_id = earned.lot_id)), 0) AS taken
     FROM reward LEFT JOIN points_movement AS earned
       ON earned.kind = 'earn' AND earned.key IN ('earn:reward:' || reward.id, 'earn:' || ?1 || reward.id || ?2)
     WHERE reward.currency = ?3 GROUP BY reward.id`,
    ...payoutKey('|').split('|'),
    STARS,
  );
  return points.flatMap(({ id, state, amount, earned, taken }) => {
    const wasGranted = GRANTED.has(state) || state === 'cancelled';
    const isBack = state === 'cancelled' || state === 'reversed';
    const isRight = earned === (wasGranted ? amount : 0) && taken === (isBack ? amount : 0);
    return isRight
      ? []
      : [`${id} is ${state}: ${earned} of ${amount} points were earned, ${taken} taken back`];
  });
}

/** No mug is promised that is not there. */
function brokenMugs(disk: Disk): string[] {
  const broken: string[] = [];
  const [mugs] = disk.all<{ stock: number; counted: number; reserved: number }>(
    `SELECT stock, (SELECT count(*) FROM reward_item WHERE counted AND state = 'consumed') AS counted,
       (SELECT count(*) FROM reward_item WHERE state = 'reserved') AS reserved
     FROM catalogue_item WHERE id = 'mug'`,
  );
  if (mugs === undefined) return [...broken, 'the mugs are gone'];
  const { stock, counted, reserved } = mugs;
  if (stock + counted !== MUGS) broken.push(`${stock} mugs are left and ${counted} given of ${MUGS}`);
  if (reserved > stock) broken.push(`${reserved} mugs are promised of ${stock}`);
  return [...broken, ...misplaced(disk)];
}

const GRANTED: ReadonlySet<string> = new Set(['approved', 'paid', 'reversed']);

/** A mug stands where its reward does. */
function misplaced(disk: Disk): string[] {
  const mugs = disk.all<{ id: string; state: string; held: string }>(
    `SELECT reward.id, reward.state, reward_item.state AS held FROM reward
     JOIN reward_item ON reward_item.reward_id = reward.id WHERE reward.item = 'mug'`,
  );
  return mugs.flatMap(({ id, state, held }) => {
    const wanted = GRANTED.has(state) ? 'consumed' : state === 'proposed' ? 'reserved' : 'returned';
    return held === wanted ? [] : [`${id} is ${state} and its mug ${held}`];
  });
}
