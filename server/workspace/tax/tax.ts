import { RpcTarget } from 'cloudflare:workers';
import type { Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { incentivesIn, type Incentive } from './incentives.ts';
import { thresholdOf } from './lines.ts';
import { taxRegister, type Register, type RegisterQuery } from './register.ts';

/** What was given to whom, year by year, for tax offices and counsel. */
export class Tax extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** The years there is something to tell of, the present one first. */
  years(): number[] {
    const { sql, now } = this.#store;
    const oldest = first<{ at: number | null }>(sql, 'SELECT min(created_at) AS at FROM reward')?.at;
    const present = new Date(now()).getUTCFullYear();
    const begin = new Date(oldest ?? now()).getUTCFullYear();
    return Array.from({ length: present - begin + 1 }, (_, back) => present - back);
  }

  /** From how many US cents in a year (UTC) form 1099 is due. */
  threshold(year: number): number {
    return thresholdOf(this.#store, year, 'USD') ?? 0;
  }

  register(query: RegisterQuery): Result<Register> {
    return taxRegister(this.#store, query);
  }

  incentives(query: { year: number; limit: number; cursor: string | null }): Result<Page<Incentive>> {
    return incentivesIn(this.#store, query);
  }
}
