import { RpcTarget } from 'cloudflare:workers';
import type { CrmBatch } from '#core/crm/crm.ts';
import { alertChannel } from '#server/workspace/slack/channels.ts';
import { signalsOfContacts, type RefusedSignal } from './contact-signals.ts';
import { upsertContacts } from './contacts.ts';
import { upsertCompanies, upsertOwners } from './crm-tables.ts';
import { applyDeals } from './deal-signals.ts';
import { mergeRecords } from './merges.ts';
import { noteOptOuts } from '#server/workspace/asks/opt-outs.ts';
import { movedCompanies, recountRead } from '#server/workspace/gates/reading.ts';
import { firstTold } from '#server/workspace/identity/echoes.ts';
import { matchBatch } from '#server/workspace/identity/matching.ts';
import { jobsBefore } from '#server/workspace/job-changes/before.ts';
import { noticeJobChanges } from '#server/workspace/job-changes/notice.ts';
import { recountRemoved } from '#server/workspace/job-changes/standing.ts';
import { enqueue, LEAVING } from '#server/workspace/outbox/outbox.ts';
import { proposeForActs } from '#server/workspace/rewards/acts.ts';
import { erasedAmong } from './record-alias.ts';
import { applyRemovals } from './removals.ts';
import { forgetFlags } from '#server/workspace/scoring/rescore.ts';
import { recordSignals } from '#server/workspace/scoring/scoring.ts';
import type { Store } from '#server/workspace/store.ts';

/** Takes in what a CRM connection read. Every method may be repeated with the same input. */
export class Ingest extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /**
   * Applies one batch whole or not at all; gives how many contacts were news, the values no score can use, and the
   * records whose problems nobody may keep: their people were erased.
   */
  apply(connection: string, batch: CrmBatch): { missed: number; refused: RefusedSignal[]; erased: string[] } {
    const store = this.#store;
    return store.sql.transaction(() => {
      upsertOwners(store, connection, batch.owners);
      const companies = movedCompanies(store, connection, batch);
      upsertCompanies(store, connection, batch.companies);
      const jobs = jobsBefore(store, connection, batch);
      for (const merge of batch.merges) mergeRecords(store, connection, merge);
      const read = matchBatch(store, connection, upsertContacts(store, connection, batch.contacts));
      if (read.restored.length > 0) forgetFlags(store, read.restored);
      noteOptOuts(store, connection, batch.contacts, read);
      noticeJobChanges(store, connection, batch, read, jobs);
      const found = signalsOfContacts(store, connection, batch.contacts, read);
      applyDeals(store, connection, batch.deals, batch.contacts, found);
      const { signals, refused, anew } = found;
      const fresh = recordSignals(store, signals, anew);
      if (!isInitial(store, connection)) {
        const told = signals.filter((signal) => fresh.has(signal.key));
        proposeForActs(store, firstTold(store, told));
      }
      applyRemovals(store, connection, batch.removals);
      const removed = batch.removals.filter(({ kind }) => kind === 'contact').map(({ id }) => id);
      recountRemoved(store, connection, removed);
      recountRead(store, connection, { people: read.changed.keys(), companies, removed });
      const problems = batch.problems
        .filter(({ kind }) => kind === 'contact')
        .map(({ recordId }) => recordId);
      return { missed: read.news, refused, erased: erasedAmong(store, connection, problems) };
    });
  }

  /** Records a full read begun at `since` did not meet. */
  unreadSince(connection: string, since: number): string[] {
    return this.#store.sql
      .all<{ id: string }>(
        'SELECT id FROM record WHERE connection = ? AND read_at < ? AND removed_at IS NULL',
        connection,
        since,
      )
      .map((row) => row.id);
  }

  /** The first backfill is complete: what was held back may leave now, and its advocates are told in one digest. */
  finishInitial(connection: string): void {
    const store = this.#store;
    store.sql.transaction(() => {
      const first = store.sql.all(
        'UPDATE connection SET initial = 0 WHERE id = ? AND initial RETURNING id',
        connection,
      );
      if (first.length === 0) return;
      store.sql.run(
        `UPDATE delivery SET state = ${LEAVING}, due_at = ? WHERE state = 'held' AND target = ?`,
        store.now(),
        connection,
      );
      const channel = alertChannel(store);
      if (channel !== null) {
        enqueue(store, {
          id: `digest:${connection}`,
          kind: 'digest',
          target: channel.connection,
          subject: connection,
        });
      }
      store.wake(store.now());
    });
  }
}

/** What a first backfill reads is history: it earns scores, not rewards. */
function isInitial({ sql }: Store, connection: string): boolean {
  return sql.all('SELECT 1 FROM connection WHERE id = ? AND initial', connection).length > 0;
}
