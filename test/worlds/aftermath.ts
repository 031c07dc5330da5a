import { balances } from '#core/ledger/ledger.ts';
import type { AdvocateFlag } from '#core/crm/flag.ts';
import type { RewardState } from '#core/reward/reward.ts';
import type { Tier } from '#core/score/tier.ts';
import { Ledger } from '#server/workspace/ledger.ts';
import { CRM } from './mail.ts';
import type { World } from './world.ts';

/** What must hold once nothing goes wrong any more and all work is done; gives what does not. */
export function losses(world: World): string[] {
  return [
    ...lostPeople(world),
    ...lostSignals(world),
    ...lostRewards(world),
    ...lostMoney(world),
    ...lostFlags(world),
    ...lostWords(world),
  ];
}

/** Everybody in the CRM is here under the newest name, and nobody else. */
function lostPeople({ disk, mail: { portal } }: World): string[] {
  const shown = disk.all<{ id: string; name: string }>(
    `SELECT record.id, person.name FROM record JOIN person ON person.id = person_id
     WHERE record.removed_at IS NULL AND person.removed_at IS NULL`,
  );
  const broken: string[] = [];
  const names = new Map(shown.map((row) => [row.id, row.name]));
  const live = portal.live();
  for (const id of live) {
    const name = portal.contacts.get(id)?.name;
    if (names.get(id) !== name) broken.push(`contact ${id} is ${names.get(id)} instead of ${name}`);
  }
  for (const id of names.keys()) if (!live.includes(id)) broken.push(`contact ${id} is a ghost`);
  return broken;
}

/** Each contact's newest answers count, once, and so does each won deal for those on it. */
function lostSignals({ disk, mail: { portal } }: World): string[] {
  const broken: string[] = [];
  for (const id of portal.live()) {
    const kept = disk.all<{ type: string; at: number; value: number | null; source: string | null }>(
      `SELECT type, occurred_at AS at, value, source FROM signal
       JOIN record ON record.person_id = signal.person_id WHERE record.id = ?`,
      id,
    );
    for (const { type, occurredAt, value } of portal.contacts.get(id)?.signals.values() ?? []) {
      const same = kept.filter((row) => row.type === type && row.at === occurredAt);
      if (!same.some((row) => row.value === value))
        broken.push(`${type} ${value} of contact ${id} does not count`);
      const own = same.filter((row) => row.source === `contact ${id}: ${type}` && row.value !== null);
      if (own.length > 1) broken.push(`${type} of contact ${id} counts ${own.length} times`);
    }
    const won = [...portal.deals.values()].filter(
      (deal) => deal.outcome === 'won' && deal.closedAt !== null && deal.contactIds.includes(id),
    );
    const wanted = new Set(won.map((deal) => `deal ${deal.id}`));
    const counted = kept.filter((row) => row.type === 'deal_won' && row.source?.startsWith('deal '));
    const right = counted.filter(({ source }) => source !== null && wanted.has(source));
    if (right.length !== wanted.size || counted.length !== wanted.size) {
      broken.push(
        `contact ${id} won ${counted.map((row) => row.source).join()} instead of ${[...wanted].join()}`,
      );
    }
  }
  return broken;
}

/** Every approved reward is paid, unless there is nobody left to pay. */
function lostRewards({ disk }: World): string[] {
  return disk
    .all<{ id: string }>(
      `SELECT id FROM reward WHERE state = 'approved'
         AND EXISTS (SELECT 1 FROM record WHERE record.person_id = reward.person_id)`,
    )
    .map(({ id }) => `${id} was approved and never paid`);
}

/** What the accounts hold is what the transactions add up to, and all that was paid is what the provider paid. */
function lostMoney({ disk, office, vendors }: World): string[] {
  const ledger = new Ledger({ ...office.store, sql: disk.reader() });
  const page = ledger.list({ limit: 10_000, cursor: null });
  const folded = balances(page.ok ? page.value.items : []).get('USD');
  const broken: string[] = [];
  for (const { account, amount } of ledger.balances()) {
    const held: Record<string, number> = { ...folded };
    if (held[account] !== amount) broken.push(`${account} holds ${amount} instead of ${held[account]}`);
  }
  const paid = [...vendors.paid.values()].reduce((sum, order) => sum + order.amount, 0);
  const owed = disk.all(`SELECT 1 FROM reward WHERE state = 'approved'`);
  if (owed.length === 0 && (folded?.paid ?? 0) !== paid)
    broken.push(`${paid} was paid and ${folded?.paid} is booked`);
  return broken;
}

/** The records of everybody who ever stood out carry the flag that was decided last. */
function lostFlags({ disk, vendors }: World): string[] {
  const broken: string[] = [];
  const rows = disk.all<{
    id: string;
    tier: Tier;
    flagTier: Tier | null;
    flagPropensity: number | null;
    lastActAt: number | null;
  }>(
    `SELECT record.id, tier, flag_tier AS flagTier, flag_propensity AS flagPropensity, last_act_at AS lastActAt
     FROM record JOIN person ON person.id = person_id WHERE record.removed_at IS NULL`,
  );
  for (const { id, tier, flagTier, flagPropensity, lastActAt } of rows) {
    const flag: AdvocateFlag | undefined = vendors.flags.get(`${CRM}:${id}`);
    if (flagTier === null) {
      if (tier !== 'none') broken.push(`contact ${id} is ${tier} and was never flagged`);
    } else if (
      flag?.status !== tier ||
      flagTier !== tier ||
      flag.propensity !== flagPropensity ||
      flag.lastActAt !== lastActAt
    ) {
      broken.push(`contact ${id} carries ${JSON.stringify(flag)} instead of ${flagTier} ${flagPropensity}`);
    }
  }
  return broken;
}

const TITLES: Record<RewardState, string> = {
  proposed: 'Reward waiting for approval',
  approved: 'Reward approved',
  declined: 'Reward declined',
  expired: 'Reward expired',
  paid: 'Reward paid',
};

/** Managers see every reward in Slack, as it stands. */
function lostWords({ disk, vendors, wasCutOff }: World): string[] {
  const rows = disk.all<{ id: string; state: RewardState; place: string | null }>(
    `SELECT reward.id, state, channel || ':' || ts AS place FROM reward
     LEFT JOIN message ON subject = 'reward:' || reward.id`,
  );
  return rows.flatMap(({ id, state, place }) => {
    // Decided before anybody was shown it, and dropped with the connection: nobody waits for it.
    if (place === null && wasCutOff && state !== 'proposed') return [];
    const text = vendors.messages.get(place ?? '')?.text ?? 'nothing';
    return text.startsWith(TITLES[state]) ? [] : [`${id} is ${state} and Slack shows ${text}`];
  });
}
