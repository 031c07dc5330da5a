import { between, pick, type Random } from '#test/sandbox/random.ts';
import type { Account } from './account.ts';

/** Rows an import changes within a second. */
const IMPORT = [200, 600] as const;
const MOST_IMPORTED = 2_100;

/** What people do in an account, a name never given twice. */
export class Happenings {
  readonly #account: Account;
  readonly #random: Random;
  #names = 0;

  constructor(account: Account, random: Random) {
    this.#account = account;
    this.#random = random;
  }

  one(): void {
    const [account, random] = [this.#account, this.#random];
    if (account.ids().length < 10) return account.create(this.#name());
    const id = pick(random, account.ids());
    const roll = random();
    if (roll < 0.6) account.rename(id, this.#name());
    else if (roll < 0.75) account.create(this.#name());
    else if (roll < 0.81) account.remove(id);
    else if (roll < 0.86) account.restore();
    else if (roll < 0.93) {
      const other = pick(random, account.ids());
      if (other !== id) account.merge(id, other);
    } else account.special(id);
  }

  /** Changes hundreds of contacts within a second; of larger accounts, sometimes more than a page. */
  importSome(): void {
    const ids = this.#account.ids();
    const most = this.#random() < 0.2 ? MOST_IMPORTED : between(this.#random, ...IMPORT);
    const first = between(this.#random, 0, Math.max(0, ids.length - most));
    this.#renameAll(ids.slice(first, first + most), 1_000 / most);
  }

  /** Changes everybody, a few hundred a second. */
  flood(): void {
    this.#renameAll([...this.#account.ids()], 3);
  }

  #renameAll(ids: readonly string[], pause: number): void {
    const { clock } = this.#account;
    const begun = clock.at;
    for (const [index, id] of ids.entries()) {
      clock.at = begun + Math.floor(index * pause);
      this.#account.rename(id, this.#name());
    }
  }

  #name(): string {
    return `Name ${(this.#names += 1)}`;
  }
}
