import type { FlagResult } from '#connectors/connector.ts';
import type { FlagWrite } from '#core/crm/flag.ts';
import type { Problem } from '#core/problem.ts';
import type { SlackMessage } from '#slack-app/blocks/layout.ts';

/** The outcome of one call out. `retryAfter` is milliseconds, or null where trying again cannot help. */
export type Attempt<T> = { ok: true; value: T } | { ok: false; problem: Problem; retryAfter: number | null };

export interface SlackDoor {
  post(channel: string, message: SlackMessage): Promise<Attempt<{ channel: string; ts: string }>>;
  update(channel: string, ts: string, message: SlackMessage): Promise<Attempt<null>>;
  /** The Slack user with this e-mail, or null. */
  findUser(email: string): Promise<Attempt<string | null>>;
}

export interface CrmDoor {
  writeFlags(writes: FlagWrite[]): Promise<Attempt<FlagResult[]>>;
  /** Empties our fields on at most 100 records; a record the CRM no longer has is as good as emptied. */
  clearFlags(recordIds: string[]): Promise<Attempt<FlagResult[]>>;
  /** Deletes what the connection keeps of these records of erased people. */
  forget(recordIds: string[]): Promise<Attempt<null>>;
}

/** What a payout system is told; the key makes a repeat harmless. */
export interface PayoutOrder {
  key: string;
  rewardId: string;
  amount: number;
  currency: string;
  act: string;
  recipient: { name: string; email: string | null };
}

/** The ways out of a workspace, one door a vendor account. */
export interface Doors {
  crm(connection: string): CrmDoor;
  slack(connection: string): SlackDoor;
  pay(order: PayoutOrder): Promise<Attempt<null>>;
}
