import { RpcTarget } from 'cloudflare:workers';
import type { CrmConnector, CrmWebhookEvent, RecordKind } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import type { CrmBatch } from '#core/crm/crm.ts';
import type { Problem } from '#core/problem.ts';
import { count } from './facts.ts';
import type { Line } from './line.ts';
import { applyBatch } from './reading.ts';

const TOGETHER = 100;
const MOST_ATTEMPTS = 5;
/** Long enough to recognise every redelivery: the vendor gives up after a day. */
const REMEMBER = 3 * 86_400_000;

interface Letter extends Omit<CrmWebhookEvent, 'accountId' | 'mergedIds'> {
  mergedIds: string;
  attempts: number;
}

/** Webhook events: stored before they are answered, then the records they point at are read again. */
export class Inbox extends RpcTarget {
  readonly #line: Line;

  constructor(line: Line) {
    super();
    this.#line = line;
  }

  /** Takes events in; each ends as applied, duplicate, ignored or parked, and is counted as such. */
  receive(events: CrmWebhookEvent[]): { stored: number; duplicates: number; ignored: number } {
    const { sql, now, wake } = this.#line;
    const known = events.filter((event) => event.action !== 'unknown');
    const stored = sql.transaction(() => {
      const fresh = sql.all(
        `INSERT INTO inbox (key, kind, action, record_id, merged_ids, occurred_at, received_at, state, attempts)
         SELECT value ->> 'key', value ->> 'kind', value ->> 'action', value ->> 'recordId', value -> 'mergedIds',
           value ->> 'occurredAt', ?, 'waiting', 0
         FROM json_each(?) WHERE true ON CONFLICT (key) DO NOTHING RETURNING key`,
        now(),
        JSON.stringify(known),
      ).length;
      count(sql, 'received', events.length);
      count(sql, 'duplicate', known.length - fresh);
      count(sql, 'ignored', events.length - known.length);
      return fresh;
    });
    if (stored > 0) wake(now());
    return { stored, duplicates: known.length - stored, ignored: events.length - known.length };
  }

  /** Tries parked events once more. */
  replay(): void {
    const { sql, now, wake } = this.#line;
    sql.run(`UPDATE inbox SET state = 'waiting', attempts = 0 WHERE state = 'parked'`);
    wake(now());
  }
}

/** Re-reads what the waiting events point at and applies it. */
export async function processInbox(line: Line, connector: CrmConnector): Promise<void> {
  const { sql, now } = line;
  for (;;) {
    const letters = sql.all<Letter>(
      `SELECT key, kind, action, record_id AS recordId, merged_ids AS mergedIds, occurred_at AS occurredAt, attempts
       FROM inbox WHERE state = 'waiting' ORDER BY received_at, occurred_at, key LIMIT ?`,
      TOGETHER,
    );
    if (letters.length === 0) break;
    await applyLetters(line, connector, letters);
  }
  sql.run(`DELETE FROM inbox WHERE state = 'applied' AND received_at < ?`, now() - REMEMBER);
}

async function applyLetters(line: Line, connector: CrmConnector, letters: Letter[]): Promise<void> {
  const { sql } = line;
  const keys = JSON.stringify(letters.map((letter) => letter.key));
  try {
    for (const batch of await toBatches(connector, letters)) {
      await applyBatch(line, batch);
    }
    sql.transaction(() => {
      sql.run(
        `UPDATE inbox SET state = 'applied', problem = NULL WHERE key IN (SELECT value FROM json_each(?))`,
        keys,
      );
      count(sql, 'applied', letters.length);
    });
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    postpone(line, keys, error.problem);
    throw error;
  }
}

async function toBatches(connector: CrmConnector, letters: Letter[]): Promise<CrmBatch[]> {
  const departures = letters.filter(
    ({ kind, action }) => kind === 'contact' && (action === 'merged' || action === 'erased'),
  );
  const batches = departures.length === 0 ? [] : [await confirmDepartures(connector, departures)];
  const erased = new Set(departures.filter((l) => l.action === 'erased').map((l) => l.recordId));
  // The event only points; what is true is what the CRM says when asked.
  for (const kind of ['company', 'contact', 'deal'] satisfies RecordKind[]) {
    const ids = letters.filter((letter) => letter.kind === kind && !erased.has(letter.recordId));
    const asked = [...new Set(ids.map((letter) => letter.recordId))];
    if (asked.length > 0) batches.push(await connector.read(kind, asked));
  }
  return batches;
}

/** Who left, as the CRM itself confirms it: a contact it still shows was neither erased nor absorbed. */
async function confirmDepartures(connector: CrmConnector, letters: Letter[]): Promise<CrmBatch> {
  const absorbed = (letter: Letter) => JSON.parse(letter.mergedIds) as string[];
  const asked = letters.flatMap((letter) =>
    letter.action === 'erased' ? [letter.recordId] : absorbed(letter),
  );
  const shown = await connector.read('contact', [...new Set(asked)]);
  const alive = new Set(shown.contacts.map((contact) => contact.id));
  const gone = new Set(shown.removals.map((removal) => removal.id));
  const merges = letters
    .filter((letter) => letter.action === 'merged')
    .map((letter) => ({
      from: absorbed(letter).filter((id) => !alive.has(id)),
      into: letter.recordId,
      why: 'merged' as const,
    }));
  const removals = letters
    .filter((letter) => letter.action === 'erased' && gone.has(letter.recordId))
    .map(({ recordId }) => ({ kind: 'contact' as const, id: recordId, erased: true }));
  return { ...shown, merges: [...shown.merges, ...merges.filter(({ from }) => from.length > 0)], removals };
}

function postpone({ sql }: Line, keys: string, problem: Problem): void {
  sql.run(
    `UPDATE inbox SET attempts = attempts + 1, problem = ?1,
       state = CASE WHEN attempts + 1 >= ?2 THEN 'parked' ELSE 'waiting' END
     WHERE key IN (SELECT value FROM json_each(?3))`,
    JSON.stringify(problem),
    MOST_ATTEMPTS,
    keys,
  );
}
