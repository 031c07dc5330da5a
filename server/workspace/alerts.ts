import { RpcTarget } from 'cloudflare:workers';
import { ok, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { note } from './audit.ts';
import { alertChannel } from './channels.ts';
import { enqueue } from './outbox.ts';
import { findPerson } from './people.ts';
import type { Store } from './store.ts';

/** What managers do about an alert. */
export class Alerts extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Notes that somebody thanks the person; the alert then says so. */
  thank(personId: string, by: string, key: string): Result<null> {
    return this.#act(personId, key, () => note(this.#store, by, 'person.thanked', `person:${personId}`));
  }

  /** Keeps the person out of the alerts until the given time. */
  snooze(personId: string, until: number, by: string, key: string): Result<null> {
    return this.#act(personId, key, () => {
      this.#store.sql.run('UPDATE person SET snoozed_until = ? WHERE id = ?', until, Number(personId));
      note(this.#store, by, 'person.snoozed', `person:${personId}`, String(until));
    });
  }

  #act(personId: string, key: string, act: () => void): Result<null> {
    const store = this.#store;
    return store.sql.transaction(() => {
      const person = findPerson(store, personId);
      if (!person.ok) return person;
      const seen = store.sql.all(
        'INSERT INTO press (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING key',
        key,
        store.now(),
      );
      if (seen.length === 0) return ok(null);
      act();
      refreshAlert(store, personId);
      return ok(null);
    });
  }
}

/** Has the person's alert message redrawn, where one was posted. */
function refreshAlert(store: Store, personId: string): void {
  const subject = `alert:${personId}`;
  const posted = first(store.sql, 'SELECT 1 FROM message WHERE subject = ?', subject);
  const channel = alertChannel(store);
  if (posted === undefined || channel === null) return;
  enqueue(store, { id: `${subject}:message`, kind: 'alert', target: channel.connection, subject: personId });
}

/** What was last done about a person, for their alert message. */
export function alertStateOf(
  { sql }: Store,
  personId: string,
): { action: string; actor: string; at: number; detail: string } | null {
  return (
    first<{ action: string; actor: string; at: number; detail: string }>(
      sql,
      `SELECT action, actor, at, detail FROM audit
       WHERE subject = ? AND action IN ('person.thanked', 'person.snoozed') ORDER BY id DESC LIMIT 1`,
      `person:${personId}`,
    ) ?? null
  );
}
