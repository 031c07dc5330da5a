import { isCountry } from '#core/catalogue/country.ts';
import { isPublicAct } from '#core/catalogue/disclosure.ts';
import type { CatalogueItem } from '#core/catalogue/item.ts';
import { objectionTo } from '#core/catalogue/offer.ts';
import { ok, refuse, type Refusal, type Result } from '#core/problem.ts';
import { formatAmount, NAME_A_CURRENCY } from '#core/reward/currency.ts';
import type { Revision } from '#core/reward/decision.ts';
import {
  DEFAULT_PROGRAMME,
  type AskedReward,
  type Reward,
  type RewardProposal,
} from '#core/reward/reward.ts';
import { limitOn } from '#core/tax/settings.ts';
import { first } from '#server/storage/sql.ts';
import { findProgramme } from '#server/workspace/points/programmes.ts';
import { taxSettings } from '#server/workspace/tax/settings.ts';
import type { Store } from '#server/workspace/store.ts';
import { findItem } from './items.ts';

/**
 * The proposal at the price of the item it names; one that names none says its amount itself. Fails with `not_found` (no
 * such item), or `invalid_input` where it cannot be given (archived, out of stock, another programme, market or act) or
 * the amount is missing or not its price.
 */
export function priced(store: Store, proposal: AskedReward): Result<RewardProposal> {
  const { item: id, country = null } = proposal;
  if (country !== null && !isCountry(country)) {
    return refuse(
      'invalid_input',
      'There is no such country.',
      'Use its two letters in capitals, such as DE.',
      'country',
    );
  }
  if (id === undefined || id === null) return withAmount(proposal);
  const item = findItem(store, id);
  if (!item.ok) return item;
  const { name, price, currency, kind, reserved } = item.value;
  const unlike = amountBeside(proposal, { name, price, currency });
  if (unlike !== null) return unlike;
  const programme = proposal.programme ?? DEFAULT_PROGRAMME;
  const problem = objectionTo(item.value, { programme, act: proposal.act, country, reserved });
  if (problem !== null) return { ok: false, problem };
  if (kind === 'points') {
    const points = findProgramme(store, currency.slice('points:'.length));
    if (!points.ok) return { ok: false, problem: { ...points.problem, field: 'item' } };
  }
  return ok({ ...proposal, amount: price, currency });
}

function withAmount(proposal: AskedReward): Result<RewardProposal> {
  const { amount, currency } = proposal;
  if (amount === undefined) {
    return refuse('invalid_input', 'The amount is missing.', 'Enter it, or name an item.', 'amount');
  }
  return currency === undefined
    ? refuse('invalid_input', 'The currency is missing.', NAME_A_CURRENCY, 'currency')
    : ok({ ...proposal, amount, currency });
}

/** Why what was asked for beside an item is not its price, or null. */
function amountBeside(
  { amount, currency }: Pick<AskedReward, 'amount' | 'currency'>,
  item: Pick<CatalogueItem, 'name' | 'price' | 'currency'>,
): Refusal | null {
  const field =
    amount !== undefined && amount !== item.price
      ? 'amount'
      : currency !== undefined && currency !== item.currency
        ? 'currency'
        : null;
  if (field === null) return null;
  const message = `${item.name} is worth ${formatAmount(item.price, item.currency)}, and something else was asked for.`;
  return refuse('invalid_input', message, 'Leave amount and currency out, or send its price.', field);
}

/** Why a reward cannot be proposed anew this way for its item's sake: `invalid_input`. It keeps the price it began with. */
export function checkRevision(store: Store, reward: Reward, revision: Revision): Result<null> {
  const taken = rewardItem(store, reward.id);
  if (taken === null) return ok(null);
  if (revision.amount !== taken.price || revision.currency !== taken.currency) {
    const remedy = 'Keep it, or decline the reward and propose another item.';
    return refuse('invalid_input', `The amount is the price of ${taken.name}.`, remedy, 'amount');
  }
  const now = findItem(store, taken.id);
  if (!now.ok) return now;
  const { reserved } = now.value;
  const occasion = { programme: reward.programme, act: revision.act, country: null, reserved };
  const problem = objectionTo(now.value, occasion);
  return problem === null ? ok(null) : { ok: false, problem };
}

/**
 * Follows a reward's change of state with what it takes of the stock: reserved while it is proposed, gone once it is
 * approved, back where it is not given after all.
 */
export function followItem(store: Store, before: Reward | null, after: Reward): void {
  if (after.item === null) return;
  if (after.state === 'proposed' && before?.state !== 'proposed') reserve(store, after, after.item);
  else if (after.state === 'approved') consume(store, after.id);
  else if (after.state === 'cancelled') restock(store, after.id);
  else if (after.state !== 'proposed') {
    store.sql.run(
      `UPDATE reward_item SET state = 'returned' WHERE reward_id = ? AND state = 'reserved'`,
      after.id,
    );
  }
}

function reserve(store: Store, reward: Reward, itemId: string): void {
  const item = findItem(store, itemId);
  // What it is was settled when it was first proposed.
  if (!item.ok) return;
  const { reserved: _, ...value } = item.value;
  store.sql.run(
    `INSERT INTO reward_item (reward_id, item_id, value, tax_class, state) VALUES (?, ?, ?, ?, 'reserved')
     ON CONFLICT (reward_id) DO UPDATE SET state = 'reserved'`,
    reward.id,
    itemId,
    JSON.stringify(value),
    value.taxClass,
  );
}

function consume({ sql }: Store, rewardId: string): void {
  const taken = first<{ id: string }>(
    sql,
    `UPDATE reward_item SET state = 'consumed' WHERE reward_id = ? AND state = 'reserved' RETURNING item_id AS id`,
    rewardId,
  );
  if (taken === undefined) return;
  const counted = first(
    sql,
    'UPDATE catalogue_item SET stock = stock - 1 WHERE id = ? AND stock > 0 RETURNING id',
    taken.id,
  );
  if (counted !== undefined) sql.run('UPDATE reward_item SET counted = 1 WHERE reward_id = ?', rewardId);
}

function restock({ sql }: Store, rewardId: string): void {
  const back = first<{ id: string; counted: number }>(
    sql,
    `UPDATE reward_item SET state = 'returned' WHERE reward_id = ? AND state = 'consumed'
     RETURNING item_id AS id, counted`,
    rewardId,
  );
  if (back?.counted !== 1) return;
  sql.run('UPDATE catalogue_item SET stock = stock + 1 WHERE id = ? AND stock IS NOT NULL', back.id);
}

/** What of the catalogue a reward is, as the item was when it was proposed; null for an amount without more. */
export function rewardItem({ sql }: Store, rewardId: string): CatalogueItem | null {
  const row = first<{ value: string }>(sql, 'SELECT value FROM reward_item WHERE reward_id = ?', rewardId);
  return row === undefined ? null : (JSON.parse(row.value) as CatalogueItem);
}

/** What whoever gets a reward has to say beside their act; null where strangers do not see it, or only thanks are given. */
export function disclosureOf(
  store: Store,
  { id, act, kind, createdAt }: Pick<Reward, 'id' | 'act' | 'kind' | 'createdAt'>,
): string | null {
  if (kind === 'thanks' || !isPublicAct(act)) return null;
  return rewardItem(store, id)?.disclosure ?? limitOn(taxSettings(store), 'disclosure_text', createdAt);
}
