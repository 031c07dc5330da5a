import { refuse, type Refusal } from '#core/problem.ts';
import { foldedText } from '#core/text/fold.ts';
import type { RewardProposal } from './reward.ts';

/** How keys begin that we give ourselves: what is told about a reward, and who may approve it, rests on them. */
const OUR_KEY = /^(card|rule|erased) ?:/;
/** Whether a key is one we gave. */
export function isOurKey(key: string): boolean {
  return OUR_KEY.test(foldedText(key));
}

/** Who acts without anybody: rules, the policy, and what happens by itself. */
const OURSELVES = /^(rule ?:|policy$|groundswell$)/;

/**
 * Why a caller from outside may not propose this: its key or its proposer would pass for ours. Null where they do not.
 * Callers are the API and the console, whose words are taken as they are.
 */
export function posesAsUs({ key, proposedBy }: Pick<RewardProposal, 'key' | 'proposedBy'>): Refusal | null {
  if (isOurKey(key)) {
    return refuse(
      'invalid_input',
      'Keys that begin with card:, rule: or erased: are ours.',
      'Choose a key that begins otherwise.',
      'key',
    );
  }
  if (OURSELVES.test(foldedText(proposedBy))) {
    return refuse(
      'invalid_input',
      'Rules and the policy propose in their own name only.',
      'Name the person who proposes it.',
      'proposedBy',
    );
  }
  return null;
}
