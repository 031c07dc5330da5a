import type { ObjectType, Properties } from './record.ts';

/** One write the portal accepted from the app. */
export interface WriteEntry {
  at: number;
  type: ObjectType;
  id: string;
  properties: Properties;
}

const KEPT_WRITES = 20_000;

/** What the app asked of the portal, for tests to look at. */
export class CallLog {
  #counts = new Map<string, number>();
  #statuses = new Map<number, number>();
  #writes: WriteEntry[] = [];

  count(method: string, path: string, status: number): void {
    const key = `${method} ${path.replaceAll(/\/\d{3,}(?=\/|$)/g, '/{id}')}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
  }

  write(entry: WriteEntry): void {
    this.#writes.push(entry);
    if (this.#writes.length > 2 * KEPT_WRITES) this.#writes = this.#writes.slice(-KEPT_WRITES);
  }

  /** Calls by method and path, ids left out, and answers by status. */
  summary(): { calls: Record<string, number>; statuses: Record<string, number> } {
    return { calls: Object.fromEntries(this.#counts), statuses: Object.fromEntries(this.#statuses) };
  }

  writes(): readonly WriteEntry[] {
    return this.#writes;
  }

  clear(): void {
    this.#counts = new Map();
    this.#statuses = new Map();
    this.#writes = [];
  }
}
