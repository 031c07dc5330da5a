import type { FlagResult } from '#connectors/connector.ts';
import type { FlagWrite } from '#core/crm/flag.ts';
import type { Problem } from '#core/problem.ts';
import type { FulfilmentProvider, ProviderName, ProviderStatus } from '#server/fulfilment/provider.ts';
import type { SlackMessage } from '#slack-app/blocks/layout.ts';
import type { SlackProfile } from '#server/workspace/members/slack-users.ts';

/** The outcome of one call out. `retryAfter` is milliseconds, or null where trying again cannot help. */
export type Attempt<T> = { ok: true; value: T } | { ok: false; problem: Problem; retryAfter: number | null };

export interface SlackDoor {
  /** `channel` may be a person's id; `thread` is the `ts` of the message it answers, or null. */
  post(
    channel: string,
    message: SlackMessage,
    thread: string | null,
  ): Promise<Attempt<{ channel: string; ts: string }>>;
  update(channel: string, ts: string, message: SlackMessage): Promise<Attempt<null>>;
  /** The Slack user with this e-mail, or null. */
  findUser(email: string): Promise<Attempt<string | null>>;
  /** Who a Slack user is; null where the team has none of this id, or it is an app or a guest. */
  user(id: string): Promise<Attempt<SlackProfile | null>>;
}

export interface CrmDoor {
  writeFlags(writes: FlagWrite[]): Promise<Attempt<FlagResult[]>>;
  /** Empties our fields on at most 100 records; a record the CRM no longer has is as good as emptied. */
  clearFlags(recordIds: string[]): Promise<Attempt<FlagResult[]>>;
  /** Deletes what the connection keeps of these records of erased people. */
  forget(recordIds: string[]): Promise<Attempt<null>>;
}

/** What a provider is told; the key makes a repeat harmless. */
export interface PayoutOrder {
  /** Who is to fulfil it; the same at every retry. */
  provider: ProviderName;
  /** Under which edition of its settings, so that no retry goes to another address; null: what was chosen last. */
  edition: number | null;
  key: string;
  rewardId: string;
  amount: number;
  currency: string;
  act: string;
  /** What the provider calls the item, where the catalogue says. */
  product?: string;
  recipient: { name: string; email: string | null };
}

/** The ways out of a workspace, one door a vendor account. */
export interface Doors {
  crm(connection: string): CrmDoor;
  slack(connection: string): SlackDoor;
  pay(order: PayoutOrder): Promise<Attempt<ProviderStatus>>;
  /** For everything about orders but making them. */
  provider(name: ProviderName, edition: number | null): Promise<Attempt<Omit<FulfilmentProvider, 'order'>>>;
  /** Who fulfils where nothing was chosen: the company's own system where whoever runs the server named one. */
  readonly usualProvider: ProviderName;
  /** Where that system listens, as whoever runs the server said; null where nobody did. */
  readonly usualAddress: string | null;
}
