import { balances } from '#core/ledger/ledger.ts';
import { statusAt, type AdvocateFlag } from '#core/crm/flag.ts';
import type { RewardState } from '#core/reward/reward.ts';
import type { Tier } from '#core/score/tier.ts';
import { Ledger } from '#server/workspace/ledger/ledger.ts';
import type { Contact } from './portal.ts';
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
    ...lostOblivion(world),
  ];
}

/** A contact that can be found in its CRM and was not forgotten. */
interface Found {
  connection: string;
  id: string;
  contact: Contact;
}

function findable({ mails, oblivion }: World): Found[] {
  return mails.flatMap(({ connection, portal }) =>
    portal.live().flatMap((id) => {
      const contact = portal.contacts.get(id);
      const isForgotten = oblivion.records.has(`${connection}:${id}`);
      return contact === undefined || isForgotten ? [] : [{ connection, id, contact }];
    }),
  );
}

/** Everybody in the CRMs is here under the newest name, with every wish not to be asked, and nobody else. */
function lostPeople(world: World): string[] {
  const shown = world.disk.all<{ place: string; personId: number; name: string; optedOut: number }>(
    `SELECT record.connection || ':' || record.id AS place, person.id AS personId, person.name,
       person.opted_out AS optedOut
     FROM record JOIN person ON person.id = person_id
     WHERE record.removed_at IS NULL AND person.removed_at IS NULL`,
  );
  const broken: string[] = [];
  const people = new Map(shown.map((row) => [row.place, row]));
  const live = findable(world);
  const known = live.flatMap((found) => {
    const person = people.get(`${found.connection}:${found.id}`);
    if (person === undefined) broken.push(`contact ${found.id} is missing`);
    return person === undefined ? [] : [{ ...found, person }];
  });
  for (const records of Map.groupBy(known, ({ person }) => person.personId).values()) {
    const newest = Math.max(...records.map(({ contact }) => contact.modifiedAt));
    const names = records
      .filter(({ contact }) => contact.modifiedAt === newest)
      .map(({ contact }) => contact.name);
    const [{ person } = { person: { name: '', optedOut: 0 } }] = records;
    if (!names.includes(person.name)) broken.push(`${names.join()} is called ${person.name}`);
    const wishes = records.some(({ contact }) => contact.optedOut);
    if (wishes && person.optedOut === 0) broken.push(`${person.name} wished not to be asked`);
  }
  const places = new Set(live.map(({ connection, id }) => `${connection}:${id}`));
  for (const place of people.keys()) if (!places.has(place)) broken.push(`${place} is a ghost`);
  return broken;
}

