import { RpcTarget } from 'cloudflare:workers';
import { noText } from '#core/claimed.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { isCurrency, NAME_A_CURRENCY } from '#core/reward/currency.ts';
import { checkTaxSettings, type TaxSettings } from '#core/tax/settings.ts';
import { personKey } from '#server/workspace/people/people.ts';
import type { Store } from '#server/workspace/store.ts';
import { keepTaxSettings, taxSettings } from './settings.ts';
import { yearToDate, type YearToDate } from './year-to-date.ts';

const MAX_NAME = 200;

/** The limits of the law by date, and how near people are to them. */
export class TaxLimits extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  settings(): TaxSettings {
    return taxSettings(this.#store);
  }

  /** Keeps dated limits in place of the others. Fails with `invalid_input` naming the field. */
  setSettings(claimed: unknown, by: string): Result<TaxSettings> {
    const settings = checkTaxSettings(claimed);
    if (!settings.ok) return settings;
    const who = by.trim();
    if (who === '' || who.length > MAX_NAME) {
      return noText('by', 'The name of who decided it', who, MAX_NAME);
    }
    this.#store.sql.transaction(() => keepTaxSettings(this.#store, settings.value, who));
    return settings;
  }

  /** What a person was paid this year in a currency. Fails with `not_found`, or `invalid_input` (no such currency). */
  yearToDate(personId: string, currency: string): Result<YearToDate> {
    const person = personKey(this.#store, personId);
    if (person === null)
      return refuse('not_found', 'There is no such person.', 'List people to find the id.');
    if (!isCurrency(currency)) {
      return refuse('invalid_input', 'There is no such currency.', NAME_A_CURRENCY, 'currency');
    }
    return ok(yearToDate(this.#store, String(person), currency, this.#store.now()));
  }
}
