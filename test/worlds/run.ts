import { losses } from './aftermath.ts';
import { brokenRules } from './invariants.ts';
import { World, type Mutant } from './world.ts';

const STEPS = 60;

/** Lives one world to its end; gives the rules that were broken, and what led there. Empty is good news. */
export async function live(seed: string, mutant: Mutant = {}): Promise<string[]> {
  const world = new World(seed, mutant);
  let changes = -1;
  for (let step = 0; step < STEPS; step += 1) {
    await world.step();
    const before = changes;
    changes = world.disk.changes();
    // Nothing written, nothing broken.
    if (changes === before && world.violations.length === 0) continue;
    const broken = [...world.violations, ...brokenRules(world)];
    if (broken.length > 0) return [...broken, `in step ${step}: ${world.log.join(' ')}`];
  }
  await world.quiesce();
  const broken = [...world.violations, ...brokenRules(world), ...losses(world)];
  return broken.length > 0 ? [...broken, `in the end: ${world.log.join(' ')}`] : [];
}
