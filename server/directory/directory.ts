import { and, eq, lt, sql } from 'drizzle-orm';
import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1';
import { account, authorization, unclaimed, workspace } from './tables.ts';

/** Until workspaces can be created, there is one, and `ADMIN_TOKEN` opens it. */
export const DEFAULT_WORKSPACE = 'default';

const AUTHORIZATION_LASTS = 10 * 60_000;

export interface Authorization {
  state: string;
  vendor: string;
  workspaceId: string;
  codeVerifier: string;
  browser: string;
  createdAt: number;
}

/** Which workspace owns what: the one question that crosses tenants. */
export class Directory {
  // D1 has no interactive transactions: what Drizzle offers would not be one.
  readonly #db: Omit<DrizzleD1Database, 'transaction'>;

  constructor(database: D1Database) {
    this.#db = drizzle(database, { casing: 'snake_case' });
  }

  /** Whether the database is there and migrated. */
  async isReady(): Promise<boolean> {
    return this.#db
      .select()
      .from(workspace)
      .limit(1)
      .then(
        () => true,
        () => false,
      );
  }

  /** Makes sure the workspace exists. */
  async ensureWorkspace(id: string, name: string, now: number): Promise<void> {
    await this.#db.insert(workspace).values({ id, name, createdAt: now }).onConflictDoNothing();
  }

  /** Claims a vendor account for a workspace; gives the owner it has, which may be another. */
  async claim(
    claimed: { connectionId: string; vendor: string; accountId: string; workspaceId: string },
    now: number,
  ): Promise<string> {
    await this.#db
      .insert(account)
      .values({ ...claimed, connectedAt: now })
      .onConflictDoNothing();
    return (await this.ownerOf(claimed.connectionId)) ?? claimed.workspaceId;
  }

  /** The workspace a connection belongs to, or null. */
  async ownerOf(connectionId: string): Promise<string | null> {
    const rows = await this.#db
      .select({ workspaceId: account.workspaceId })
      .from(account)
      .where(eq(account.connectionId, connectionId));
    return rows[0]?.workspaceId ?? null;
  }

  async release(connectionId: string): Promise<void> {
    await this.#db.delete(account).where(eq(account.connectionId, connectionId));
  }

  /** Remembers an OAuth round trip; those nobody finished are swept out on the way. */
  async begin(begun: Authorization): Promise<void> {
    await this.#db
      .delete(authorization)
      .where(lt(authorization.createdAt, begun.createdAt - AUTHORIZATION_LASTS));
    await this.#db.insert(authorization).values(begun);
  }

  /** Takes a round trip out: once, and only while it is fresh. */
  async finish(state: string, vendor: string, now: number): Promise<Authorization | null> {
    const rows = await this.#db
      .delete(authorization)
      .where(and(eq(authorization.state, state), eq(authorization.vendor, vendor)))
      .returning();
    const begun = rows[0];
    return begun === undefined || begun.createdAt < now - AUTHORIZATION_LASTS ? null : begun;
  }

  /** Counts events for an account nobody here owns. */
  async countUnclaimed(vendor: string, accountId: string, events: number, now: number): Promise<void> {
    await this.#db
      .insert(unclaimed)
      .values({ vendor, accountId, events, lastAt: now })
      .onConflictDoUpdate({
        target: [unclaimed.vendor, unclaimed.accountId],
        set: { events: sql`${unclaimed.events} + ${events}`, lastAt: now },
      });
  }
}
