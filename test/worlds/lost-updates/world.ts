import type { CrmContact } from '#core/crm/crm.ts';
import { Mirror } from '#test/contract/mirror.ts';
import { between } from '#test/sandbox/random.ts';
import type { Account } from './account.ts';
import { Follower } from './follower.ts';
import { Happenings } from './happenings.ts';
import { hubspotAccount } from './hubspot-account.ts';
import type { NaivePoller } from './naive-poller.ts';
import { PostOffice } from './post-office.ts';
import { salesforceAccount } from './salesforce-account.ts';
import { weatherOf, type Weather } from './weather.ts';

/** Polls after which an account that is left alone must have nothing new to tell. */
const QUIET_WITHIN = 10;

/** What somebody who followed the account has wrong in the end. */
export interface Losses {
  /** Of another content than in the CRM, or unknown. */
  stale: string[];
  /** Not in the CRM any more. */
  ghosts: string[];
}

/** How one world ended. Calls are those of the polls. */
export interface Outcome {
  vendor: Weather['vendor'];
  ours: Losses & { calls: number; inboxCalls: number };
  naive: Losses & { calls: number; refusedPolls: number };
  /** Contacts that went unannounced where no poll can see it: what is left to the nightly sweep. */
  forTheSweep: number;
  changes: number;
}

/** World number `n`, lived to its end: the same account followed by us and by a plain poller, poll beside poll. */
export async function liveWorld(n: number): Promise<Outcome> {
  const world = new World(weatherOf(n));
  await world.begin();
  await world.work();
  await world.rest();
  return world.outcome();
}

type Purse = 'none' | 'ours' | 'inbox' | 'naive';

class World {
  readonly #weather: Weather;
  readonly #account: Account;
  readonly #happenings: Happenings;
  readonly #office: PostOffice;
  readonly #ours: Follower;
  readonly #naive: NaivePoller;
  readonly #calls: Record<Purse, number> = { none: 0, ours: 0, inbox: 0, naive: 0 };
  #purse: Purse = 'none';
  #refusedPolls = 0;
  #changes = 0;
  #unrest = 0;

  constructor(weather: Weather) {
    this.#weather = weather;
    const account = weather.vendor === 'hubspot' ? hubspotAccount(weather) : salesforceAccount(weather);
    const { clock } = account;
    const ourTime = () => clock.at + weather.skewMs;
    this.#account = account;
    this.#happenings = new Happenings(account, weather.random);
    this.#office = new PostOffice(weather.mail, weather.random, () => clock.at);
    this.#ours = new Follower(() => account.connect(this.#fetch, ourTime), ourTime);
    this.#naive = account.naive(this.#fetch);
    account.listen((announcement) => {
      this.#changes += 1;
      this.#office.post(announcement);
    });
  }

  /** Both read everything while people work on. */
  async begin(): Promise<void> {
    this.#unrest = this.#weather.unrest;
    await this.#spending('none', () => this.#ours.backfill());
    await this.#spending('none', () => this.#naive.backfill());
  }

