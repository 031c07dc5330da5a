import { isUnderWay, isVoid } from '#core/fulfilment/state.ts';
import type { ProviderStatus } from '#server/fulfilment/provider.ts';
import type { Doors } from '#server/workspace/outbox/doors.ts';
import { bookAgain, bookReturn } from '#server/workspace/rewards/returns.ts';
import { settleReward } from '#server/workspace/rewards/states.ts';
import type { Store } from '#server/workspace/store.ts';
import { onFulfilmentChanged, onTakenThoughVoid } from './consequences.ts';
import { reminderOf } from './reminders.ts';
import {
  FULFILMENT_COLUMNS,
  fulfilmentOf,
  keepProblem,
  keepTold,
  rowToFulfilment,
  type Fulfilment,
  type FulfilmentRow,
} from './rows.ts';
import { isRepeat, keepSaid, type Told } from './told.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The first question comes soon, each later one twice as late, then once a day until nobody expects an answer. */
const FIRST_CHECK = 5 * MINUTE;
const MOST_CHECKS = 100;
const TOGETHER = 20;

type Heard = Told & { paid?: boolean };

/** Keeps what a provider said of the order under a key, which may be void by now and another made after it. */
export function hearUnder(store: Store, rewardId: string, key: string, said: Heard): void {
  store.sql.transaction(() => {
    const order = fulfilmentOf(store, rewardId);
    if (order === null) return;
    if (order.key === key) {
      hear(store, rewardId, said);
      return;
    }
    const isNew = !isRepeat(store, key, said);
    keepSaid(store, key, said);
    if (isNew && isTaken(said)) onTakenThoughVoid(store, order, key);
  });
}

/** Keeps what a provider said of a reward's newest order, books what was paid or came back, and tells whoever must know. */
export function hear(store: Store, rewardId: string, said: Heard): void {
  store.sql.transaction(() => {
    const before = fulfilmentOf(store, rewardId);
    if (before === null) return;
    const isNew = !isRepeat(store, before.key, said);
    const after = keepTold(store, before, said);
    if (isVoid(before.state)) {
      if (isNew && isTaken(said)) onTakenThoughVoid(store, before, before.key);
      return;
    }
    if (said.paid === true) {
      settleReward(store, rewardId);
      bookAgain(store, rewardId, after.number);
    }
    if (after.state === 'returned') bookReturn(store, rewardId, after.number);
    if (isUnderWay(after.state) && after.checkAt === null) plan(store, after, 0);
    if (after.state === 'delivered' && before.state !== 'delivered') planReminder(store, after);
    if (after.state !== before.state) onFulfilmentChanged(store, before, after);
  });
}

function isTaken({ paid, state }: Heard): boolean {
  return paid === true && state !== 'returned';
}

/** What a provider answered just now, to be kept with `hear`. */
export function toldNow(store: Store, status: ProviderStatus): Told & { paid: boolean } {
  return { ...status, at: store.now() };
}

/** Asks providers what became of the orders whose turn it is. */
export async function followFulfilments(store: Store, doors: Doors): Promise<void> {
  const due = store.sql
    .all<FulfilmentRow>(
      `SELECT ${FULFILMENT_COLUMNS} FROM fulfilment WHERE check_at <= ? ORDER BY check_at LIMIT +?`,
      store.now(),
      TOGETHER,
    )
    .map(rowToFulfilment);
  await Promise.all(due.map((one) => ask(store, doors, one)));
}

async function ask(store: Store, doors: Doors, asked: Fulfilment): Promise<void> {
  const door = await doors.provider(asked.provider, asked.edition);
  const answer = door.ok ? await attempt(() => door.value.status(asked)) : door;
  store.sql.transaction(() => {
    const now = fulfilmentOf(store, asked.rewardId);
    // Ordered anew while the answer travelled: it was about the order before.
    if (now === null || now.key !== asked.key) return;
    if (!answer.ok) keepProblem(store, asked.rewardId, answer.problem);
    if (answer.ok && answer.value === null) {
      store.sql.run('UPDATE fulfilment SET check_at = NULL WHERE reward_id = ?', asked.rewardId);
      return;
    }
    // Before what was said is kept, which ends the asking where there is nothing more to learn.
    plan(store, now, asked.checks + 1);
    if (answer.ok && answer.value !== null) hear(store, asked.rewardId, toldNow(store, answer.value));
  });
}

/** A provider that throws is one that did not answer. */
async function attempt(call: () => ReturnType<Asking>): ReturnType<Asking> {
  try {
    return await call();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      problem: { code: 'vendor_unavailable', message, remedy: 'It is asked again by itself.' },
      retryAfter: 0,
    };
  }
}

type Asking = Extract<Awaited<ReturnType<Doors['provider']>>, { ok: true }>['value']['status'];

function plan(store: Store, { rewardId }: Fulfilment, checks: number): void {
  const at = store.now() + Math.min(FIRST_CHECK * 2 ** Math.min(checks, 12), DAY);
  const isOver = checks > MOST_CHECKS;
  store.sql.run(
    'UPDATE fulfilment SET check_at = ?, checks = ? WHERE reward_id = ?',
    isOver ? null : at,
    checks,
    rewardId,
  );
  if (!isOver) store.wake(at);
}

function planReminder(store: Store, { rewardId, deliveredAt, expiresAt }: Fulfilment): void {
  const at = reminderOf(deliveredAt ?? store.now(), expiresAt);
  store.sql.run('UPDATE fulfilment SET remind_at = ? WHERE reward_id = ?', at, rewardId);
  store.wake(at);
}

/** Has an order read again now: somebody said that something happened to it. */
export function lookAgain(store: Store, rewardId: string): void {
  store.sql.run('UPDATE fulfilment SET check_at = ? WHERE reward_id = ?', store.now(), rewardId);
  store.wake(store.now());
}

/** SQL for when the next order is to be asked about, or null. */
export const NEXT_FULFILMENT_CHECK = 'SELECT min(check_at) FROM fulfilment WHERE check_at IS NOT NULL';
