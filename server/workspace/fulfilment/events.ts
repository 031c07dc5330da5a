import { ok, type Result } from '#core/problem.ts';
import { readEvent } from '#server/fulfilment/tremendous/events.ts';
import { readCallback } from '#server/fulfilment/webhook/callback.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';
import { hear, hearUnder, lookAgain } from './follow.ts';

/** A request as it arrived: the bytes that were signed, and the signature. */
export interface Signed {
  body: Uint8Array;
  signature: string | null;
}

/** What an address of a provider signs with; it speaks for the orders made there and no others. */
export interface SigningKey {
  edition: number | null;
  secret: string | null;
}

/**
 * An event of Tremendous is a hint: the order is read again. Only that the money came back is taken as said, which
 * nothing undoes. So repeats and events out of order change nothing. Fails with `bad_signature` or `not_json`.
 */
export async function hearTremendous(
  store: Store,
  { body, signature }: Signed,
  keys: readonly SigningKey[],
): Promise<Result<null>> {
  const read = await readWith(keys, (secret) => readEvent(body, signature, secret));
  if (!read.ok) return read;
  const { value: event, edition } = read.value;
  if (event === null) return ok(null);
  const { id, isReturn, words } = event;
  const condition = `provider = 'tremendous' AND edition IS ?2 AND (reference = ?1 OR item = ?1)`;
  const rewardId = rewardWhere(store, condition, [id, edition]);
  if (rewardId === null) return ok(null);
  if (isReturn) hear(store, rewardId, { state: 'returned', at: store.now(), words });
  else lookAgain(store, rewardId);
  return ok(null);
}

/**
 * What the company's own system tells of an order, by its key: what it says is on its way, it has taken. Of a void one
 * that waits for a person. Fails as `readCallback`.
 */
export async function hearCallback(
  store: Store,
  { body, signature }: Signed,
  keys: readonly SigningKey[],
): Promise<Result<null>> {
  const read = await readWith(keys, (secret) => readCallback(body, signature, secret, store.now()));
  if (!read.ok) return read;
  const { key, ...said } = read.value.value;
  const rewardId = rewardOf(store, key, read.value.edition);
  const paid = said.state === 'sent' || said.state === 'delivered' || said.state === 'unclaimed';
  if (rewardId !== null) hearUnder(store, rewardId, key, { ...said, paid });
  return ok(null);
}

/** What was said, and who said it: the first whose signature it bears. */
async function readWith<T>(
  keys: readonly SigningKey[],
  read: (secret: string | null) => Promise<Result<T>>,
): Promise<Result<{ value: T; edition: number | null }>> {
  const [key = NOBODY, ...others] = keys;
  const said = await read(key.secret);
  if (said.ok) return ok({ value: said.value, edition: key.edition });
  return said.problem.code === 'bad_signature' && others.length > 0 ? readWith(others, read) : said;
}

const NOBODY: SigningKey = { edition: null, secret: null };

/** The reward an order of the company's own system was made for, void or not. */
function rewardOf({ sql }: Store, key: string, edition: number | null): string | null {
  const condition = `provider = 'webhook' AND key = ?1 AND edition IS ?2`;
  const query = `SELECT reward_id AS id FROM fulfilment WHERE ${condition}
    UNION ALL SELECT reward_id FROM void_order WHERE ${condition}`;
  return first<{ id: string }>(sql, query, key, edition)?.id ?? null;
}

function rewardWhere({ sql }: Store, condition: string, values: (string | number | null)[]): string | null {
  const query = `SELECT reward_id AS id FROM fulfilment WHERE ${condition}`;
  return first<{ id: string }>(sql, query, ...values)?.id ?? null;
}
