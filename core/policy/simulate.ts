import type { Step } from '#core/reward/approval.ts';
import type { Reward } from '#core/reward/reward.ts';
import { rulingOn, type Circumstances, type Policy } from './policy.ts';

/** A reward that was proposed, as a policy would have seen it then. */
export interface PastReward
  extends
    Pick<Reward, 'id' | 'personId' | 'amount' | 'currency' | 'programme' | 'source' | 'kind'>,
    Circumstances {
  createdAt: number;
  /** Whose yes it needed when it was proposed. */
  chain: readonly Step[];
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
  /** Money approved without a person, integer minor units by currency. */
  automaticAmount: Record<string, number>;
}

export interface Simulation {
  rewards: number;
  before: Load;
  after: Load;
  /** Those policy would leave to nobody, were they not their person's first. */
  firsts: number;
  /** Those that would have needed other people, newest first. */
  changed: { reward: PastReward; before: readonly Step[]; after: readonly Step[]; because: string }[];
}

/** What another policy would have asked of rewards that were proposed under the policies of their time. */
export function simulate(policy: Policy, past: readonly PastReward[]): Simulation {
  const before = emptyLoad();
  const after = emptyLoad();
  const changed: Simulation['changed'] = [];
  let firsts = 0;
  for (const reward of past) {
    const { chain, because } = rulingOn(policy, reward, reward);
    count(before, reward, reward.chain);
    count(after, reward, chain);
    if (reward.isFirst && rulingOn(policy, reward, { ...reward, isFirst: false }).chain.length === 0) {
      firsts += 1;
    }
    if (chain.join() !== reward.chain.join())
      changed.push({ reward, before: reward.chain, after: chain, because });
  }
  changed.sort((a, b) => b.reward.createdAt - a.reward.createdAt);
  return { rewards: past.length, before, after, firsts, changed };
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
  else {
    load.automatic += 1;
    if (kind === 'money') load.automaticAmount[currency] = (load.automaticAmount[currency] ?? 0) + amount;
  }
}