/** Each contact's newest answers are kept, once, and so is each won deal for those on it. */
function lostSignals(world: World): string[] {
  const broken: string[] = [];
  for (const { connection, id, contact } of findable(world)) {
    const kept = world.disk.all<{ type: string; at: number; value: number | null; source: string | null }>(
      `SELECT type, occurred_at AS at, value, source FROM signal
       JOIN record ON record.person_id = signal.person_id
       WHERE record.connection = ?1 AND record.id = ?2 AND signal.connection = ?1`,
      connection,
      id,
    );
    for (const { type, occurredAt, value } of contact.signals.values()) {
      const same = kept.filter((row) => row.type === type && row.at === occurredAt);
      if (!same.some((row) => row.value === value))
        broken.push(`${type} ${value} of contact ${id} is not kept`);
      const own = same.filter((row) => row.source === `contact ${id}: ${type}` && row.value !== null);
      if (own.length > 1) broken.push(`${type} of contact ${id} is kept ${own.length} times`);
    }
    const wanted = wonBy(world, connection, id);
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

/** The won deals of one CRM on which the person behind a contact stands, under any of their records there. */
function wonBy({ disk, mails }: World, connection: string, id: string): Set<string> {
  const rows = disk.all<{ id: string }>(
    `SELECT other.id FROM record JOIN record AS other
       ON other.person_id = record.person_id AND other.connection = record.connection
     WHERE record.connection = ? AND record.id = ?`,
    connection,
    id,
  );
  const own = new Set(rows.map((row) => row.id));
  const deals = mails.find((mail) => mail.connection === connection)?.portal.deals.values() ?? [];
  const won = [...deals].filter(
    (deal) =>
      deal.outcome === 'won' && deal.closedAt !== null && deal.contactIds.some((each) => own.has(each)),
  );
  return new Set(won.map((deal) => `deal ${deal.id}`));
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
  const kept = new Map<string, number>();
  for (const { account, amount } of ledger.balances()) kept.set(account, (kept.get(account) ?? 0) + amount);
  for (const [account, amount] of kept) {
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
function lostFlags({ disk, vendors, now }: World): string[] {
  const broken: string[] = [];
  const rows = disk.all<{
    place: string;
    tier: Tier;
    flagTier: Tier | null;
    flagPropensity: number | null;
    lastActAt: number | null;
    optedOut: number;
    restUntil: number | null;
    moved: number;
    unreachable: number;
  }>(
    `SELECT record.connection || ':' || record.id AS place, tier, flag_tier AS flagTier,
       flag_propensity AS flagPropensity, last_act_at AS lastActAt, opted_out AS optedOut, rest_until AS restUntil,
       unreachable, coalesce(moved_at >= coalesce(last_act_at, 0), 0) AS moved
     FROM record JOIN person ON person.id = person_id WHERE record.removed_at IS NULL`,
  );
  for (const {
    place,
    tier,
    flagTier,
    flagPropensity,
    lastActAt,
    optedOut,
    restUntil,
    moved,
    unreachable,
  } of rows) {
    const flag: AdvocateFlag | undefined = vendors.flags.get(place);
    // A rest that is over is about to be told.
    if (restUntil !== null && restUntil <= now) continue;
    const status = statusAt(
      {
        tier,
        optedOut: optedOut === 1,
        restUntil,
        heldUntil: null,
        insider: null,
        moved: moved === 1,
        unreachable: unreachable === 1,
      },
      now,
    );
    if (flagTier === null) {
      if (tier !== 'none') broken.push(`${place} is ${tier} and was never flagged`);
    } else if (
      flag?.status !== status ||
      flagTier !== tier ||
      // Below zero it stands for a record that shows none.
      (flagPropensity !== null && flag.propensity !== (flagPropensity < 0 ? null : flagPropensity)) ||
      flag.lastActAt !== lastActAt
    ) {
      broken.push(`${place} carries ${JSON.stringify(flag)} instead of ${status} ${flagPropensity}`);
    }
  }
  return broken;
}

/** Nothing tells of anybody who was forgotten: no row, no message, and no field of ours. */
function lostOblivion({ disk, oblivion, vendors }: World): string[] {
  const known = disk.all<{ place: string }>(
    `SELECT channel || ':' || ts AS place FROM message UNION SELECT channel || ':' || ts FROM mention`,
  );
  // What was posted by a process that died before it heard where is out of reach.
  const places = new Set(known.map((row) => row.place));
  const messages = [...vendors.messages].filter(([place]) => places.has(place));
  const flagged = [...oblivion.records].filter((name) => vendors.flags.has(name));
  return [
    ...oblivion.traces(messages.map(([, message]) => JSON.stringify(message))),
    ...flagged.map((name) => `${name} still carries our fields`),
  ];
}

const TITLES: Record<RewardState, string> = {
  proposed: 'Reward waiting for approval',
  change_requested: 'Reward: a change was asked for',
  approved: 'Reward approved',
  declined: 'Reward declined',
  noted: 'Reward answered with feedback',
  expired: 'Reward expired',
  cancelled: 'Reward cancelled',
  reversed: 'Reward taken back',
  paid: 'Reward paid',
};

/** Managers see every reward in Slack, as it stands. */
function lostWords({ disk, vendors, wasCutOff }: World): string[] {
  const rows = disk.all<{ id: string; state: RewardState; place: string | null }>(
    `SELECT reward.id, state, channel || ':' || ts AS place FROM reward
     LEFT JOIN message ON subject = 'reward:' || reward.id AND newest`,
  );
  return rows.flatMap(({ id, state, place }) => {
    // Decided before anybody was shown it, and dropped with the connection: nobody waits for it.
    if (place === null && wasCutOff && state !== 'proposed') return [];
    const text = vendors.messages.get(place ?? '')?.text ?? 'nothing';
    const isHeld = state === 'proposed' && text.startsWith('Reward on hold');
    return isHeld || text.startsWith(TITLES[state]) ? [] : [`${id} is ${state} and Slack shows ${text}`];
  });
}
