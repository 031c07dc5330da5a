/** Until workspaces can be created, there is one, and `ADMIN_TOKEN` opens it. */
export const DEFAULT_WORKSPACE = 'default';

const AUTHORIZATION_LASTS = 10 * 60_000;

export interface Authorization {
  state: string;
  vendor: string;
  workspaceId: string;
  codeVerifier: string;
  browser: string;
  /** Where consent was asked for; null where the vendor has one place for all. */
  loginUrl: string | null;
  createdAt: number;
}

/** Which workspace owns what: the one question that crosses tenants. */
export class Directory {
  readonly #database: D1Database;

  constructor(database: D1Database) {
    this.#database = database;
  }

  /** Whether the database is there and migrated. */
  async isReady(): Promise<boolean> {
    // The column of the newest migration: one that is under way is not over.
    return this.#run('SELECT login_url FROM authorization LIMIT 1').then(
      () => true,
      () => false,
    );
  }

  /** Makes sure the workspace exists. */
  async ensureWorkspace(id: string, name: string, now: number): Promise<void> {
    await this.#run(
      'INSERT INTO workspace (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      id,
      name,
      now,
    );
  }

  /** Claims a vendor account for a workspace; gives the owner it has, which may be another. */
  async claim(
    claimed: { connectionId: string; vendor: string; accountId: string; workspaceId: string },
    now: number,
  ): Promise<string> {
    const { connectionId, vendor, accountId, workspaceId } = claimed;
    await this.#run(
      `INSERT INTO account (connection_id, vendor, account_id, workspace_id, connected_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      connectionId,
      vendor,
      accountId,
      workspaceId,
      now,
    );
    return (await this.ownerOf(connectionId)) ?? workspaceId;
  }

  /** The workspace a connection belongs to, or null. */
  async ownerOf(connectionId: string): Promise<string | null> {
    const [row] = await this.#run<{ workspaceId: string }>(
      'SELECT workspace_id AS workspaceId FROM account WHERE connection_id = ?',
      connectionId,
    );
    return row?.workspaceId ?? null;
  }

  async release(connectionId: string): Promise<void> {
    await this.#run('DELETE FROM account WHERE connection_id = ?', connectionId);
  }

  /** Remembers an OAuth round trip; those nobody finished are swept out on the way. */
  async begin(begun: Authorization): Promise<void> {
    const { state, vendor, workspaceId, codeVerifier, browser, loginUrl, createdAt } = begun;
    await this.#run('DELETE FROM authorization WHERE created_at < ?', createdAt - AUTHORIZATION_LASTS);
    await this.#run(
      `INSERT INTO authorization (state, vendor, workspace_id, code_verifier, browser, login_url, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      state,
      vendor,
      workspaceId,
      codeVerifier,
      browser,
      loginUrl,
      createdAt,
    );
  }

  /** Takes a round trip out: once, and only while it is fresh. */
  async finish(state: string, vendor: string, now: number): Promise<Authorization | null> {
    const [begun] = await this.#run<Authorization>(
      `DELETE FROM authorization WHERE state = ? AND vendor = ?
       RETURNING state, vendor, workspace_id AS workspaceId, code_verifier AS codeVerifier, browser,
         login_url AS loginUrl, created_at AS createdAt`,
      state,
      vendor,
    );
    return begun === undefined || begun.createdAt < now - AUTHORIZATION_LASTS ? null : begun;
  }

  /** Counts events for an account nobody here owns. */
  async countUnclaimed(vendor: string, accountId: string, events: number, now: number): Promise<void> {
    await this.#run(
      `INSERT INTO unclaimed (vendor, account_id, events, last_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (vendor, account_id) DO UPDATE SET events = events + excluded.events, last_at = excluded.last_at`,
      vendor,
      accountId,
      events,
      now,
    );
  }

  async #run<Row>(query: string, ...values: (string | number | null)[]): Promise<Row[]> {
    const { results } = await this.#database
      .prepare(query)
      .bind(...values)
      .all<Row>();
    return results;
  }
}