  async work(): Promise<void> {
    const { random, polls, bustle, imports, flood } = this.#weather;
    for (let poll = 0; poll < polls; poll += 1) {
      const happenings = Array.from(
        { length: between(random, 0, bustle) },
        () => () => this.#happenings.one(),
      );
      if (random() < imports) happenings.push(() => this.#happenings.importSome());
      if (flood && poll === 1) happenings.push(() => this.#happenings.flood());
      this.#spread(happenings);
      await this.#pollBoth();
    }
  }

  /** Has these happen at any moments until the next poll, in no order. */
  #spread(happenings: (() => void)[]): void {
    const { clock, pollEvery } = this.#account;
    const begun = clock.at;
    const timed = happenings.map((happen) => ({ happen, at: begun + this.#weather.random() * pollEvery }));
    for (const { happen, at } of timed.toSorted((one, other) => one.at - other.at)) {
      clock.at = Math.max(clock.at, Math.floor(at));
      happen();
    }
    clock.at = Math.max(clock.at, begun + pollEvery);
  }

  /** Nobody works any more; both poll on until ours finds nothing. */
  async rest(): Promise<void> {
    this.#unrest = 0;
    for (let poll = 0; poll < QUIET_WITHIN; poll += 1) {
      this.#account.clock.at += this.#account.pollEvery;
      const read = await this.#pollBoth();
      if (read === 0 && this.#office.isEmpty) return;
    }
    throw new Error('an account at rest that never falls quiet');
  }

  async outcome(): Promise<Outcome> {
    const { ours, inbox, naive } = this.#calls;
    const truth = this.#account.truth();
    const { silent } = this.#account;
    const unannounced = (id: string) => {
      const left = silent.get(id);
      return left !== undefined && (this.#office.departures.get(id) ?? -Infinity) < left;
    };
    const losses = this.#lossesOf(await this.#freshly());
    const forTheSweep = losses.ghosts.filter((id) => unannounced(id));
    return {
      vendor: this.#weather.vendor,
      ours: {
        stale: losses.stale,
        ghosts: losses.ghosts.filter((id) => !unannounced(id)),
        calls: ours,
        inboxCalls: inbox,
      },
      naive: {
        stale: [...truth].filter(([id, name]) => this.#naive.names.get(id) !== name).map(([id]) => id),
        ghosts: [...this.#naive.names.keys()].filter((id) => !truth.has(id) && !unannounced(id)),
        calls: naive,
        refusedPolls: this.#refusedPolls,
      },
      forTheSweep: forTheSweep.length,
      changes: this.#changes,
    };
  }

  /** One poll each, at the same time, either before the other. Gives how many records ours read. */
  async #pollBoth(): Promise<number> {
    await this.#spending('none', () => this.#ours.inspect());
    const mail = await this.#office.arrived();
    if (mail.length > 0) await this.#spending('inbox', () => this.#ours.take(mail));
    let read = 0;
    const turns = [
      async () => {
        read = await this.#spending('ours', () => this.#ours.poll());
      },
      () => this.#spending('naive', () => this.#naive.poll()).catch(() => void (this.#refusedPolls += 1)),
    ];
    if (this.#weather.random() < 0.5) turns.reverse();
    for (const turn of turns) await turn();
    return read;
  }

  async #spending<T>(purse: Purse, work: () => Promise<T>): Promise<T> {
    this.#purse = purse;
    try {
      return await work();
    } finally {
      this.#purse = 'none';
    }
  }

  /** The vendor, with time passing and people working between two calls. */
  readonly #fetch: typeof fetch = async (input, init) => {
    const { random } = this.#weather;
    this.#calls[this.#purse] += 1;
    this.#account.clock.at += between(random, 20, 150);
    const roll = random();
    if (roll < this.#unrest / 40) this.#happenings.importSome();
    else if (roll < this.#unrest) this.#happenings.one();
    return this.#account.fetch(input, init);
  };

  /** Contacts as somebody has them who reads everything now. */
  async #freshly(): Promise<Mirror> {
    const mirror = new Mirror();
    const { fetch, clock } = this.#account;
    for await (const { batch } of this.#account.connect(fetch, () => clock.at).backfill(null))
      mirror.apply(batch);
    return mirror;
  }

  #lossesOf(fresh: Mirror): Losses {
    const truth = this.#account.truth();
    const { contacts } = this.#ours.mirror;
    const same = (id: string, name: string) => {
      const [known, now] = [contacts.get(id), fresh.contacts.get(id)];
      return known?.name === name && now !== undefined && contentOf(known) === contentOf(now);
    };
    return {
      stale: [...truth].filter(([id, name]) => !same(id, name)).map(([id]) => id),
      ghosts: [...contacts.keys()].filter((id) => !truth.has(id)),
    };
  }
}

function contentOf(contact: CrmContact): string {
  return JSON.stringify(contact, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
