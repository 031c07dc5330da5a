import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** A Slack channel, and the connection it is reached through. */
export interface Channel {
  connection: string;
  id: string;
  name: string | null;
}

export type ChannelPurpose = 'alerts' | 'approvals';

/** Where news about advocates goes, or null while no Slack is connected. */
export function alertChannel(store: Store): Channel | null {
  return channelFor(store, 'channel.alerts', 'channel.alerts');
}

/** Where rewards are put before managers; the alert channel unless another was chosen. */
export function approvalChannel(store: Store): Channel | null {
  return channelFor(store, 'channel.approvals', 'channel.alerts');
}

/** Chooses the channel for a purpose. */
export function chooseChannel({ sql }: Store, purpose: ChannelPurpose, channel: Channel): void {
  sql.run(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    `channel.${purpose}`,
    JSON.stringify(channel),
  );
}

/** Forgets the channels of a Slack connection that is gone. */
export function forgetChannels({ sql }: Store, connection: string): void {
  sql.run(`DELETE FROM setting WHERE name LIKE 'channel.%' AND value ->> 'connection' = ?`, connection);
}

function channelFor({ sql }: Store, name: string, otherwise: string): Channel | null {
  const row = first<{ value: string | null }>(
    sql,
    `SELECT coalesce((SELECT value FROM setting WHERE name = ?),
       (SELECT value FROM setting WHERE name = ?)) AS value`,
    name,
    otherwise,
  );
  return row?.value == null ? null : (JSON.parse(row.value) as Channel);
}
