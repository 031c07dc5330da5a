import type { Disk } from '#test/worlds/disk.ts';

interface EntryRow {
  seq: number;
  id: string;
  kind: string;
  reference: string;
  account: string;
  holder: string;
  currency: string;
  amount: number;
}

/** Where money and points come from. */
const SOURCES: ReadonlySet<string> = new Set(['funding', 'issued']);

/** The books as somebody outside adds them up: what is new since the last look, for nothing in them may ever change. */
export class Books {
  readonly #disk: Disk;
  readonly #balances = new Map<string, number>();
  readonly #moves = new Map<string, string[]>();
  /** By reward and account. */
  readonly #held = new Map<string, number>();
  #seq = 0;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** The kinds of what moved for a reward, in order. */
  movesOf(reward: string): readonly string[] {
    return this.#moves.get(reward) ?? [];
  }

  /** What stands on an account for a reward. */
  heldFor(reward: string, account: string): number {
    return this.#held.get(`${reward}|${account}`) ?? 0;
  }

  /** What is on an account, in any currency and for any holder. */
  totalOf(account: string): number {
    let total = 0;
    for (const [name, amount] of this.#balances) if (name.startsWith(`${account}|`)) total += amount;
    return total;
  }

  /** Reads on; gives what does not add up. */
  check(): string[] {
    const entries = this.#disk.all<EntryRow>(
      `SELECT seq, id, kind, reference, account, holder, currency, amount FROM ledger_transaction
       JOIN ledger_entry ON transaction_id = id WHERE seq > ? ORDER BY seq`,
      this.#seq,
    );
    const sums = new Map<string, number>();
    for (const entry of entries) this.#add(entry, sums);
    const broken = [...sums].filter(([, sum]) => sum !== 0).map(([name, sum]) => `${name} is off by ${sum}`);
    return [...broken, ...this.#brokenBalances()];
  }

  /** The whole of them once more, as an auditor at the end. */
  audit(): string[] {
    for (const kept of [this.#balances, this.#moves, this.#held]) kept.clear();
    this.#seq = 0;
    const empty = this.#disk.all<{ id: string }>(
      'SELECT id FROM ledger_transaction WHERE NOT EXISTS (SELECT 1 FROM ledger_entry WHERE transaction_id = id)',
    );
    return [...this.check(), ...empty.map(({ id }) => `transaction ${id} is empty`)];
  }

  #add(entry: EntryRow, sums: Map<string, number>): void {
    const { seq, id, kind, reference, account, holder, currency, amount } = entry;
    if (seq > this.#seq) {
      this.#seq = seq;
      const moves = this.#moves.get(reference) ?? [];
      moves.push(kind);
      this.#moves.set(reference, moves);
    }
    add(sums, `transaction ${id} in ${currency}`, amount);
    add(this.#balances, `${account}|${holder}|${currency}`, amount);
    add(this.#held, `${reference}|${account}`, amount);
  }

  /** The kept balances are the fold of the entries, and nothing but the source of all money is overdrawn. */
  #brokenBalances(): string[] {
    const kept = this.#disk.all<{ account: string; name: string; amount: number }>(
      `SELECT account, account || '|' || holder || '|' || currency AS name, amount FROM balance`,
    );
    const broken: string[] = [];
    for (const { account, name, amount } of kept) {
      const held = this.#balances.get(name) ?? 0;
      if (amount !== held) broken.push(`${name} is ${held} and kept as ${amount}`);
      if (!SOURCES.has(account) && amount < 0) broken.push(`${name} is overdrawn by ${-amount}`);
    }
    if (kept.length < this.#balances.size) broken.push('an account has no balance');
    return broken;
  }
}

function add(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, (sums.get(name) ?? 0) + amount);
}
