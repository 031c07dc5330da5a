import { RpcTarget } from 'cloudflare:workers';
import { noText } from '#core/claimed.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { checkRewardRules } from '#core/reward/check-rules.ts';
import { formatAmount, isCurrency } from '#core/reward/currency.ts';
import { DEFAULT_RULES, NO_CONDITIONS, type RewardRule } from '#core/reward/rule.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { findItem } from '#server/workspace/catalogue/items.ts';
import { listProgrammes } from '#server/workspace/points/programmes.ts';
import type { Store } from '#server/workspace/store.ts';

const NAME = 'reward_rules';
const MAX_NAME = 200;

/** What each act earns. */
export class RewardRules extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** The rules as they are; a workspace that never changed them has the defaults. */
  list(): RewardRule[] {
    return rewardRules(this.#store);
  }

  /** Keeps one rule where it is in the order, or a new one after the others. Fails as `replace`. */
  put(id: string, claimed: Readonly<Record<string, unknown>>, by: string): Result<RewardRule[]> {
    return this.#store.sql.transaction(() => {
      const rules: unknown[] = rewardRules(this.#store);
      const place = rewardRules(this.#store).findIndex((rule) => rule.id === id);
      return this.replace(rules.toSpliced(place < 0 ? rules.length : place, 1, { ...claimed, id }), by);
    });
  }

  /** Takes a rule away. What it proposed stays. Fails with `not_found`. */
  remove(id: string, by: string): Result<RewardRule[]> {
    return this.#store.sql.transaction(() => {
      const rules = rewardRules(this.#store);
      return rules.some((rule) => rule.id === id)
        ? this.replace(
            rules.filter((rule) => rule.id !== id),
            by,
          )
        : refuse('not_found', 'There is no such rule.', 'List the rules to find the id.');
    });
  }

  /** Puts these rules in place of the others, for acts told from now on. Fails with `invalid_input` naming the field. */
  replace(claimed: unknown, by: string): Result<RewardRule[]> {
    const store = this.#store;
    const rules = this.#check(claimed);
    if (!rules.ok) return rules;
    const who = by.trim();
    if (who === '' || who.length > MAX_NAME) {
      return noText('by', 'The name of who decided it', who, MAX_NAME);
    }
    return store.sql.transaction(() => {
      const definition = JSON.stringify(rules.value);
      if (definition === JSON.stringify(rewardRules(store))) return rules;
      store.sql.run(
        'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        NAME,
        definition,
      );
      note(store, who, 'reward_rules.changed', 'reward-rules', inWords(rules.value));
      return ok(rules.value);
    });
  }

  #check(claimed: unknown): Result<RewardRule[]> {
    const rules = checkRewardRules(claimed);
    if (!rules.ok) return rules;
    const tiers = new Set(
      listProgrammes(this.#store).flatMap((each) => each.tiers.map((tier) => `${each.id}/${tier.id}`)),
    );
    for (const [place, { item, conditions }] of rules.value.entries()) {
      const found = item === null ? null : findItem(this.#store, item);
      if (found?.ok === false) {
        return refuse('invalid_input', found.problem.message, found.problem.remedy, `rules.${place}.item`);
      }
      const strange = conditions.tiers?.find((tier) => !tiers.has(tier));
      if (strange !== undefined) {
        const remedy = 'Choose a tier of a programme of points, such as club/gold.';
        return refuse(
          'invalid_input',
          `There is no tier ${strange}.`,
          remedy,
          `rules.${place}.conditions.tiers`,
        );
      }
    }
    return rules;
  }
}

/** What acts earn now. */
export function rewardRules({ sql }: Store): RewardRule[] {
  const row = first<{ value: string }>(sql, 'SELECT value FROM setting WHERE name = ?', NAME);
  if (row === undefined) return [...DEFAULT_RULES];
  // Rules kept before a condition was known have none of it.
  return (JSON.parse(row.value) as RewardRule[]).map((rule) => ({
    ...rule,
    conditions: { ...NO_CONDITIONS, ...rule.conditions },
  }));
}

function worthOf({ item, amount, currency }: RewardRule): string {
  if (item !== null || amount === null || currency === null) return item ?? '';
  return isCurrency(currency) ? formatAmount(amount, currency) : `${amount} ${currency}`;
}

function inWords(rules: readonly RewardRule[]): string {
  if (rules.length === 0) return 'No act earns a reward';
  return rules.map((rule) => `${rule.name} ${worthOf(rule)}${rule.active ? '' : ' (off)'}`).join(', ');
}
