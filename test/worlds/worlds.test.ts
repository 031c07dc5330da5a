import { beforeAll, describe, expect, test, vi } from 'vitest';
import { MUTANTS } from './mutants.ts';
import { live } from './run.ts';

const WORLDS = 2_000;
/** Seeds after which a mutant that was not noticed never will be. */
const PATIENCE = 800;

// Doors that throw are part of these worlds; what is logged about them is of no interest here.
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));

test('no world breaks a rule, and in the end nothing is lost', { timeout: 120_000 }, async () => {
  for (let n = 0; n < WORLDS; n += 1) {
    const seed = `world ${n}`;
    expect({ seed, broken: await live(seed) }).toEqual({ seed, broken: [] });
  }
});

test('the same seed is the same world', async () => {
  const mutant = MUTANTS['a decision that does not look at the state'];
  expect(await live('twin', mutant)).toEqual(await live('twin', mutant));
  expect(await live('twin', mutant)).not.toEqual([]);
});

describe('a world notices', () => {
  test.each(Object.entries(MUTANTS))('%s', { timeout: 60_000 }, async (_name, mutant) => {
    let broken: string[] = [];
    for (let n = 0; n < PATIENCE && broken.length === 0; n += 1) broken = await live(`mutant ${n}`, mutant);
    expect(broken).not.toEqual([]);
  });
});
