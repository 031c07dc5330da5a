import type { Approval, Step } from '#core/reward/approval.ts';
import type { RewardKind, RewardState } from '#core/reward/reward.ts';
import { brokenApprovals, isSame } from './approvals.ts';
import { Books } from './books.ts';
import { brokenGoods } from './goods.ts';
import { brokenReversals } from './orders.ts';
import type { Press } from './press.ts';
import type { RewardWorld } from './world.ts';

/** A reward as a world looks at it. */
export interface RewardFacts {
  id: string;
  state: RewardState;
  kind: RewardKind;
  amount: number;
  currency: string;
  item: string | null;
  proposedBy: string;
  revisers: string[];
  decidedBy: string | null;
  chain: readonly Step[];
  approvals: readonly Approval[];
  revision: number;
  funding: 'budget' | 'open' | 'none';
  payout: string | null;
  /** How its newest order stands. */
  order: string | null;
  /** Why its money may have left twice. */
  doubt: string | null;
  /** When the provider is next asked what became of its order. */
  checkAt: number | null;
  /** Whether its message stands in Slack. */
  shown: 0 | 1;
  /** Holds that stand on it. */
  holds: number;
}

/** Where a reward may be found after it was found in each state. */
const LATER: Record<RewardState, readonly RewardState[]> = {
  proposed: ['change_requested', 'approved', 'paid', 'declined', 'noted', 'expired'],
  change_requested: ['proposed', 'approved', 'paid', 'declined', 'expired'],
  approved: ['paid', 'cancelled'],
  paid: ['reversed'],
  declined: [],
  noted: [],
  expired: [],
  cancelled: [],
  reversed: [],
};

/** Where the money of a reward stands in each state; in the others it is back where it came from. */
const PLACES: Partial<Record<RewardState, string>> = {
  proposed: 'reserved',
  approved: 'payable',
  paid: 'paid',
};
const GRANTED: ReadonlySet<RewardState> = new Set(['approved', 'paid', 'cancelled', 'reversed']);
const UNDECIDED: ReadonlySet<RewardState> = new Set(['proposed', 'expired']);

/** What must hold after every step; looks only where something was written. */
export class Rules {
  /** The rewards as they were last looked at. */
  rewards: RewardFacts[] = [];
  /** Decisions somebody was told had been taken, by the key of the press. */
  readonly promised = new Map<string, Press & { revision: number }>();
  readonly #world: RewardWorld;
  readonly #books: Books;
  #changes = -1;

  constructor(world: RewardWorld) {
    this.#world = world;
    this.#books = new Books(world.disk);
  }

