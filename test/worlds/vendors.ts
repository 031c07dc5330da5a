import type { FlagResult } from '#connectors/connector.ts';
import type { AdvocateFlag, FlagWrite } from '#core/crm/flag.ts';
import type { Problem } from '#core/problem.ts';
import { manual } from '#server/fulfilment/manual/manual.ts';
import type { FulfilmentProvider, ProviderName, ProviderStatus } from '#server/fulfilment/provider.ts';
import type { Attempt, Doors, PayoutOrder } from '#server/workspace/outbox/doors.ts';
import type { SlackMessage } from '#slack-app/blocks/layout.ts';

const LOST: Problem = { code: 'vendor_unavailable', message: 'No answer came.', remedy: 'Try again.' };
const REFUSED: Problem = { code: 'vendor_refused', message: 'No.', remedy: 'Ask an admin.' };

export const PAID: ProviderStatus = {
  reference: null,
  item: null,
  state: 'delivered',
  paid: true,
  words: null,
  expiresAt: null,
};

/** How a call ends: as asked, without effect, after its effect but unheard, throttled, for good, or in an error. */
export type Ending = 'well' | 'lost' | 'unheard' | 'throttled' | 'refused' | 'thrown';

export interface Call {
  door: 'flags' | 'clear' | 'forget' | 'post' | 'update' | 'findUser' | 'user' | 'pay' | 'status';
  /** The records written to, or the key of the payout. */
  subjects: string[];
  connection: string;
  end: (ending: Ending) => void;
  /** The effect without an answer: what a process that dies leaves behind. */
  takeEffect: () => void;
}

/** The payout system, one CRM and one Slack, as the world outside knows them. Calls stay open until they are ended. */
export class Vendors implements Doors {
  readonly flags = new Map<string, AdvocateFlag>();
  readonly messages = new Map<string, SlackMessage>();
  readonly paid = new Map<string, PayoutOrder>();
  /** Records their connection was told to forget. */
  readonly forgotten = new Set<string>();
  /** Calls under way. */
  readonly open: Call[] = [];
  onCall: (call: Call) => void = () => {};
  #posts = 0;

  crm(connection: string) {
    return {
      writeFlags: (writes: FlagWrite[]) =>
        this.#call<FlagResult[]>(
          'flags',
          connection,
          writes.map(({ recordId }) => recordId),
          () =>
            writes.map(({ recordId, flag }) => {
              this.flags.set(`${connection}:${recordId}`, flag);
              return { recordId, problem: null };
            }),
        ),
      clearFlags: (ids: string[]) =>
        this.#call<FlagResult[]>('clear', connection, ids, () =>
          ids.map((recordId) => {
            this.flags.delete(`${connection}:${recordId}`);
            return { recordId, problem: null };
          }),
        ),
      forget: (ids: string[]) =>
        this.#call<null>('forget', connection, ids, () => {
          for (const id of ids) this.forgotten.add(`${connection}:${id}`);
          return null;
        }),
    };
  }

  slack(connection: string) {
    return {
      post: (channel: string, message: SlackMessage) =>
        this.#call('post', connection, [], () => {
          this.#posts += 1;
          this.messages.set(`${channel}:${this.#posts}`, message);
          return { channel, ts: `${this.#posts}` };
        }),
      update: (channel: string, ts: string, message: SlackMessage) =>
        this.#call('update', connection, [], () => {
          this.messages.set(`${channel}:${ts}`, message);
          return null;
        }),
      user: () => this.#call<null>('user', connection, [], () => null),
      findUser: (email: string) =>
        this.#call<string | null>('findUser', connection, [], () => (email.startsWith('rep') ? 'U9' : null)),
    };
  }

  readonly usualProvider = 'webhook';
  readonly usualAddress = 'https://payouts.test/';
  /** What the provider says when it takes an order, and later. */
  taken: (key: string) => ProviderStatus = () => PAID;
  later: (key: string) => ProviderStatus = () => ({ ...PAID, state: 'delivered' });

  pay(order: PayoutOrder): Promise<Attempt<ProviderStatus>> {
    return this.#call<ProviderStatus>('pay', '', [order.key], () => {
      if (!this.paid.has(order.key)) this.paid.set(order.key, order);
      return this.taken(order.key);
    });
  }

  provider(name: ProviderName): Promise<Attempt<Omit<FulfilmentProvider, 'order'>>> {
    const status: FulfilmentProvider['status'] = ({ key }) =>
      this.#call<ProviderStatus | null>('status', '', [key], () => this.later(key));
    return Promise.resolve({ ok: true, value: { ...manual, name, status } });
  }

  /** The process on the other end is gone: calls it made end unheard, some of them without effect. */
  hangUp(hasEffect: () => boolean): void {
    for (const call of this.open.splice(0)) if (hasEffect()) call.takeEffect();
  }

  #call<T>(door: Call['door'], connection: string, subjects: string[], effect: () => T): Promise<Attempt<T>> {
    return new Promise((resolve, reject) => {
      const end = (ending: Ending): void => {
        this.open.splice(this.open.indexOf(call), 1);
        if (ending === 'thrown') reject(new Error('connection reset'));
        else if (ending === 'lost') resolve({ ok: false, problem: LOST, retryAfter: 0 });
        else if (ending === 'throttled') resolve({ ok: false, problem: LOST, retryAfter: 30_000 });
        else if (ending === 'refused') resolve({ ok: false, problem: REFUSED, retryAfter: null });
        else {
          const value = effect();
          resolve(ending === 'well' ? { ok: true, value } : { ok: false, problem: LOST, retryAfter: 0 });
        }
      };
      const call: Call = { door, connection, subjects, end, takeEffect: () => void effect() };
      this.open.push(call);
      this.onCall(call);
    });
  }
}
