import { ok, refuse, type Result } from '#core/problem.ts';
import { clawBack } from '#core/points/claw-back.ts';
import { earn } from '#core/points/earn.ts';
import { spend } from '#core/points/spend.ts';
import { holdings, type MovementKind, type Step } from '#core/points/wallet.ts';
import { first } from '#server/storage/sql.ts';
import { note } from '#server/workspace/trail/note.ts';
import { personKey } from '#server/workspace/people/people.ts';
import { claimedText } from './claimed-text.ts';
import { findProgramme } from './programmes.ts';
import { keepStep, loadWallet, type Holder } from './wallets.ts';
import type { Store } from '#server/workspace/store.ts';

/** Something asked of a person's points. */
export interface PointsRequest {
  /** The idempotency key: the same key is the same movement. */
  key: string;
  programme: string;
  personId: string;
  points: number;
  /** What for, in words. */
  reason: string;
  by: string;
  /** Whether just so many were approved, by a person or policy; see core's `earn`. */
  approved?: boolean;
}

/** As `PointsRequest`, for points that should never have been earned; null takes back all that can be. */
export interface ClawBackRequest extends Omit<PointsRequest, 'points' | 'approved'> {
  lot: string;
  points: number | null;
}

/** A movement as it was made, and what the person holds now. */
export interface PointsReceipt {
  id: string;
  kind: MovementKind;
  programme: string;
  personId: string;
  at: number;
  points: number;
  /** The points it is about; null where the oldest were taken. */
  lot: string | null;
  /** Of a claw-back, what could not be taken; of an earning, what was withheld for that. */
  owed: number;
  balance: { available: number; locked: number; owed: number };
}

/**
 * Earns points inside the caller's transaction, as many as tier and limits make of them; the same key again gives the
 * first receipt. Fails with `invalid_input`, `not_found`, `key_conflict` or `cap_reached`, and then nothing is written.
 */
export function earnPoints(store: Store, request: PointsRequest): Result<PointsReceipt> {
  return move(store, 'earn', request, (holder) => {
    const wallet = loadWallet(store, holder);
    const { points, approved = false } = request;
    const earning = { lot: nextLot(store), points, at: store.now(), approved };
    const earned = earn(holder.programme, wallet, earning);
    return earned.ok ? ok({ ...earned.value, owed: earned.value.lot.reversed }) : earned;
  });
}

/**
 * Spends points inside the caller's transaction, the oldest first; the same key again gives the first receipt. Fails as
 * `earnPoints`, or with `insufficient_points`.
 */
export function spendPoints(store: Store, request: PointsRequest): Result<PointsReceipt> {
  return move(store, 'spend', request, (holder) => {
    const spent = spend(holder.programme, loadWallet(store, holder), {
      points: request.points,
      at: store.now(),
    });
    return spent.ok ? ok({ ...spent.value, owed: 0 }) : spent;
  });
}

/**
 * Takes points back inside the caller's transaction; what is not there any more is withheld from the next earning. The
 * same key again gives the first receipt. Fails with `invalid_input`, `not_found` or `key_conflict`.
 */
export function clawBackPoints(store: Store, request: ClawBackRequest): Result<PointsReceipt> {
  return move(store, 'claw_back', request, (holder) => {
    const claim = { lot: lotNumber(request.lot), points: request.points, at: store.now() };
    const taken = clawBack(holder.programme, loadWallet(store, holder), claim);
    return taken.ok ? ok({ ...taken.value, owed: taken.value.shortfall }) : taken;
  });
}

function lotNumber(lot: string): number {
  return /^\d{1,15}$/.test(lot) ? Number(lot) : 0;
}

/** Lots are never deleted, so that each number is given once. */
function nextLot({ sql }: Store): number {
  return (first<{ id: number | null }>(sql, 'SELECT max(id) AS id FROM points_lot')?.id ?? 0) + 1;
}

type Asked = PointsRequest | ClawBackRequest;

function move(
  store: Store,
  kind: 'earn' | 'spend' | 'claw_back',
  request: Asked,
  work: (holder: Holder) => Result<Step & { owed: number }>,
): Result<PointsReceipt> {
  const [key, reason, by] = [
    claimedText(request.key, 'key'),
    claimedText(request.reason, 'reason'),
    claimedText(request.by, 'by'),
  ];
  if (!key.ok) return key;
  if (!reason.ok) return reason;
  if (!by.ok) return by;
  const person = personKey(store, request.personId);
  if (person === null) {
    return refuse('not_found', 'There is no such person.', 'List people to find the id.', 'personId');
  }
  const programme = findProgramme(store, request.programme);
  if (!programme.ok) return programme;
  const holder = { personId: person, programme: programme.value };
  const name = `${kind}:${key.value}`;
  const known = first<MovementRow>(
    store.sql,
    `SELECT ${MOVEMENT_COLUMNS} FROM points_movement WHERE key = ?`,
    name,
  );
  if (known !== undefined) return sameMovement(store, holder, known, request);
  const step = work(holder);
  if (!step.ok) return step;
  const { owed } = step.value;
  const cause = { key: name, reason: reason.value, by: by.value, asked: request.points, owed };
  const id = keepStep(store, holder, loadWallet(store, holder), step.value, cause);
  const last = step.value.movements.at(-1);
  note(store, by.value, `points.${kind}`, `person:${person}`, `${last?.points} ${programme.value.id}`);
  const made = first<MovementRow>(
    store.sql,
    `SELECT ${MOVEMENT_COLUMNS} FROM points_movement WHERE id = ?`,
    id,
  );
  return made === undefined
    ? refuse('internal', 'The movement was not kept.', 'Try again.')
    : ok(receiptOf(store, holder, made));
}

export interface MovementRow {
  id: number;
  kind: MovementKind;
  programme: string;
  personId: number;
  at: number;
  points: number;
  asked: number | null;
  lotId: number | null;
  owed: number;
  reason: string;
  by: string;
}

export const MOVEMENT_COLUMNS =
  'id, kind, programme, person_id AS personId, at, points, asked, lot_id AS lotId, owed, reason, by';

/** The receipt of a request that was made before, where it asked for the same. */
function sameMovement(
  store: Store,
  holder: Holder,
  known: MovementRow,
  request: Asked,
): Result<PointsReceipt> {
  const same =
    known.personId === holder.personId &&
    known.programme === holder.programme.id &&
    known.asked === request.points &&
    (!('lot' in request) || known.lotId === lotNumber(request.lot));
  return same
    ? ok(receiptOf(store, holder, known))
    : refuse('key_conflict', 'This key was used for other points.', 'Use a new key for new points.', 'key');
}

function receiptOf(store: Store, holder: Holder, row: MovementRow): PointsReceipt {
  const wallet = loadWallet(store, holder);
  const { earned, locked } = holdings(wallet);
  return {
    id: String(row.id),
    kind: row.kind,
    programme: row.programme,
    personId: String(row.personId),
    at: row.at,
    points: row.points,
    lot: row.lotId === null ? null : String(row.lotId),
    owed: row.owed,
    balance: { available: earned, locked, owed: wallet.shortfall },
  };
}