  /** What does not hold. */
  check(): string[] {
    const changes = this.#world.disk.changes();
    if (changes === this.#changes) return [];
    this.#changes = changes;
    const before = new Map(this.rewards.map((reward) => [reward.id, reward]));
    this.rewards = this.#read();
    return [
      ...this.#books.check(),
      ...this.rewards.flatMap((reward) => this.#brokenBy(reward, before.get(reward.id))),
      ...brokenGoods(this.#world),
      ...brokenReversals(this.#world),
      ...this.#lost(before),
      ...this.#brokenPromises(),
      ...this.#asleep(),
    ];
  }

  /** What is on an account. */
  totalOf(account: string): number {
    return this.#books.totalOf(account);
  }

  /** What does not hold in all the books, read from the first page. */
  audit(): string[] {
    return this.#books.audit();
  }

  #read(): RewardFacts[] {
    const rows = this.#world.disk.all<RewardFacts & { revisers: string; chain: string; approvals: string }>(
      `SELECT id, state, kind, amount, currency, item, proposed_by AS proposedBy, revisers, decided_by AS decidedBy, chain,
         approvals, revision, funding,
         (SELECT state FROM delivery WHERE delivery.id = 'reward:' || reward.id || ':payout') AS payout,
         (SELECT state FROM fulfilment WHERE reward_id = reward.id) AS "order",
         (SELECT doubt FROM fulfilment WHERE reward_id = reward.id) AS doubt,
         (SELECT check_at FROM fulfilment WHERE reward_id = reward.id) AS checkAt,
         EXISTS (SELECT 1 FROM message WHERE subject = 'reward:' || reward.id) AS shown,
         (SELECT count(*) FROM fraud_hold WHERE reward_id = reward.id AND state = 'open'
            AND coalesce(lapses_at, ?1) > ?1 - 1) AS holds
       FROM reward ORDER BY id`,
      this.#world.now,
    );
    return rows.map((row) => ({
      ...row,
      revisers: JSON.parse(row.revisers) as string[],
      chain: JSON.parse(row.chain) as Step[],
      approvals: JSON.parse(row.approvals) as Approval[],
    }));
  }

  #brokenBy(reward: RewardFacts, before: RewardFacts | undefined): string[] {
    const { id, state, proposedBy, revisers, decidedBy, payout, checkAt } = reward;
    const broken = [
      ...this.#brokenPlace(reward),
      ...this.#brokenPayments(reward),
      ...brokenApprovals(this.#world, reward, before),
    ];
    if (before !== undefined && before.state !== state && !LATER[before.state].includes(state)) {
      broken.push(`${id} went from ${before.state} to ${state}`);
    }
    if (before !== undefined && GRANTED.has(before.state) && before.decidedBy !== decidedBy) {
      broken.push(`${id} was decided by ${before.decidedBy} and is now by ${decidedBy}`);
    }
    const isUnderWay = payout === 'due' || payout === 'parked' || checkAt !== null;
    if (state === 'approved' && !isUnderWay) broken.push(`${id} will never be paid`);
    const isOwn = [proposedBy, ...revisers].some((each) => isSame(each, decidedBy ?? ''));
    if (GRANTED.has(state) && isOwn) broken.push(`${id} was approved by who proposed it`);
    // What ran out while its proposer was to change it keeps who asked for that.
    const isDecided = decidedBy !== null && state !== 'expired';
    if (UNDECIDED.has(state) === isDecided) broken.push(`${id} is ${state}, decided by ${decidedBy}`);
    return broken;
  }

  /** Its money stands in one place, all of it, and each thing that can happen once to it has. */
  #brokenPlace({ id, kind, state, amount, funding, order }: RewardFacts): string[] {
    const broken: string[] = [];
    const moves = this.#books.movesOf(id);
    for (const once of ['approve', 'cancel', 'reverse']) {
      const times = moves.filter((move) => move === once).length;
      if (times > 1) broken.push(`${id} has ${times} times ${once} in the books`);
    }
    const count = (kindOf: string) => moves.filter((move) => move === kindOf).length;
    const out = count('payout') - count('return');
    if (out !== 0 && out !== 1) broken.push(`${id} is paid ${out} times in the books`);
    const isVoid = order === 'returned' || order === 'cancelled';
    if (isVoid && out !== 0) broken.push(`${id} is paid in the books though its order is ${order}`);
    // What came back is owed again.
    const place = state === 'paid' && out === 0 ? 'payable' : PLACES[state];
    for (const account of ['reserved', 'payable', 'paid']) {
      const held = this.#books.heldFor(id, account);
      const wanted = place === account && kind === 'money' && funding !== 'none' ? amount : 0;
      if (held !== wanted) broken.push(`${id} is ${state} with ${held} ${account} instead of ${wanted}`);
    }
    if (GRANTED.has(state) && funding === 'none') broken.push(`${id} is ${state} without money`);
    return broken;
  }

  /** Paid once at most, the right sum, and only what was approved. */
  #brokenPayments({ id, kind, state, amount }: RewardFacts): string[] {
    const orders = [...this.#world.vendors.paid.values()].filter((order) => order.rewardId === id);
    const broken: string[] = [];
    const kept = orders.filter(({ key }) => !this.#world.returned.has(key));
    if (kept.length > 1) broken.push(`${id} was paid ${kept.length} times`);
    if (kind !== 'money' && orders.length > 0) broken.push(`${id} was ordered though it is ${kind}`);
    if (orders.some((order) => order.amount !== amount)) broken.push(`${id} was paid another sum`);
    // What was taken back has to have come back at the provider, too.
    if (kept.length > 0 && state !== 'approved' && state !== 'paid') {
      broken.push(`${id} was paid though ${state}`);
    }
    if (kind === 'money' && state === 'paid' && orders.length === 0)
      broken.push(`${id} is booked as paid and was not`);
    return broken;
  }

  /** A reward that was there is there. */
  #lost(before: ReadonlyMap<string, RewardFacts>): string[] {
    const here = new Set(this.rewards.map(({ id }) => id));
    return [...before.keys()].filter((id) => !here.has(id)).map((id) => `${id} is gone`);
  }

  /** What somebody was told has happened, has happened: their yes is there, or their no stands. */
  #brokenPromises(): string[] {
    const rewards = new Map(this.rewards.map((reward) => [reward.id, reward]));
    return [...this.promised.values()].flatMap(({ rewardId, by, decision, revision }) => {
      const reward = rewards.get(rewardId);
      if (reward === undefined) return [`${rewardId} is gone`];
      // A yes to terms that were changed since is void, and so is a wish that was heard.
      if (reward.revision !== revision) return [];
      const kept =
        decision === 'approve'
          ? reward.approvals.some((given) => isSame(given.by, `slack:${by}:`)) ||
            reward.state === 'change_requested'
          : !UNDECIDED.has(reward.state) && isSame(reward.decidedBy ?? '', `slack:${by}:`);
      const isOverdue = decision === 'change' && reward.state === 'expired';
      if (kept || isOverdue) return [];
      return [
        `${by} was told of ${decision} for ${rewardId}, which is ${reward.state} by ${reward.decidedBy}`,
      ];
    });
  }

  /** Whoever has something to do is woken for it. */
  #asleep(): string[] {
    const { disk, office, now } = this.#world;
    if (office.isRunning) return [];
    const due = disk.all<{ at: number | null }>(
      `SELECT min(due_at) AS at FROM delivery WHERE state = 'due'`,
    )[0];
    const at = due?.at ?? null;
    if (at === null || (office.alarmAt !== null && office.alarmAt <= Math.max(at, now))) return [];
    return [`nobody is woken for what is due at ${at}`];
  }
}
