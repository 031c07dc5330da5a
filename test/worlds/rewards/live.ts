import { between, pick } from '#test/sandbox/random.ts';
import { losses } from './aftermath.ts';
import { RewardWorld, type Mutant } from './world.ts';

/** How one world ended: the rules it broke (none is good news), and what led there. */
export interface Ended {
  broken: string[];
  trace: string[];
}

/** Lives one world of rewards to its end. */
export async function live(seed: string, mutant: Mutant = {}): Promise<Ended> {
  const world = new RewardWorld(seed, mutant);
  const { trace } = world;
  for (let left = between(world.random, 2, pick(world.random, [5, 8, 20])); left > 0; left -= 1) {
    const broken = await world.step();
    if (broken.length > 0) return { broken, trace };
  }
  await world.quiesce();
  return { broken: [...world.broken(), ...losses(world)], trace };
}
