import { trustOf } from '#core/fraud/trust.ts';
import type { PastReward } from '#core/policy/simulate.ts';
import { DAY } from '#core/time.ts';
import { worthOf } from './rulings.ts';
import type { Store } from '#server/workspace/store.ts';

type Row = Omit<PastReward, 'personId' | 'chain' | 'trust' | 'isFirst' | 'worth' | 'wasStopped'> & {
  personId: number;
  chain: string;
  wasStopped: number;
};

/** The most rewards a simulation looks at. */
const MOST = 20_000;

/** The rewards proposed in the last `days`, newest first, each with what was known of its person then. */
export function pastRewards(store: Store, days: number): PastReward[] {
  const { sql, now } = store;
  const rows = sql.all<Row>(
    `SELECT id, person_id AS personId, amount, currency, programme, source, kind, chain, created_at AS createdAt,
       funding = 'none' OR EXISTS (SELECT 1 FROM fraud_hold WHERE reward_id = reward.id) AS wasStopped
     FROM reward WHERE created_at > ? ORDER BY created_at DESC, id DESC LIMIT ?`,
    now() - days * DAY,
    MOST,
  );
  const decided = sql.all<{ personId: number; at: number; isPaid: number }>(
    `SELECT person_id AS personId, coalesce(decided_at, created_at) AS at, state = 'paid' AND kind <> 'thanks' AS isPaid
     FROM reward WHERE state IN ('approved', 'paid')`,
  );
  const frauds = sql.all<{ personId: number; at: number }>(
    `SELECT reward.person_id AS personId, fraud_hold.at FROM reward JOIN fraud_hold ON fraud_hold.reward_id = reward.id
     WHERE fraud_hold.state = 'confirmed'`,
  );
  const rewarded = Map.groupBy(decided, (row) => row.personId);
  const caught = Map.groupBy(frauds, (row) => row.personId);
  return rows.map(({ personId, chain, wasStopped, ...row }) => {
    const before = (rewarded.get(personId) ?? []).filter(({ at }) => at < row.createdAt);
    const paidAt = before.filter(({ isPaid }) => isPaid === 1).map(({ at }) => at);
    const confirmedAt = (caught.get(personId) ?? []).map(({ at }) => at);
    return {
      ...row,
      personId: String(personId),
      chain: JSON.parse(chain) as PastReward['chain'],
      trust: trustOf({ paidAt, confirmedAt }, row.createdAt),
      isFirst: before.length === 0,
      worth: worthOf(store, row),
      wasStopped: wasStopped === 1,
    };
  });
}
