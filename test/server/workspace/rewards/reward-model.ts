import type { Step } from '#core/reward/approval.ts';
import type { Decision } from '#core/reward/decision.ts';
import { DAY } from '#core/time.ts';

export type Actor = 'olu' | 'ana' | 'fin' | 'rep' | 'eve';
/** What each may give; Eve only looks on. */
const STEPS: Record<Actor, Step | null> = {
  olu: 'approve',
  ana: 'approve',
  fin: 'approve_finance',
  rep: 'approve',
  eve: null,
};
/** Whoever is rewarded at an address of the minute waits for somebody to look. */
const SUSPECT = '3';
const OPEN_FOR = 14 * DAY;
const HELD_FOR = 30 * DAY;

export interface ModelReward {
  id: string;
  person: string;
  amount: number;
  state: 'proposed' | 'change_requested' | 'approved' | 'declined' | 'noted' | 'expired';
  needs: Step[];
  yeses: Actor[];
  behind: Actor[];
  /** Until when it waits for somebody to look, unless somebody does. */
  heldUntil: number;
  /** When policy alone approved it; 0 where it did not. */
  automaticAt: number;
  expiresAt: number;
}

/** What rewards and their money should do, said once more and as simply as can be: an approval is paid sooner or later. */
export class RewardModel {
  readonly rewards: ModelReward[] = [];
  budget: number;
  now: number;

  constructor(budget: number, now: number) {
    this.budget = budget;
    this.now = now;
  }

  /** What all rewards in some states are worth. */
  worth(...states: ModelReward['state'][]): number {
    return this.rewards
      .filter(({ state }) => states.includes(state))
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  /** What can still be promised. */
  get left(): number {
    return this.budget - this.worth('proposed', 'approved');
  }

  /** Whether it is taken. */
  propose(id: string, person: string, amount: number, by: Actor): boolean {
    if (amount > this.left) return false;
    const heldUntil = person === SUSPECT ? this.now + HELD_FOR : 0;
    const reward: ModelReward = {
      id,
      person,
      amount,
      state: 'proposed',
      needs: this.#needs(id, person, amount),
      yeses: [],
      behind: [by],
      heldUntil,
      automaticAt: 0,
      expiresAt: this.#openUntil(heldUntil),
    };
    this.rewards.push(reward);
    this.#approveWhatNobodyMust(reward);
    return true;
  }

  /** What is held stays open until three days after the hold lapses. */
  #openUntil(heldUntil: number): number {
    const isHeld = heldUntil > this.now;
    return Math.max(this.now + OPEN_FOR, isHeld ? heldUntil + 3 * DAY : 0);
  }

  /** Whether it is taken. */
  decide(reward: ModelReward, by: Actor, decision: Decision): boolean {
    if (reward.state !== 'proposed' || this.now >= reward.expiresAt) return false;
    if (decision !== 'approve') {
      const isTakenBack = decision === 'decline' && reward.behind.includes(by);
      if (STEPS[by] === null && !isTakenBack) return false;
      reward.state = ({ change: 'change_requested', decline: 'declined', feedback: 'noted' } as const)[
        decision
      ];
      return true;
    }
    const isTurn = STEPS[by] === reward.needs[reward.yeses.length];
    if (!isTurn || this.#isHeld(reward) || reward.behind.includes(by) || reward.yeses.includes(by))
      return false;
    reward.yeses.push(by);
    if (reward.yeses.length === reward.needs.length) reward.state = 'approved';
    return true;
  }

  /** Whether it is taken. */
  revise(reward: ModelReward, by: Actor, amount: number): boolean {
    if (reward.state !== 'change_requested' || this.now >= reward.expiresAt || amount > this.left)
      return false;
    reward.amount = amount;
    reward.state = 'proposed';
    reward.needs = this.#needs(reward.id, reward.person, amount);
    reward.yeses = [];
    reward.behind = [reward.behind[0]!, by];
    reward.expiresAt = this.#openUntil(reward.heldUntil);
    this.#approveWhatNobodyMust(reward);
    return true;
  }

  /** Whether it is taken. */
  clear(reward: ModelReward, by: Actor): boolean {
    const isWaiting = this.#isHeld(reward) && STEPS[by] !== null && !reward.behind.includes(by);
    if (isWaiting) reward.heldUntil = 0;
    return isWaiting;
  }

  /** Whether it is taken: never below what was promised. */
  setBudget(amount: number): boolean {
    const isTaken = amount >= this.budget - this.left;
    if (isTaken) this.budget = amount;
    return isTaken;
  }

  /** Silence approves nothing. */
  expire(): void {
    for (const reward of this.rewards) {
      const isOpen = reward.state === 'proposed' || reward.state === 'change_requested';
      if (isOpen && this.now >= reward.expiresAt) reward.state = 'expired';
    }
  }

  /**
   * Up to $5 nobody, up to $40 one manager, up to $70 two, above that two and finance; a first reward always one. What
   * nobody approved within 30 days counts together.
   */
  #needs(id: string, person: string, amount: number): Step[] {
    if (amount > 70_00) return ['approve', 'approve', 'approve_finance'];
    if (amount > 40_00) return ['approve', 'approve'];
    const others = this.rewards.filter((other) => other.person === person && other.id !== id);
    const isFirst = !others.some((other) => other.state === 'approved');
    const together = others
      .filter(({ automaticAt }) => automaticAt > this.now - 30 * DAY)
      .reduce((sum, other) => sum + other.amount, amount);
    return together > 5_00 || isFirst ? ['approve'] : [];
  }

  #isHeld({ heldUntil }: ModelReward): boolean {
    return this.now < heldUntil;
  }

  #approveWhatNobodyMust(reward: ModelReward): void {
    if (reward.needs.length > 0) return;
    if (this.#isHeld(reward)) reward.needs = ['approve'];
    else {
      reward.state = 'approved';
      reward.automaticAt = this.now;
    }
  }
}
