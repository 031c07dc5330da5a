import { RpcTarget } from 'cloudflare:workers';
import { ok, refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { personKey } from '#server/workspace/people/people.ts';
import type { PersonDeal } from '#server/workspace/people/deals.ts';
import type { Page, Store } from '#server/workspace/store.ts';
import { accountsAt, type AccountSummary } from './account.ts';
import { accountDeals } from './deals.ts';
import type { AccountPerson } from './members.ts';
import { listAccounts, type AccountsQuery } from './list.ts';

/** Nobody reads more names; `size` counts everybody. */
const LISTED = 500;

/** An account with its people and deals. */
export type AccountDetail = AccountSummary & { people: AccountPerson[]; deals: PersonDeal[] };

/** The companies of a workspace, one account each in however many CRMs they are, and how their people score them. */
export class Accounts extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** Accounts sorted and filtered, as of the first page. Fails with `invalid_input` for an unknown order or cursor. */
  list(query: AccountsQuery): Result<Page<AccountSummary>> {
    return listAccounts(this.#store, query);
  }

  /** The account a company belongs to, by `connection:id` of any of its companies. Fails with `not_found`. */
  get(id: string): Result<AccountDetail> {
    const store = this.#store;
    const colon = id.indexOf(':');
    const row = first<{ account: string }>(
      store.sql,
      'SELECT account FROM company WHERE connection = ? AND id = ?',
      id.slice(0, Math.max(0, colon)),
      id.slice(colon + 1),
    );
    const [account] = row === undefined ? [] : accountsAt(store, [row.account], store.now());
    if (row === undefined || account === undefined) {
      return refuse('not_found', `There is no account ${id.slice(0, 40)}.`, 'List accounts to find the id.');
    }
    const people = account.people.slice(0, LISTED);
    return ok({ ...account.summary, people, deals: accountDeals(store, row.account) });
  }

  /** The id of the account a person works at, by any company of theirs; null where they are at none we know. */
  of(personId: string): string | null {
    const key = personKey(this.#store, personId);
    if (key === null) return null;
    const row = first<{ id: string }>(
      this.#store.sql,
      `SELECT company.connection || ':' || company.id AS id FROM person
       JOIN company ON company.connection = person.company_connection AND company.id = person.company_id
       WHERE person.id = ?`,
      key,
    );
    return row?.id ?? null;
  }

  /** How many accounts there are. */
  count(): number {
    return first<{ n: number }>(this.#store.sql, 'SELECT count(DISTINCT account) AS n FROM company')?.n ?? 0;
  }
}
