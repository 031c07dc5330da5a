import { refreshAlert } from '#server/workspace/slack/alerts.ts';
import { redrawRewardsOf } from '#server/workspace/rewards/messages.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * Alerts still to be posted tell of the survivor; those posted last are drawn again, so that their buttons work. They
 * stay under the id they were posted under, which leads to the survivor too.
 */
export function moveAlerts(store: Store, moves: readonly { from: number; into: number }[]): void {
  const { sql } = store;
  sql.run(
    `UPDATE delivery SET subject = CAST(move.value ->> 1 AS TEXT) FROM json_each(?) AS move
     WHERE delivery.state IN ('held', 'due', 'parked') AND delivery.kind = 'alert'
       AND delivery.subject = CAST(move.value ->> 0 AS TEXT) AND delivery.id NOT LIKE '%:message'`,
    JSON.stringify(moves.map(({ from, into }) => [from, into])),
  );
  for (const { into } of moves) {
    refreshAlert(store, String(into));
    redrawRewardsOf(store, into);
  }
}
