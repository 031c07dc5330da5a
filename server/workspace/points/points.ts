import { RpcTarget } from 'cloudflare:workers';
import { ok, refuse, type Result } from '#core/problem.ts';
import type { PointsLiability } from '#core/points/liability.ts';
import type { PointsProgramme } from '#core/points/programme.ts';
import { personKey } from '#server/workspace/people/people.ts';
import {
  clawBackPoints,
  earnPoints,
  spendPoints,
  type ClawBackRequest,
  type PointsReceipt,
  type PointsRequest,
} from './movements.ts';
import { noticesOf, type TierNotice } from './notices.ts';
import { findProgramme, listProgrammes, putProgramme } from './programmes.ts';
import { statementOf, type PointsStatement } from './statement.ts';
import { liabilities, pointsOf, type PersonPoints } from './views.ts';
import type { Page, Store } from '#server/workspace/store.ts';

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

  earn(request: PointsRequest): Result<PointsReceipt> {
    return this.#store.sql.transaction(() => earnPoints(this.#store, request));
  }

  spend(request: PointsRequest): Result<PointsReceipt> {
    return this.#store.sql.transaction(() => spendPoints(this.#store, request));
  }

  clawBack(request: ClawBackRequest): Result<PointsReceipt> {
    return this.#store.sql.transaction(() => clawBackPoints(this.#store, request));
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
