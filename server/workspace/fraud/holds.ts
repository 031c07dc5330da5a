import type { Hand } from '#core/fraud/hand.ts';
import { isOver, placeHold, type FraudHold } from '#core/fraud/hold.ts';
import { screen } from '#core/fraud/screen.ts';
import type { Reward } from '#core/reward/reward.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { listedDomains } from '#server/workspace/gates/domains.ts';
import { humanBehind } from '#server/workspace/members/human-behind.ts';
import type { Store } from '#server/workspace/store.ts';
import { doublesOf } from './doubles.ts';
import { knownOf, recipientOf } from './known.ts';
import { recentRewards } from './recent.ts';
import { holdsOf, insertHold } from './rows.ts';
import { fraudSettings } from './settings.ts';
import { trustOfPerson } from './trust.ts';

/**
 * Puts on a reward, inside the caller's transaction and once its row is kept, the holds its proposal calls for; gives
 * those that are open. Asked again after a change it adds what is new: what was cleared stays cleared. Thanks cost
 * nothing and are never held.
 */
export function screenReward(store: Store, reward: Reward): FraudHold[] {
  if (reward.kind === 'thanks') return [];
  const settings = fraudSettings(store);
  const personId = Number(reward.personId);
  const recipient = recipientOf(store, personId);
  const findings = screen(
    {
      programme: reward.programme,
      recipient,
      hands: handsOf(store, reward),
      recent: recentRewards(store, reward, settings.velocity.days),
      doubles: doublesOf(store, personId, recipient.name),
      insiders: listedDomains(store),
      trust: trustOfPerson(store, personId),
    },
    settings,
  );
  for (const finding of findings) {
    const hold = placeHold(reward.id, finding, store.now());
    if (!insertHold(store, hold)) continue;
    note(store, 'groundswell', 'fraud.held', `reward:${reward.id}`, `${hold.code}: ${hold.reason}`);
    if (hold.lapsesAt !== null) store.wake(hold.lapsesAt);
  }
  return openHolds(store, reward.id);
}

/** What stands between a reward and its approval: its holds that nobody decided and no time ended. */
export function openHolds(store: Store, rewardId: string): FraudHold[] {
  return holdsOf(store, rewardId).filter((hold) => !isOver(hold, store.now()));
}

/** Whoever had a hand in a reward: who proposed it, told of its act, or nominated its person. */
function handsOf(store: Store, reward: Reward): Hand[] {
  const parts = [
    { actor: reward.proposedBy, part: 'proposed it' },
    ...reward.revisers.map((actor) => ({ actor, part: 'proposed it' as const })),
    { actor: reward.reportedBy, part: 'told of the act' },
    ...nominatorsOf(store, reward).map((actor) => ({ actor, part: 'nominated the recipient' as const })),
  ] as const;
  const hands = parts.flatMap(({ actor, part }) =>
    actor === null || actor.startsWith('rule:')
      ? []
      : [{ ...knownOf(store, humanBehind(store, actor)), part }],
  );
  const slack = first<{ id: string | null }>(
    store.sql,
    'SELECT proposer_slack AS id FROM reward WHERE id = ?',
    reward.id,
  )?.id;
  return slack
    ? [...hands, { ...knownOf(store, `slack:${slack}:`), name: null, part: 'proposed it' }]
    : hands;
}

function nominatorsOf({ sql }: Store, { personId }: Reward): string[] {
  const rows = sql.all<{ by: string }>(
    `SELECT DISTINCT reported_by AS by FROM signal
     WHERE person_id = ? AND type = 'nomination' AND reported_by IS NOT NULL ORDER BY reported_by`,
    Number(personId),
  );
  return rows.map(({ by }) => by);
}
