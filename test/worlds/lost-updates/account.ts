import type { CrmConnector, CrmWebhookEvent } from '#connectors/connector.ts';
import type { Result } from '#core/problem.ts';
import type { NaivePoller } from './naive-poller.ts';

/** A change as the vendor announces it. */
export interface Announcement {
  /** What the connector's own parser makes of the vendor's message. */
  read(): Promise<Result<CrmWebhookEvent[]>>;
  /** Ids that the message says are gone. */
  gone: string[];
}

/** One CRM account people work in. Ids are those of contacts (and leads) that can be found in it. */
export interface Account {
  clock: { at: number };
  /** Milliseconds between two polls, as the server has it. */
  pollEvery: number;
  /** The vendor, straight. */
  fetch: typeof fetch;
  connect(fetch: typeof globalThis.fetch, now: () => number): CrmConnector;
  naive(fetch: typeof globalThis.fetch): NaivePoller;
  /** Hears of every change from now on. */
  listen(post: (announcement: Announcement) => void): void;
  ids(): readonly string[];
  create(name: string): void;
  rename(id: string, name: string): void;
  remove(id: string): void;
  /** Brings back somebody who was removed. */
  restore(): void;
  merge(into: string, other: string): void;
  /** Something of the vendor's own: an erasure, the conversion of a lead, a case that is escalated. */
  special(id: string): void;
  /** Names by id, as anybody sees them who looks. */
  truth(): Map<string, string>;
  /** Ids that went where no poll can see it, and when. */
  silent: Map<string, number>;
}
