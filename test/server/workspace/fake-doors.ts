import type { FlagResult } from '#connectors/connector.ts';
import type { AdvocateFlag, FlagWrite } from '#core/crm/flag.ts';
import type { Problem } from '#core/problem.ts';
import type { SlackProfile } from '#server/workspace/members/slack-users.ts';
import { manual } from '#server/fulfilment/manual/manual.ts';
import type { FulfilmentProvider, ProviderName, ProviderStatus } from '#server/fulfilment/provider.ts';
import type { Attempt, Doors, PayoutOrder } from '#server/workspace/outbox/doors.ts';
import type { SlackMessage } from '#slack-app/blocks/layout.ts';

export interface Posted {
  connection: string;
  channel: string;
  ts: string;
  message: SlackMessage;
  /** How often it was changed after it was posted. */
  updates: number;
}

export type Door = 'flags' | 'clear' | 'forget' | 'post' | 'update' | 'findUser' | 'user' | 'pay';

const PAID: ProviderStatus = {
  reference: 'P1',
  item: null,
  state: 'delivered',
  paid: true,
  words: null,
  expiresAt: null,
};

export const DOWN: Problem = { code: 'vendor_unavailable', message: 'It is down.', remedy: 'Wait.' };

/** Doors to vendors in memory. `fail` shuts one until told otherwise; `during` runs while a call is under way. */
export class FakeDoors implements Doors {
  readonly flags = new Map<string, AdvocateFlag>();
  /** Records of erased people their connection was told to forget. */
  readonly forgotten = new Set<string>();
  readonly messages: Posted[] = [];
  /** What was said in threads; `thread` is the message it answers. */
  readonly replies: (Posted & { thread: string })[] = [];
  /** What was said to single people, in the channel `D<user>`. */
  readonly direct: (Posted & { user: string })[] = [];
  readonly paid = new Map<string, PayoutOrder>();
  readonly users = new Map<string, string>();
  /** Who Slack users are, by id. */
  readonly profiles = new Map<string, SlackProfile>();
  /** Every call made, as door and subject. */
  readonly calls: string[] = [];
  /** Problems of single records. */
  readonly rejected = new Map<string, Problem>();
  /** Runs while a call is under way, before its answer. */
  during: (door: Door) => void = () => {};
  #posts = 0;
  #shut = new Map<Door, { problem: Problem; retryAfter: number | null } | Error>();

  fail(door: Door, retryAfter: number | null = 0, problem: Problem = DOWN): void {
    this.#shut.set(door, { problem, retryAfter });
  }

  crash(door: Door): void {
    this.#shut.set(door, new Error('connection reset'));
  }

  mend(): void {
    this.#shut.clear();
  }

  crm(connection: string) {
    return {
      writeFlags: (writes: FlagWrite[]) =>
        this.#call('flags', writes.map((write) => write.recordId).join(' '), () =>
          writes.map(({ recordId, flag }): FlagResult => {
            const problem = this.rejected.get(recordId) ?? null;
            if (problem === null) this.flags.set(`${connection}:${recordId}`, flag);
            return { recordId, problem };
          }),
        ),
      clearFlags: (ids: string[]) =>
        this.#call('clear', ids.join(' '), () =>
          ids.map((recordId): FlagResult => {
            const problem = this.rejected.get(recordId) ?? null;
            if (problem === null) this.flags.delete(`${connection}:${recordId}`);
            return { recordId, problem };
          }),
        ),
      forget: (ids: string[]) =>
        this.#call('forget', ids.join(' '), () => {
          for (const id of ids) this.forgotten.add(`${connection}:${id}`);
          return null;
        }),
    };
  }

  slack(connection: string) {
    return {
      post: (channel: string, message: SlackMessage, thread: string | null) =>
        this.#call('post', message.text, () => {
          this.#posts += 1;
          const isPerson = channel.startsWith('U');
          const at = { channel: isPerson ? `D${channel}` : channel, ts: `${this.#posts}.000` };
          const posted = { connection, ...at, message, updates: 0 };
          if (isPerson) this.direct.push({ ...posted, user: channel });
          else if (thread === null) this.messages.push(posted);
          else this.replies.push({ ...posted, thread });
          return at;
        }),
      update: (channel: string, ts: string, message: SlackMessage) =>
        this.#call('update', message.text, () => {
          const all: Posted[] = [...this.messages, ...this.direct];
          const posted = all.find((each) => each.channel === channel && each.ts === ts);
          if (posted === undefined) throw new Error('message_not_found');
          posted.message = message;
          posted.updates += 1;
          return null;
        }),
      user: (id: string) => this.#call('user', id, () => this.profiles.get(id) ?? null),
      findUser: (email: string) => this.#call('findUser', email, () => this.users.get(email) ?? null),
    };
  }

  usualProvider: ProviderName = 'webhook';
  usualAddress: string | null = 'https://payouts.test/';
  /** What the provider says of each order it takes. */
  taken: ProviderStatus = PAID;
  /** What it does besides taking orders; it tells nothing where nothing is set. */
  following: Partial<FulfilmentProvider> = {};

  pay(order: PayoutOrder): Promise<Attempt<ProviderStatus>> {
    return this.#call('pay', order.key, () => {
      if (!this.paid.has(order.key)) this.paid.set(order.key, order);
      return this.taken;
    });
  }

  provider(name: ProviderName, _edition: number | null): Promise<Attempt<Omit<FulfilmentProvider, 'order'>>> {
    return Promise.resolve({ ok: true, value: { ...manual, ...this.following, name } });
  }

  async #call<T>(door: Door, subject: string, effect: () => T): Promise<Attempt<T>> {
    this.calls.push(`${door} ${subject}`);
    await Promise.resolve();
    this.during(door);
    const shut = this.#shut.get(door);
    if (shut instanceof Error) throw shut;
    return shut === undefined ? { ok: true, value: effect() } : { ok: false, ...shut };
  }
}

/** All the text of a message, for looking something up in it. */
export function wordsOf({ message }: Pick<Posted, 'message'>): string {
  return JSON.stringify(message.blocks) + message.text;
}
