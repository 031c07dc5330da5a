import type { CrmConnector, CrmWebhookEvent, SyncCursor } from '#connectors/connector.ts';
import { setFact } from '#server/connection/facts.ts';
import { Inbox, processInbox } from '#server/connection/inbox.ts';
import type { Line } from '#server/connection/line.ts';
import { Mirror } from '#test/contract/mirror.ts';
import { openStore } from '#test/support/node-sql.ts';

const INSPECT_EVERY = 3_600_000;

/** Our way of following an account: the connector, and the server's own inbox in front of a mirror. */
export class Follower {
  readonly mirror = new Mirror();
  readonly #line: Line;
  readonly #connect: () => CrmConnector;
  #cursor: SyncCursor | null = null;
  #inspectedAt = -Infinity;

  constructor(connect: () => CrmConnector, now: () => number) {
    this.#connect = connect;
    this.#line = lineTo(this.mirror, now);
  }

  async backfill(): Promise<void> {
    for await (const step of this.#connect().backfill(null)) {
      this.mirror.apply(step.batch);
      this.#cursor = step.cursor;
    }
  }

  /** Takes mail in and reads again what it points at. */
  async take(events: CrmWebhookEvent[]): Promise<void> {
    new Inbox(this.#line).receive(events);
    await processInbox(this.#line, this.#connect());
  }

  /** Looks at the account's fields once an hour, as the server does. */
  async inspect(): Promise<void> {
    const now = this.#line.now();
    if (this.#inspectedAt > now - INSPECT_EVERY) return;
    this.#inspectedAt = now;
    const found = await this.#connect().inspect([]);
    if (!found.ok) throw new Error(found.problem.message);
  }

  /** Gives how many records the poll read. */
  async poll(): Promise<number> {
    let read = 0;
    for await (const step of this.#connect().poll(this.#cursor, this.#line.now())) {
      this.mirror.apply(step.batch);
      this.#cursor = step.cursor;
      read += step.read;
    }
    return read;
  }
}

/** As much of a connection as its inbox needs; what it reads is handed to the mirror instead of a workspace. */
function lineTo(mirror: Mirror, now: () => number): Line {
  const sql = openStore('connection');
  setFact(sql, 'identity', {
    id: 'connection',
    workspaceId: 'workspace',
    vendor: 'hubspot',
    accountId: '1',
    name: 'Account',
    uiHost: 'crm.example',
    scopes: [],
  });
  const apply = async (_connection: string, batch: Parameters<Mirror['apply']>[0]) => {
    mirror.apply(batch);
    return { refused: [], missed: 0, erased: [] };
  };
  const env = { WORKSPACE: { getByName: () => ({ ingest: { apply } }) } };
  return { sql, now, wake: () => {}, env } as unknown as Line;
}
