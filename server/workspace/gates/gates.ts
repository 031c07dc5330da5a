import { RpcTarget } from 'cloudflare:workers';
import { checkHold, type Hold } from '#core/ask/hold.ts';
import { checkDomainLists, type DomainLists } from '#core/ask/insider.ts';
import { ok, refuse, type Refusal, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { personKey } from '#server/workspace/people/people.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { recountBars } from './bars.ts';
import type { CompanyPlace } from './companies.ts';
import { domainLists, peopleUnder, replaceDomains } from './domains.ts';
import {
  holdAt,
  holdCompany,
  holdPerson,
  holdsOf,
  liftCompany,
  liftPerson,
  listHolds,
  placeOf,
  type HoldView,
} from './holds.ts';

const MAX_NAME = 200;
const MAX_WHY = 500;

/** Who is never asked, whatever they think of us: people and companies on legal hold, and insiders. */
export class Gates extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Every hold that stands, the newest first. */
  holds(limit: number, cursor: string | null): Result<Page<HoldView>> {
    return listHolds(this.#store, limit, cursor);
  }

  /** The holds that stand for one person, their companies' among them. */
  holdsOf(id: string): HoldView[] {
    const key = personKey(this.#store, id);
    return key === null ? [] : holdsOf(this.#store, key);
  }

  /** The holds that stand for these companies. */
  companyHolds(places: CompanyPlace[]): HoldView[] {
    return places.flatMap((place) => holdAt(this.#store, placeOf(place)) ?? []);
  }

  /** Puts a person on legal hold; a second one replaces the first. Fails with `not_found` or `invalid_input`. */
  holdPerson(id: string, claimed: Hold, by: string): Result<HoldView> {
    return this.#hold(claimed, by, (hold) => {
      const key = personKey(this.#store, id);
      if (key === null) return nobody(id);
      holdPerson(this.#store, key, hold, by.trim());
      return ok(this.#standing(`person:${key}`));
    });
  }

  /** Puts everybody at a company on legal hold, also where another CRM has it. Fails as `holdPerson` does. */
  holdCompany(place: CompanyPlace, claimed: Hold, by: string): Result<HoldView> {
    return this.#hold(claimed, by, (hold) => {
      const known = first(
        this.#store.sql,
        'SELECT 1 FROM company WHERE connection = ? AND id = ?',
        place.connection,
        place.id,
      );
      if (known === undefined) return noCompany(place);
      holdCompany(this.#store, place, hold, by.trim());
      return ok(this.#standing(placeOf(place)));
    });
  }

  /** Lifts a person's hold. Fails with `not_found` where there is none, or `invalid_input`. */
  liftPerson(id: string, why: string, by: string): Result<{ lifted: true }> {
    return this.#lift(why, by, (said, who) => {
      const key = personKey(this.#store, id);
      return key !== null && liftPerson(this.#store, key, said, who);
    });
  }

  /** Lifts a company's hold. Fails as `liftPerson` does. */
  liftCompany(place: CompanyPlace, why: string, by: string): Result<{ lifted: true }> {
    return this.#lift(why, by, (said, who) => liftCompany(this.#store, place, said, who));
  }

  /** The domains whose people are never asked. */
  domains(): DomainLists {
    return domainLists(this.#store);
  }

  /** Puts these lists in place of the others; whoever they bar or free is shown so. Fails with `invalid_input`. */
  setDomains(claimed: DomainLists, by: string): Result<DomainLists> {
    const store = this.#store;
    const lists = checkDomainLists(claimed);
    if (!lists.ok) return lists;
    const problem = unnamed(by);
    if (problem !== null) return problem;
    return store.sql.transaction(() => {
      const changed = replaceDomains(store, lists.value);
      if (changed.size === 0) return lists;
      note(store, by.trim(), 'domains.changed', 'domain-lists', inWords(lists.value, [...changed.keys()]));
      recountBars(store, peopleUnder(store, changed));
      return lists;
    });
  }

  #hold(claimed: Hold, by: string, place: (hold: Hold) => Result<HoldView>): Result<HoldView> {
    const store = this.#store;
    const hold = checkHold(claimed, store.now());
    if (!hold.ok) return hold;
    return unnamed(by) ?? store.sql.transaction(() => place(hold.value));
  }

  #lift(why: string, by: string, lift: (why: string, by: string) => boolean): Result<{ lifted: true }> {
    const said = why.toWellFormed().replaceAll('\0', '').trim();
    if (said === '' || said.length > MAX_WHY) {
      return refuse(
        'invalid_input',
        'Nothing says why the hold is lifted.',
        `Say why in 1 to ${MAX_WHY} characters.`,
        'reason',
      );
    }
    const problem = unnamed(by);
    if (problem !== null) return problem;
    const lifted = this.#store.sql.transaction(() => lift(said, by.trim()));
    return lifted
      ? ok({ lifted: true })
      : refuse('not_found', 'There is no hold to lift.', 'List the holds to see which stand.');
  }

  #standing(place: string): HoldView {
    const hold = holdAt(this.#store, place);
    if (hold === null) throw new Error(`the hold of ${place} is gone as soon as it was made`);
    return hold;
  }
}

function unnamed(by: string): Refusal | null {
  if (by.trim() !== '' && by.length <= MAX_NAME) return null;
  return refuse(
    'invalid_input',
    'Nobody is named who decided it.',
    `Send 1 to ${MAX_NAME} characters.`,
    'by',
  );
}

function nobody(id: string): Refusal {
  return refuse('not_found', `There is no person ${id.slice(0, 40)}.`, 'List people to find the id.');
}

function noCompany({ id }: CompanyPlace): Refusal {
  return refuse(
    'not_found',
    `There is no company ${id.slice(0, 40)} in this CRM account.`,
    'Read it in the CRM first.',
  );
}

/** What changed, for the trail: `+rival.com, -old.example`. */
function inWords(lists: DomainLists, changed: readonly string[]): string {
  const on = new Set([...lists.employees, ...lists.competitors]);
  return changed
    .map((domain) => `${on.has(domain) ? '+' : '-'}${domain}`)
    .join(', ')
    .slice(0, 2000);
}
