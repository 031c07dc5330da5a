import type { Reward } from '#core/reward/reward.ts';
import { actorWords } from './actor.ts';

/** Who proposed a reward, and on whose word where a rule did. */
export function Proposer({ of: { proposedBy, reportedBy } }: { of: Reward }) {
  if (reportedBy === null) return <bdi>{actorWords(proposedBy)}</bdi>;
  return (
    <>
      <bdi>{actorWords(proposedBy)}</bdi>, as told by <bdi>{actorWords(reportedBy)}</bdi>
    </>
  );
}
