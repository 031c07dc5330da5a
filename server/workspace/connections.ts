import { RpcTarget } from 'cloudflare:workers';
import { DAY } from '#core/time.ts';
import { first } from '#server/storage/sql.ts';
import { note } from './trail/note.ts';
import {
  alertChannel,
  approvalChannel,
  chooseChannel,
  forgetChannels,
  type Channel,
  type ChannelPurpose,
} from './slack/channels.ts';
import { queueFlags } from './scoring/consequences.ts';
import { redrawErased } from './erasure/erased-messages.ts';
import { comparesNames, fillNameKeys } from './identity/name-keys.ts';
import { enqueue, revive } from './outbox/outbox.ts';
import { showMissedRewards, showWaitingRewards } from './rewards/messages.ts';
import type { Store } from './store.ts';
import type { WriteBackState } from './flags/write-back.ts';

export type Vendor = 'hubspot' | 'salesforce' | 'slack';

export interface ConnectedAccount {
  id: string;
  vendor: Vendor;
  account: string;
  name: string;
  connectedAt: number;
  /** Whether its first backfill still runs. */
  initial: boolean;
  /** Whether flags are written to it; null where it takes none. */
  writeBack: WriteBackState | null;
  /** Flags held back, by its first backfill or by the review. */
  heldFlags: number;
}

type NewAccount = Pick<ConnectedAccount, 'id' | 'vendor' | 'account' | 'name' | 'initial'>;

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
        `SELECT id, vendor, account, name, connected_at AS connectedAt, initial,
           CASE WHEN vendor <> 'slack' THEN write_back END AS writeBack,
           (SELECT count(*) FROM delivery WHERE state = 'held' AND kind = 'flag' AND target = connection.id) AS heldFlags
         FROM connection ORDER BY connected_at`,
      )
      .map((row) => ({ ...row, initial: row.initial === 1 }));
  }

  /**
   * Registers a vendor account; connecting it again keeps what is known, and sends what it was too late for. To a new
   * CRM nothing is written before an admin has seen what would be: see `WriteBack`.
   */
  add(account: NewAccount, by: string): void {
    const store = this.#store;
    store.sql.transaction(() => {
      const known = first(store.sql, 'SELECT 1 FROM connection WHERE id = ?', account.id);
      store.sql.run(
        `INSERT INTO connection (id, vendor, account, name, connected_at, initial, write_back)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
        account.id,
        account.vendor,
        account.account,
        account.name,
        store.now(),
        account.initial ? 1 : 0,
        account.vendor === 'slack' ? 'on' : 'review',
      );
      revive(store, account.id);
      if (known === undefined) queueFlags(store, flaggedIn(store, account.id));
      if (known === undefined && account.vendor === 'slack') redrawErased(store);
      if (known === undefined && account.vendor !== 'slack' && comparesNames(store)) fillNameKeys(store);
      note(store, by, 'connection.connected', `connection:${account.id}`, account.name);
    });
  }

  /**
   * Takes a vendor account out: nothing more is sent through it, and people keep their history. `remains` is what an
   * admin finds of ours in it, for the audit trail.
   */
  remove(id: string, by: string, remains: readonly string[] = []): void {
    const store = this.#store;
    store.sql.transaction(() => {
      store.sql.run('DELETE FROM connection WHERE id = ?', id);
      store.sql.run(
        `DELETE FROM delivery WHERE target = ? AND state <> 'sent' AND kind NOT IN ('clear', 'forget')`,
        id,
      );
      forgetChannels(store, id);
      const detail = remains.length === 0 ? '' : `remains: ${remains.join('; ')}`;
      note(store, by, 'connection.disconnected', `connection:${id}`, detail);
    });
  }

  /** Notes that the keys of the account's card were replaced. */
  noteKeys(id: string, by: string): void {
    note(this.#store, by, 'connection.card_keys', `connection:${id}`);
  }

  /** Keeps who set the share of an org's calls. */
  noteShare(id: string, share: number, by: string): void {
    note(this.#store, by, 'connection.api_share', `connection:${id}`, `${Math.round(share * 100)} %`);
  }

  /** Keeps that something was not fit for Slack and went out as a plain text; `detail` says what and why. */
  noteReplaced(id: string, detail: string): void {
    note(this.#store, 'system', 'slack.replaced', `connection:${id}`, detail);
  }

  /** How many messages of the last week were replaced so, by connection; none where there were none. */
  replacedMessages(): { connection: string; count: number; last: string }[] {
    const { sql, now } = this.#store;
    return sql.all<{ connection: string; count: number; last: string }>(
      `SELECT connection.id AS connection, count(*) AS count, detail AS last, max(audit.id) AS newest
       FROM connection JOIN audit ON about = 'connection:' || connection.id
       WHERE action = 'slack.replaced' AND audit.at > ? GROUP BY connection.id`,
      now() - 7 * DAY,
    );
  }

  /** Chooses where news or approvals go. What waits goes there too, and a first channel hears what was found so far. */
  chooseChannel(purpose: ChannelPurpose, channel: Channel, by: string): void {
    const store = this.#store;
    store.sql.transaction(() => {
      const before = approvalChannel(store);
      const isFirst = alertChannel(store) === null;
      chooseChannel(store, purpose, channel);
      note(store, by, `channel.${purpose}`, `connection:${channel.connection}`, channel.name ?? channel.id);
      if (purpose === 'alerts') {
        readdressAlerts(store, channel.connection);
        if (isFirst) enqueueDigests(store, channel.connection);
      }
      const after = approvalChannel(store);
      if (after?.id === before?.id && after?.connection === before?.connection) return;
      showWaitingRewards(store);
      showMissedRewards(store);
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

/** People whose flag the records of a connection should carry. */
function flaggedIn({ sql }: Store, connection: string): number[] {
  return sql
    .all<{ id: number }>(
      `SELECT DISTINCT person.id FROM record JOIN person ON person.id = record.person_id
       WHERE record.connection = ? AND person.flag_tier IS NOT NULL`,
      connection,
    )
    .map((row) => row.id);
}

/** Alerts that did not leave yet go to the team that is listening now. */
function readdressAlerts({ sql }: Store, connection: string): void {
  sql.run(
    `UPDATE delivery SET target = ?, version = version + 1 WHERE kind IN ('alert', 'digest') AND state IN ('due', 'parked')
       AND id NOT LIKE '%:message'`,
    connection,
  );
}

/** Tells of CRMs that were read while nobody listened. */
function enqueueDigests(store: Store, target: string): void {
  const untold = store.sql.all<{ id: string }>(
    `SELECT id FROM connection WHERE vendor <> 'slack' AND NOT initial
       AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.id = 'digest:' || connection.id)`,
  );
  for (const { id } of untold) enqueue(store, { id: `digest:${id}`, kind: 'digest', target, subject: id });
}
