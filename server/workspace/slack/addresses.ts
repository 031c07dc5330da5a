import { slackUserOf } from '#core/actor/actor.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';
import { approvalChannel } from './channels.ts';

/** A person to write to: their Slack user, and the connection it is reached through. */
export interface Address {
  user: string;
  connection: string;
}

/** Where a Slack user is reached: in the team they were seen in, else where approvals go; null where in none. */
export function addressOf(store: Store, user: string): Address | null {
  const row = first<{ connection: string }>(
    store.sql,
    `SELECT connection.id AS connection FROM (
       SELECT slack_team AS team, 0 AS rank FROM member WHERE slack_user = ?1 UNION ALL
       SELECT team, 1 FROM slack_user WHERE id = ?1) AS seen
     JOIN connection ON connection.id = 'slack-' || seen.team ORDER BY rank LIMIT 1`,
    user,
  );
  const connection = row?.connection ?? approvalChannel(store)?.connection;
  return connection === undefined ? null : { user, connection };
}

/** Where an actor is reached in Slack; null for who is nobody there. */
export function addressOfActor(store: Store, actor: string): Address | null {
  const user = slackUserOf(actor);
  return user === null ? null : addressOf(store, user);
}
