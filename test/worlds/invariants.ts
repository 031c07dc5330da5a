import { PILLARS, SIGNALS } from '#core/signal/catalogue.ts';
import { countedFacts, type Fact } from '#core/signal/counted.ts';
import type { RewardState } from '#core/reward/reward.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { scoreAt, sumsOf } from '#core/score/score.ts';
import { tierAt, type Tier } from '#core/score/tier.ts';
import { rowToSums, SUM_COLUMNS } from '#server/workspace/people/pillar-columns.ts';
import { brokenIdentities, brokenWishes } from './identities.ts';
import { brokenMoves } from './moves.ts';
import type { World } from './world.ts';

/** Everything that must hold after every step, whatever happened; gives what does not. */
export function brokenRules(world: World): string[] {
  return [
    ...brokenBooks(world),
    ...brokenRewards(world),
    ...brokenScores(world),
    ...brokenRecords(world),
    ...brokenIdentities(world),
    ...brokenWishes(world),
    ...brokenMoves(world),
    ...brokenPromises(world),
    ...brokenOutbox(world),
  ];
}

/** Every transaction sums to zero, the balances are what they add up to, and nobody spends more than there is. */
function brokenBooks({ disk, isBudgeted }: World): string[] {
  const broken = disk
    .all<{ id: string }>(
      `SELECT ledger_transaction.id FROM ledger_transaction LEFT JOIN ledger_entry ON transaction_id = ledger_transaction.id
       GROUP BY ledger_transaction.id HAVING count(*) <> 2 OR sum(amount) <> 0 OR min(currency) <> max(currency)`,
    )
    .map(({ id }) => `transaction ${id} is not balanced`);
  const accounts = disk.all<{ account: string; held: number; kept: number }>(
    `SELECT entry.account, sum(entry.amount) AS held, balance.amount AS kept FROM ledger_entry AS entry
     LEFT JOIN balance ON balance.account = entry.account AND balance.currency = entry.currency
       AND balance.holder = entry.holder
     GROUP BY entry.account, entry.holder, entry.currency`,
  );
  let left = 0;
  for (const { account, held, kept } of accounts) {
    if (held !== kept) broken.push(`${account} holds ${held} and is kept as ${kept}`);
    if (account === 'budget' || account === 'reserved') left += held;
  }
  if (isBudgeted && left < 0) broken.push(`the budget is overdrawn by ${left}`);
  return broken;
}

const MOVES: Record<RewardState, string> = {
  proposed: 'reserve',
  change_requested: 'release reserve',
  approved: 'approve reserve',
  declined: 'release reserve',
  noted: 'release reserve',
  expired: 'release reserve',
  paid: 'approve payout reserve',
  cancelled: 'approve cancel reserve',
  reversed: 'approve payout reserve return reverse',
};

interface RewardFacts {
  id: string;
  proposedBy: string;
  state: RewardState;
  amount: number;
  decidedBy: string | null;
  funding: 'budget' | 'open' | 'none';
  moves: string | null;
  payout: string | null;
}

/** Every reward is in one state, with the money and the payout that go with it, and is paid once at most. */
function brokenRewards({ disk, vendors }: World): string[] {
  const broken: string[] = [];
  const paid = new Map<string, number>();
  for (const order of vendors.paid.values()) paid.set(order.rewardId, (paid.get(order.rewardId) ?? 0) + 1);
  const rewards = disk.all<RewardFacts>(
    `SELECT id, state, amount, funding, proposed_by AS proposedBy, decided_by AS decidedBy,
       (SELECT group_concat(kind, ' ') FROM (SELECT kind FROM ledger_transaction JOIN ledger_entry ON transaction_id = ledger_transaction.id
         WHERE reference = reward.id AND ledger_entry.amount = reward.amount ORDER BY kind)) AS moves,
       (SELECT state FROM delivery WHERE delivery.id = 'reward:' || reward.id || ':payout') AS payout
     FROM reward`,
  );
  for (const { id, state, funding, proposedBy, decidedBy, moves, payout } of rewards) {
    const times = paid.get(id) ?? 0;
    const wanted = funding === 'none' ? null : MOVES[state];
    if (moves !== wanted) broken.push(`${id} is ${state} with ${moves}`);
    if (times > 1) broken.push(`${id} was paid ${times} times`);
    if (times > 0 && state !== 'approved' && state !== 'paid') broken.push(`${id} was paid though ${state}`);
    if (state === 'paid' && times === 0) broken.push(`${id} is booked as paid and was not`);
    if (state === 'approved' && payout !== 'due' && payout !== 'parked')
      broken.push(`${id} will never be paid`);
    const isGranted = state === 'approved' || state === 'paid';
    if (isGranted && isSame(proposedBy, decidedBy ?? ''))
      broken.push(`${id} was approved by who proposed it`);
    const isDecided = state !== 'proposed' && state !== 'expired';
    if (isDecided !== (decidedBy !== null)) broken.push(`${id} is ${state}, decided by ${decidedBy}`);
  }
  return broken;
}

/** Whether two actors are one human: U9 is the Slack user with the e-mail rep@acme.test. */
function isSame(proposedBy: string, decidedBy: string): boolean {
  const human = (actor: string) => actor.trim().toLowerCase().replace('slack:u9:u9', 'rep@acme.test');
  return human(proposedBy) === human(decidedBy);
}

interface ScoreFacts {
  id: number;
  tier: Tier;
  checkAt: number | null;
  lastActAt: number | null;
}

