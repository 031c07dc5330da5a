import { RpcTarget } from 'cloudflare:workers';
import { ok, refuse, type Result } from '#core/problem.ts';
import type { PointsLiability } from '#core/points/liability.ts';
import type { PointsProgramme } from '#core/points/programme.ts';
import { personKey } from '#server/workspace/people/people.ts';
import { givePoints } from './by-hand.ts';
import { pointsCauses, type PointsCause } from './causes.ts';
import {
  clawBackPoints,
  spendPoints,
  type ClawBackRequest,
  type PointsReceipt,
  type PointsRequest,
} from './movements.ts';
import {
  expirySchedule,
  holdersOf,
  type ExpiryMonth,
  type HoldersQuery,
  type PointsHolder,
} from './holders.ts';
import { noticesOf, type TierNotice } from './notices.ts';
import { findProgramme, listProgrammes, putProgramme } from './programmes.ts';
import { sheetOf, type PointsSheet, type SheetQuery } from './sheet.ts';
import { statementOf, type PointsStatement } from './statement.ts';
import { liabilities, pointsOf, type PersonPoints } from './views.ts';
import type { Page, Store } from '#server/workspace/store.ts';

/** Something done to somebody's points by hand. */
export type PointsAct =
  | { kind: 'earn' | 'spend'; request: PointsRequest }
  | { kind: 'claw_back'; request: ClawBackRequest };

/** Points: what programmes give, what people hold, and what that will cost. */
export class Points extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  programmes(): PointsProgramme[] {
    return listProgrammes(this.#store);
  }

  programme(id: string): Result<PointsProgramme> {
    return findProgramme(this.#store, id);
  }

  /** Keeps a programme under its id, new or changed. Fails with `invalid_input` naming the field. */
  put(programme: unknown, by: string): Result<PointsProgramme> {
    return putProgramme(this.#store, programme, by);
  }

  /** What transactions of the ledger such as `points:7` moved points for. */
  causes(transactions: string[]): Record<string, PointsCause> {
    return pointsCauses(this.#store, transactions);
  }

  /** Gives points by hand, see `givePoints`. */
  earn(request: PointsRequest): Result<PointsReceipt> {
    return givePoints(this.#store, request);
  }

  spend(request: PointsRequest): Result<PointsReceipt> {
    return this.#store.sql.transaction(() => spendPoints(this.#store, request));
  }

  clawBack(request: ClawBackRequest): Result<PointsReceipt> {
    return this.#store.sql.transaction(() => clawBackPoints(this.#store, request));
  }

  /** As `earn`, `spend` or `clawBack` would answer now, with nothing written. */
  tryOut(act: PointsAct): Result<PointsReceipt> {
    const undo = new Error('Only tried.');
    let tried: Result<PointsReceipt> = nobody();
    try {
      this.#store.sql.transaction(() => {
        tried = this.act(act);
        throw undo;
      });
    } catch (error) {
      if (error !== undo) throw error;
    }
    return tried;
  }

  /** Does one of the three. */
  act(act: PointsAct): Result<PointsReceipt> {
    if (act.kind === 'claw_back') return this.clawBack(act.request);
    return act.kind === 'earn' ? this.earn(act.request) : this.spend(act.request);
  }

  /** How many points of a programme run out in each month ahead, and whose. Fails with `not_found`. */
  expiry(programme: string): Result<ExpiryMonth[]> {
    return expirySchedule(this.#store, programme);
  }

  /** One page of those with points of a programme, by name. Fails with `not_found` or `invalid_input`. */
  holders(programme: string, query: HoldersQuery): Result<Page<PointsHolder>> {
    return holdersOf(this.#store, programme, query);
  }

  /** What one person holds of one programme, and a page of what happened to it. Fails with `not_found`. */
  sheet(personId: string, programme: string, query: SheetQuery): Result<PointsSheet> {
    return sheetOf(this.#store, personId, programme, query);
  }

  /** What a person holds of each programme, or `not_found`. */
  of(personId: string): Result<PersonPoints[]> {
    const key = personKey(this.#store, personId);
    return key === null ? nobody() : ok(pointsOf(this.#store, key));
  }

  /** The lots of a person, and one page of what happened to them, newest first. */
  statement(personId: string, query: { limit: number; cursor: string | null }): Result<PointsStatement> {
    const key = personKey(this.#store, personId);
    return key === null ? nobody() : statementOf(this.#store, key, query);
  }

  /** Who is about to lose a tier and was announced, the soonest first. */
  notices(limit: number, cursor: string | null): Result<Page<TierNotice>> {
    return noticesOf(this.#store, limit, cursor);
  }

  /** What each programme will have to be paid for. */
  liability(): (PointsLiability & { programme: string; name: string; people: number })[] {
    return liabilities(this.#store);
  }
}

function nobody(): Result<never> {
  return refuse('not_found', 'There is no such person.', 'List people to find the id.');
}
