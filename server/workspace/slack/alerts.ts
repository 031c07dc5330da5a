import { RpcTarget } from 'cloudflare:workers';
import { ok, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { alertChannel } from './channels.ts';
import { enqueue } from '#server/workspace/outbox/outbox.ts';
import { findPerson } from '#server/workspace/people/people.ts';
import { familyOf } from '#server/workspace/identity/person-links.ts';
import { rememberPress, wasPressed } from './presses.ts';
import type { Store } from '#server/workspace/store.ts';

/** What managers do about an alert. */
export class Alerts extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Notes that somebody thanks the person; the alert then says so. */
  thank(personId: string, by: string, key: string): Result<null> {
    return this.#act(personId, key, (id) => note(this.#store, by, 'person.thanked', `person:${id}`));
  }

  /** Keeps the person out of the alerts until the given time. */
  snooze(personId: string, until: number, by: string, key: string): Result<null> {
    return this.#act(personId, key, (id) => {
      this.#store.sql.run('UPDATE person SET snoozed_until = ? WHERE id = ?', until, Number(id));
      note(this.#store, by, 'person.snoozed', `person:${id}`, String(until));
    });
  }

  /** Acts on who the person is now; the press keeps the name it was made under. */
  #act(personId: string, key: string, act: (id: string) => void): Result<null> {
    const store = this.#store;
    return store.sql.transaction(() => {
      const person = findPerson(store, personId);
      if (!person.ok) return person;
      const press = `person:${personId}:${key}`;
      if (wasPressed(store, press)) return ok(null);
      rememberPress(store, press);
      act(person.value.id);
      refreshAlert(store, person.value.id);
      return ok(null);
    });
  }
}

/** Has the person's alert redrawn, under whatever id it was posted in the team's Slack. */
export function refreshAlert(store: Store, personId: string): void {
  const target = alertChannel(store)?.connection;
  if (target === undefined) return;
  for (const id of familyOf(store, Number(personId))) {
    const subject = `alert:${id}`;
    const posted = first(
      store.sql,
      'SELECT 1 FROM message WHERE subject = ? AND connection = ?',
      subject,
      target,
    );
    if (posted === undefined) continue;
    enqueue(store, { id: `${subject}:message`, kind: 'alert', target, subject: String(id) });
  }
}

/** What was last done about a person since they rose to their tier, for the alert about that. */
export function alertStateOf(
  { sql }: Store,
  personId: string,
): { action: string; actor: string; at: number; detail: string } | null {
  return (
    first<{ action: string; actor: string; at: number; detail: string }>(
      sql,
      `SELECT action, actor, at, detail FROM audit
       WHERE about = ? AND action IN ('person.thanked', 'person.snoozed')
         AND at >= (SELECT tier_since FROM person WHERE id = ?) ORDER BY id DESC LIMIT 1`,
      `person:${personId}`,
      Number(personId),
    ) ?? null
  );
}