/** Scores are what the signals add up to, and tiers what the scores give, unless a look is due. */
function brokenScores({ disk, now }: World): string[] {
  const broken: string[] = [];
  const all = disk.all<Fact & { personId: number }>(
    `SELECT key, person_id AS personId, type, occurred_at AS occurredAt, received_at AS receivedAt, value, source,
       connection, reported_by AS reportedBy FROM signal`,
  );
  const told = Map.groupBy(all, (signal) => signal.personId);
  const people = disk.all<ScoreFacts>(
    `SELECT id, tier, tier_check_at AS checkAt, last_act_at AS lastActAt, ${SUM_COLUMNS} FROM person`,
  );
  for (const person of people) {
    const signals = countedFacts(told.get(person.id) ?? []);
    const kept = rowToSums(person);
    const sums = sumsOf(DEFAULT_MODEL, signals);
    for (const pillar of PILLARS) {
      const [a, b] = [kept[pillar], sums[pillar]];
      const same = a?.asOf === b?.asOf && Math.abs((a?.v ?? 0) - (b?.v ?? 0)) < 1e-9;
      if (!same) broken.push(`person ${person.id}: ${pillar} is ${a?.v} instead of ${b?.v}`);
    }
    const tier = tierAt(DEFAULT_MODEL, scoreAt(DEFAULT_MODEL, kept, now), person.tier);
    const isLookedAt = person.checkAt !== null && person.checkAt <= now;
    if (tier !== person.tier && !isLookedAt)
      broken.push(`person ${person.id} is ${person.tier}, not ${tier}`);
    const acts = signals.filter((signal) => SIGNALS[signal.type].act).map((signal) => signal.occurredAt);
    const lastActAt = acts.length === 0 ? null : Math.max(...acts);
    if (lastActAt !== person.lastActAt) broken.push(`person ${person.id} acted last at ${person.lastActAt}`);
  }
  return broken;
}

/** Every record belongs to a person who is shown if it lives; nothing lives under an id that was merged or erased. */
function brokenRecords({ disk }: World): string[] {
  return disk
    .all<{ what: string }>(
      `SELECT 'record ' || record.id || ' lives under a dead id' AS what FROM record
         JOIN record_alias ON record_alias.connection = record.connection AND record_alias.id = record.id
       UNION ALL SELECT 'record ' || record.id || ' is of nobody' FROM record
         WHERE NOT EXISTS (SELECT 1 FROM person WHERE person.id = person_id)
       UNION ALL SELECT 'person ' || person.id || ' is hidden with a record' FROM person JOIN record ON person_id = person.id
         WHERE record.removed_at IS NULL AND person.removed_at IS NOT NULL
       UNION ALL SELECT 'person ' || person.id || ' is shown without a record' FROM person
         WHERE removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM record WHERE person_id = person.id AND record.removed_at IS NULL)
       UNION ALL SELECT 'alias ' || one.id || ' leads to alias ' || two.id FROM record_alias AS one
         JOIN record_alias AS two ON one.became_id = two.id AND one.connection = two.connection
       UNION ALL SELECT 'signal ' || key || ' is of nobody' FROM signal
         WHERE NOT EXISTS (SELECT 1 FROM record WHERE record.person_id = signal.person_id)
       UNION ALL SELECT 'reward ' || id || ' is of nobody' FROM reward
         WHERE NOT EXISTS (SELECT 1 FROM person WHERE person.id = reward.person_id)`,
    )
    .map((row) => row.what);
}

/** What somebody was told has happened, has happened. */
function brokenPromises({ disk, people }: World): string[] {
  const broken: string[] = [];
  const rows = disk.all<{ id: string; state: RewardState; decidedBy: string | null }>(
    'SELECT id, state, decided_by AS decidedBy FROM reward',
  );
  const rewards = new Map(rows.map((row) => [row.id, row]));
  for (const { rewardId, by, decision } of people.promised.values()) {
    const reward = rewards.get(rewardId);
    const kept = decision === 'approve' ? ['approved', 'paid'] : ['declined'];
    if (!kept.includes(reward?.state ?? '') || !reward?.decidedBy?.startsWith(`slack:${by}:`)) {
      broken.push(
        `${by} was told of ${decision} for ${rewardId}, which is ${reward?.state} by ${reward?.decidedBy}`,
      );
    }
  }
  const keys = new Set(disk.all<{ key: string }>('SELECT key FROM signal').map((row) => row.key));
  for (const key of people.recorded) {
    if (!keys.has(key)) broken.push(`${key} was taken and is lost`);
  }
  return broken;
}

/** Everything recorded has been sent, waits for its time with somebody to be woken, or was given up on with a reason. */
function brokenOutbox({ disk, office, now }: World): string[] {
  const broken: string[] = [];
  const rows = disk.all<{
    id: string;
    state: string;
    dueAt: number;
    problem: string | null;
    mayWait: number;
  }>(
    `SELECT delivery.id, state, due_at AS dueAt, problem, 
       coalesce(connection.initial OR write_back = 'review', 0) AS mayWait FROM delivery
     LEFT JOIN connection ON connection.id = target WHERE state <> 'sent'`,
  );
  for (const { id, state, dueAt, problem, mayWait } of rows) {
    if (state === 'held' && mayWait === 0) broken.push(`${id} is held for ever`);
    if (state === 'parked' && problem === null) broken.push(`${id} was given up on without a reason`);
    if (state !== 'due' || office.isRunning) continue;
    if (office.alarmAt === null || office.alarmAt > Math.max(dueAt, now)) {
      broken.push(`nobody is woken for ${id}`);
    }
  }
  return broken;
}
