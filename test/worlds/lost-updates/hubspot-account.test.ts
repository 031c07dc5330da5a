import { beforeEach, describe, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { Follower } from './follower.ts';
import { hubspotAccount } from './hubspot-account.ts';
import type { Weather } from './weather.ts';

const LAG = 45_000;
const CALM: Weather = {
  random: () => 0.99,
  vendor: 'hubspot',
  contacts: 9,
  polls: 0,
  lagMs: LAG,
  tieMs: 1,
  mail: { dropped: 1, duplicated: 0, late: 0, lateMs: 0 },
  skewMs: 0,
  unrest: 0,
  bustle: 0,
  imports: 0,
  flood: false,
  newIdOnMerge: false,
};
const [SURVIVOR, LOSER, THIRD] = ['100001', '100002', '100003'];

describe.each([false, true])('a portal whose mail is lost, a new id on a merge: %s', (newIdOnMerge) => {
  let account: Account;
  let ours: Follower;
  const later = (ms: number) => void (account.clock.at += ms);
  const pollLater = async () => {
    later(account.pollEvery);
    await ours.poll();
  };
  const merge = (into: string, other: string) => {
    account.merge(into, other);
    return newIdOnMerge ? account.ids().at(-1)! : into;
  };
  const ghosts = () => [...ours.mirror.contacts.keys()].filter((id) => !account.truth().has(id));

  beforeEach(async () => {
    account = hubspotAccount({ ...CALM, newIdOnMerge });
    ours = new Follower(
      () => account.connect(account.fetch, () => account.clock.at),
      () => account.clock.at,
    );
    await ours.backfill();
    await pollLater();
  });

  test('leaves to the sweep whom a contact absorbed that was erased before search showed it', async () => {
    const survivor = merge(SURVIVOR, LOSER);
    await ours.poll();
    later(LAG - 1_000);
    account.special(survivor);
    for (let poll = 0; poll < 5; poll += 1) await pollLater();
    expect(ghosts()).toContain(LOSER);
    expect([...account.silent.keys()]).toEqual(expect.arrayContaining(ghosts()));
    const swept = await account.connect(account.fetch, () => account.clock.at).read('contact', ghosts());
    expect(swept.removals.map(({ id }) => id)).toEqual(ghosts());
  });

  test('excuses nobody whose survivor a poll has met', async () => {
    const survivor = merge(SURVIVOR, LOSER);
    await pollLater();
    await pollLater();
    expect(ghosts()).toEqual([]);
    later(LAG);
    account.special(survivor);
    expect([...account.silent.keys()]).toEqual([survivor]);
  });

  test('has a survivor that is restored tell after all', async () => {
    const survivor = merge(SURVIVOR, LOSER);
    account.remove(survivor);
    expect(account.silent.has(LOSER)).toBe(true);
    await pollLater();
    account.restore();
    expect([...account.silent]).toEqual([]);
    await pollLater();
    await pollLater();
    expect(ghosts()).toEqual([]);
  });

  test('leaves to the sweep whom a survivor of a restore absorbed that leaves again at once', () => {
    const survivor = merge(SURVIVOR, LOSER);
    account.remove(survivor);
    later(10 * account.pollEvery);
    account.restore();
    account.special(survivor);
    expect(account.silent.has(LOSER)).toBe(true);
  });

  test('leaves to the sweep whom a contact absorbed that was absorbed at once itself', async () => {
    const survivor = merge(SURVIVOR, LOSER);
    merge(THIRD, survivor);
    await pollLater();
    await pollLater();
    expect(ghosts()).toContain(LOSER);
    expect([...account.silent.keys()]).toEqual(expect.arrayContaining(ghosts()));
  });
});
