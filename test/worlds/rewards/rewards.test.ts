import { beforeAll, describe, expect, test, vi } from 'vitest';
import { live } from './live.ts';
import { MONEY_MUTANTS } from './mutants.ts';

const WORLDS = 20_000;
/** Seeds after which a mutant that was not noticed never will be. */
const PATIENCE = 2_000;

// Doors that throw are part of these worlds; what is logged about them is of no interest here.
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));

test('no world of rewards breaks a rule, and in the end nothing is lost', { timeout: 300_000 }, async () => {
  let failure: object | null = null;
  for (let n = 0; n < WORLDS && failure === null; n += 1) {
    const { broken, trace } = await live(`rewards ${n}`);
    if (broken.length > 0) failure = { again: `npm run worlds -- --seed ${n}`, broken, trace };
  }
  expect(failure).toBeNull();
});

test('the same seed is the same world', async () => {
  expect(await live('twin')).toEqual(await live('twin'));
});

describe('a world of rewards notices', () => {
  test.each(Object.entries(MONEY_MUTANTS))('%s', { timeout: 60_000 }, async (_name, mutant) => {
    let broken: string[] = [];
    for (let n = 0; n < PATIENCE && broken.length === 0; n += 1) {
      ({ broken } = await live(`mutant ${n}`, mutant));
    }
    // A mutant whose query was reworded breaks nothing any more: word it anew.
    expect(mutant.rewrite?.isUsed ?? true).toBe(true);
    expect(broken).not.toEqual([]);
  });
});
