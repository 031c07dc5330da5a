import { trustOf, type TrustLevel } from '#core/fraud/trust.ts';
import type { Store } from '#server/workspace/store.ts';

/** How far a person's history of rewards carries, see `trustOf`; a reward counts from its approval once it is paid. */
export function trustOfPerson({ sql, now }: Store, personId: number): TrustLevel {
  const paid = sql.all<{ at: number }>(
    `SELECT coalesce(decided_at, created_at) AS at FROM reward
     WHERE person_id = ? AND state = 'paid' AND currency <> 'thanks'`,
    personId,
  );
  const confirmed = sql.all<{ at: number }>(
    `SELECT fraud_hold.at FROM reward JOIN fraud_hold ON fraud_hold.reward_id = reward.id
     WHERE reward.person_id = ? AND fraud_hold.state = 'confirmed'`,
    personId,
  );
  return trustOf({ paidAt: paid.map(({ at }) => at), confirmedAt: confirmed.map(({ at }) => at) }, now());
}
