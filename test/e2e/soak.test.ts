import { expect, it } from 'vitest';
import { soak } from '#test/soak/soak.ts';

const KILLS = 10;

it('is killed at random under load and loses and doubles nothing', { timeout: 240_000 }, async () => {
  const seed = String(Date.now());
  const { broken, rewards } = await soak({ kills: KILLS, seed });
  expect({ again: `npm run soak -- --seed ${seed} --kills ${KILLS}`, broken }).toMatchObject({ broken: [] });
  expect(rewards).toBeGreaterThan(KILLS);
});
