import type { Values } from './org/org.ts';
import type { ObjectName } from './schema/schema.ts';

/** One row the org accepted from the app. */
interface WriteEntry {
  at: number;
  object: ObjectName;
  id: string;
  values: Values;
}

/** One call of the app, without what it carried. */
interface CallEntry {
  at: number;
  method: string;
  path: string;
  status: number;
  soql: string | null;
}

const KEPT = 20_000;

/** What the app asked of the org, for tests to look at. */
export class CallLog {
  #calls: CallEntry[] = [];
  #writes: WriteEntry[] = [];
  #counts = new Map<string, number>();
  #statuses = new Map<number, number>();

  call(entry: CallEntry): void {
    const key = `${entry.method} ${entry.path.replaceAll(/(?<=\/)[0-9A-Za-z]{15,18}(?=\/|-|$)/g, '{id}')}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    this.#statuses.set(entry.status, (this.#statuses.get(entry.status) ?? 0) + 1);
    this.#calls = kept(this.#calls, entry);
  }

  write(entry: WriteEntry): void {
    this.#writes = kept(this.#writes, entry);
  }

  /** Calls by method and path, ids left out, and answers by status. */
  summary(): { calls: Record<string, number>; statuses: Record<string, number> } {
    return { calls: Object.fromEntries(this.#counts), statuses: Object.fromEntries(this.#statuses) };
  }

  calls(): readonly CallEntry[] {
    return this.#calls;
  }

  writes(): readonly WriteEntry[] {
    return this.#writes;
  }

  clear(): void {
    this.#calls = [];
    this.#writes = [];
    this.#counts.clear();
    this.#statuses.clear();
  }
}

function kept<T>(list: T[], entry: T): T[] {
  list.push(entry);
  return list.length > 2 * KEPT ? list.slice(-KEPT) : list;
}
