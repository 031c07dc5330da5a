import type { Step } from '#core/reward/approval.ts';
import type { Reward } from '#core/reward/reward.ts';
import { LATELY, rulingOn, type Circumstances, type Policy, type Ruling } from './policy.ts';

/** A reward that was proposed, as a policy would have seen it then. */
export interface PastReward
  extends
    Pick<Reward, 'id' | 'personId' | 'amount' | 'currency' | 'programme' | 'source' | 'kind'>,
    Pick<Circumstances, 'trust' | 'isFirst' | 'worth'> {
  createdAt: number;
  /** Whose yes it needed when it was proposed. */
  chain: readonly Step[];
  /** Whether a hold or a short budget had somebody look at it, whatever policy said. */
  wasStopped: boolean;
}

/** What a policy asks of a number of rewards. */
export interface Load {
  /** Approved without a person. */
  automatic: number;
  one: number;
  two: number;
  finance: number;
  /** Yeses people have to give in all. */
  decisions: number;
  /** Money approved without a person, integer minor units by each currency there is a reward in. */
  automaticAmount: Record<string, number>;
}

export interface Simulation {
  rewards: number;
  before: Load;
  after: Load;
  /** Those that would have gone as they did, and to nobody were they not their person's first. */
  firsts: number;
  /** Those that would have gone as they did, and to nobody were they not held and their budget not short. */
  held: number;
  /** Those that would have needed the same people for any other reason: with the above and `changed`, all of them. */
  same: number;
  /** Those that would have needed other people, newest first. */
  changed: { reward: PastReward; before: readonly Step[]; after: readonly Step[]; because: string }[];
}

/**
 * What another policy would have asked of rewards that were proposed under the policies of their time: one after the
 * other, since what it leaves to nobody counts for those of the same person that follow.
 */
export function simulate(policy: Policy, past: readonly PastReward[]): Simulation {
  const before = emptyLoad();
  const after = emptyLoad();
  const changed: Simulation['changed'] = [];
  const automatic = new Automatic();
  let firsts = 0;
  let held = 0;
  for (const reward of past.toSorted((a, b) => a.createdAt - b.createdAt)) {
    const circumstances = { ...reward, automatic: automatic.before(reward), isAuthors: false };
    const { chain, because } = stopped(reward, rulingOn(policy, reward, circumstances));
    if (chain.length === 0) automatic.add(reward);
    count(before, reward, reward.chain);
    count(after, reward, chain);
    const known = { ...circumstances, isFirst: false };
    const isHeldBack = chain.length > 0 && rulingOn(policy, reward, known).chain.length === 0;
    if (chain.join() !== reward.chain.join()) {
      changed.unshift({ reward, before: reward.chain, after: chain, because });
    } else if (isHeldBack && reward.wasStopped) held += 1;
    else if (isHeldBack) firsts += 1;
  }
  const same = past.length - firsts - held - changed.length;
  return { rewards: past.length, before, after, firsts, held, same, changed };
}

function stopped({ wasStopped }: PastReward, { chain, because }: Ruling): Ruling {
  if (!wasStopped || chain.length > 0) return { chain, because };
  return { chain: ['approve'], because: `${because}; it was held or its budget was short` };
}

/** What a policy has left to nobody so far, by person and currency. */
class Automatic {
  readonly #given = new Map<string, { at: number; amount: number }[]>();

  /** What came to the person of a reward within `LATELY` before it. */
  before(reward: PastReward): number {
    const given = this.#given.get(keyOf(reward)) ?? [];
    return given
      .filter(({ at }) => at > reward.createdAt - LATELY)
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  add(reward: PastReward): void {
    const given = this.#given.get(keyOf(reward)) ?? [];
    given.push({ at: reward.createdAt, amount: (reward.worth ?? reward).amount });
    this.#given.set(keyOf(reward), given);
  }
}

function keyOf(reward: PastReward): string {
  return `${reward.personId} ${(reward.worth ?? reward).currency}`;
}

function emptyLoad(): Load {
  return { automatic: 0, one: 0, two: 0, finance: 0, decisions: 0, automaticAmount: {} };
}

function count(load: Load, { kind, currency, amount }: PastReward, chain: readonly Step[]): void {
  load.decisions += chain.length;
  const managers = chain.filter((step) => step === 'approve').length;
  if (chain.includes('approve_finance')) load.finance += 1;
  else if (managers > 1) load.two += 1;
  else if (managers === 1) load.one += 1;
  else load.automatic += 1;
  if (kind === 'money') {
    const passed = chain.length === 0 ? amount : 0;
    load.automaticAmount[currency] = (load.automaticAmount[currency] ?? 0) + passed;
  }
}
