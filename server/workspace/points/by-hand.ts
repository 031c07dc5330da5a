import { costOf } from '#core/points/programme.ts';
import { AUTOMATIC_MOST, LATELY } from '#core/policy/policy.ts';
import { refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { earnPoints, type PointsReceipt, type PointsRequest } from './movements.ts';
import { findProgramme } from './programmes.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * Gives points by hand, which nobody else agrees to: within `LATELY` a person gets no more that way than policy alone
 * may approve, by what the points cost once tiers have multiplied them. Fails as `earnPoints`, and with `forbidden`.
 */
export function givePoints(store: Store, request: PointsRequest): Result<PointsReceipt> {
  const undo = new Error('Too many.');
  try {
    return store.sql.transaction(() => {
      const given = earnPoints(store, request);
      if (given.ok && given.value.at === store.now() && costByHand(store, request) > AUTOMATIC_MOST)
        throw undo;
      return given;
    });
  } catch (error) {
    if (error === undo) return tooMany;
    throw error;
  }
}

/** What the points cost that a person was given by hand of late, in minor units; 0 where they cost nothing. */
function costByHand(store: Store, { personId, programme: id }: PointsRequest): number {
  const programme = findProgramme(store, id);
  const row = first<{ points: number | null }>(
    store.sql,
    // What a reward earned was approved.
    `SELECT sum(points) AS points FROM points_movement
     WHERE person_id = ? AND programme = ? AND kind = 'earn' AND at > ? AND key NOT LIKE 'earn:reward:%'`,
    Number(personId),
    id,
    store.now() - LATELY,
  );
  return programme.ok ? (costOf(programme.value, row?.points ?? 0)?.amount ?? 0) : 0;
}

const tooMany = refuse(
  'forbidden',
  'So many points within 30 days cost more than one person may give by hand.',
  'Propose them as a reward, so that policy says who agrees.',
  'points',
);
