import { RpcTarget } from 'cloudflare:workers';
import { note } from './audit.ts';
import { chooseChannel, forgetChannels, type Channel, type ChannelPurpose } from './channels.ts';
import { enqueue } from './outbox.ts';
import type { Store } from './store.ts';

export type Vendor = 'hubspot' | 'salesforce' | 'slack';

export interface ConnectedAccount {
  id: string;
  vendor: Vendor;
  account: string;
  name: string;
  connectedAt: number;
  /** Whether its first backfill still runs. */
  initial: boolean;
}

/** The vendor accounts this workspace works with, and the Slack channels it speaks in. */
export class Connections extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  list(): ConnectedAccount[] {
    return this.#store.sql
      .all<Omit<ConnectedAccount, 'initial'> & { initial: number }>(
        'SELECT id, vendor, account, name, connected_at AS connectedAt, initial FROM connection ORDER BY connected_at',
      )
      .map((row) => ({ ...row, initial: row.initial === 1 }));
  }

  /** Registers a vendor account; connecting it again keeps what is known. */
  add(account: Omit<ConnectedAccount, 'connectedAt'>, by: string): void {
    const store = this.#store;
    store.sql.transaction(() => {
      store.sql.run(
        `INSERT INTO connection (id, vendor, account, name, connected_at, initial) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
        account.id,
        account.vendor,
        account.account,
        account.name,
        store.now(),
        account.initial ? 1 : 0,
      );
      note(store, by, 'connection.connected', `connection:${account.id}`, account.name);
    });
  }

  /** Takes a vendor account out: nothing more is sent through it, and people keep their history. */
  remove(id: string, by: string): void {
    const store = this.#store;
    store.sql.transaction(() => {
      store.sql.run('DELETE FROM connection WHERE id = ?', id);
      store.sql.run(`DELETE FROM delivery WHERE target = ? AND state <> 'sent'`, id);
      forgetChannels(store, id);
      note(store, by, 'connection.disconnected', `connection:${id}`);
    });
  }

  /** Chooses where news or approvals go; proposals that wait are put there at once. */
  chooseChannel(purpose: ChannelPurpose, channel: Channel, by: string): void {
    const store = this.#store;
    store.sql.transaction(() => {
      chooseChannel(store, purpose, channel);
      note(store, by, `channel.${purpose}`, `connection:${channel.connection}`, channel.name ?? channel.id);
      const waiting = store.sql.all<{ id: string }>(`SELECT id FROM reward WHERE state = 'proposed'`);
      for (const { id } of waiting) {
        enqueue(store, {
          id: `reward:${id}:message`,
          kind: 'reward',
          target: channel.connection,
          subject: id,
        });
      }
    });
  }

  channels(): { purpose: ChannelPurpose; channel: Channel }[] {
    return this.#store.sql
      .all<{ name: string; value: string }>(`SELECT name, value FROM setting WHERE name LIKE 'channel.%'`)
      .map((row) => ({
        purpose: row.name.replace('channel.', '') as ChannelPurpose,
        channel: JSON.parse(row.value) as Channel,
      }));
  }
}
