import { beforeAll, describe, expect, test, vi } from 'vitest';
import { MUTANTS } from './mutants.ts';
import { live } from './run.ts';
import { World } from './world.ts';

const WORLDS = 1_500;
/** Seeds after which a mutant that was not noticed never will be. */
const PATIENCE = 800;

// Doors that throw are part of these worlds; what is logged about them is of no interest here.
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));

test('no world breaks a rule, and in the end nothing is lost', { timeout: 300_000 }, async () => {
  for (let n = 0; n < WORLDS; n += 1) {
    const seed = `world ${n}`;
    expect({ seed, broken: await live(seed) }).toEqual({ seed, broken: [] });
  }
});

test('the same seed is the same world', async () => {
  const history = async (): Promise<unknown> => {
    const world = new World('twin');
    for (let step = 0; step < 60; step += 1) await world.step();
    return [
      world.log,
      world.disk.all('SELECT * FROM delivery'),
      world.disk.all('SELECT at, actor, action, about, detail FROM audit'),
    ];
  };
  expect(await history()).toEqual(await history());
});

describe('a world notices', () => {
  test.each(Object.entries(MUTANTS))('%s', { timeout: 60_000 }, async (_name, mutant) => {
    let broken: string[] = [];
    for (let n = 0; n < PATIENCE && broken.length === 0; n += 1) broken = await live(`mutant ${n}`, mutant);
    // A mutant whose query was reworded breaks nothing any more: word it anew.
    expect(mutant.rewrite?.isUsed ?? true).toBe(true);
    expect(broken).not.toEqual([]);
  });
});
