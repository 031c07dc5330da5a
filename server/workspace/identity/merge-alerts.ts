import { refreshAlert } from '#server/workspace/slack/alerts.ts';
import { redrawRewardsOf } from '#server/workspace/rewards/messages.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * Alerts still to be posted tell of the survivor; one that was is drawn again, so that its buttons work. Where both
 * had one, the second stays under its old name, which leads to the survivor too.
 */
export function moveAlerts(store: Store, moves: readonly { from: number; into: number }[]): void {
  const { sql } = store;
  sql.run(
    `UPDATE delivery SET subject = CAST(move.value ->> 1 AS TEXT) FROM json_each(?) AS move
     WHERE delivery.state IN ('held', 'due', 'parked') AND delivery.kind = 'alert'
       AND delivery.subject = CAST(move.value ->> 0 AS TEXT) AND delivery.id NOT LIKE '%:message'`,
    JSON.stringify(moves.map(({ from, into }) => [from, into])),
  );
  for (const { from, into } of moves) {
    sql.run('UPDATE OR IGNORE message SET subject = ? WHERE subject = ?', `alert:${into}`, `alert:${from}`);
    refreshAlert(store, String(into));
    redrawRewardsOf(store, into);
  }
}
