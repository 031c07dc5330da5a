import type { Tier } from '#core/score/tier.ts';
import { roleOf } from './role.ts';

/** Somebody at an account, as far as the account's numbers are made of them. */
export interface Member {
  id: string;
  title: string | null;
  /** 0 to 100, as it is shown on their own page. */
  propensity: number;
  /** Whether enough is known for their propensity to mean anything. */
  known: boolean;
  /** Whether they may be asked at all: nothing they or we decided forbids it, and they still are who they were there. */
  askable: boolean;
  tier: Tier;
  /** Whether they are on an open or a won deal. */
  onDeal: boolean;
  /** Whether they were dissatisfied lately, by their own word. */
  unhappy: boolean;
}

/** Somebody whose voice counts in a sale: they decide, or are on a deal that is open or won. */
export function isKey({ title, onDeal }: Pick<Member, 'title' | 'onDeal'>): boolean {
  return onDeal || roleOf(title) === 'decision_maker';
}
