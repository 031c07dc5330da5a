import { flagFor } from './flags.ts';
import type { Attempt, Doors, SlackDoor } from './doors.ts';
import { dueGroups, postpone, settle, type Delivery } from './outbox.ts';
import { orderFor } from './payouts.ts';
import { settleReward } from './rewards.ts';
import { advocateDigestFor, alertFor, digestFor, rewardMessageFor, type Outgoing } from './slack-messages.ts';
import type { Store } from './store.ts';

/** Alerts due together beyond this many become one digest, so that a channel is informed and not flooded. */
const BURST = 3;

/** Sends everything that is due, each way out on its own, until nothing is. */
export async function dispatch(store: Store, doors: Doors): Promise<void> {
  for (let groups = dueGroups(store); groups.length > 0; groups = dueGroups(store)) {
    await Promise.all(groups.map((group) => sendGroup(store, doors, group)));
  }
}

async function sendGroup(store: Store, doors: Doors, group: Delivery[]): Promise<void> {
  const head = group[0];
  if (head === undefined) return;
  try {
    if (head.kind === 'flag') await sendFlags(store, doors, group);
    else if (head.kind === 'payout') await sendPayouts(store, doors, group);
    else await sendMessages(store, doors.slack(head.target), group);
  } catch (error) {
    // A door that throws is a door that is shut: the deliveries stay ours and are tried again.
    const message = error instanceof Error ? error.message : String(error);
    console.error('delivery failed', head.kind, message);
    for (const delivery of group) {
      postpone(store, delivery, { code: 'internal', message, remedy: 'It is tried again by itself.' }, 0);
    }
  }
}

async function sendFlags(store: Store, doors: Doors, group: Delivery[]): Promise<void> {
  const writes = group.map((delivery) => ({
    delivery,
    flag: flagFor(store, delivery.target, delivery.subject),
  }));
  for (const { delivery, flag } of writes) if (flag === null) settle(store, delivery);
  const wanted = writes.flatMap(({ delivery, flag }) => (flag === null ? [] : [{ delivery, flag }]));
  if (wanted.length === 0) return;
  const answer = await doors
    .crm(group[0]!.target)
    .writeFlags(wanted.map(({ delivery, flag }) => ({ recordId: delivery.subject, flag })));
  const problems = new Map(answer.ok ? answer.value.map((row) => [row.recordId, row.problem]) : []);
  for (const { delivery } of wanted) {
    if (!answer.ok) postpone(store, delivery, answer.problem, answer.retryAfter);
    else {
      const problem = problems.get(delivery.subject) ?? null;
      if (problem === null) settle(store, delivery);
      else postpone(store, delivery, problem, null);
    }
  }
}

async function sendPayouts(store: Store, doors: Doors, group: Delivery[]): Promise<void> {
  for (const delivery of group) {
    const order = orderFor(store, delivery.subject);
    const answer: Attempt<null> = order === null ? { ok: true, value: null } : await doors.pay(order);
    if (answer.ok) {
      store.sql.transaction(() => {
        settleReward(store, delivery.subject);
        settle(store, delivery);
      });
    } else postpone(store, delivery, answer.problem, answer.retryAfter);
  }
}

async function sendMessages(store: Store, slack: SlackDoor, group: Delivery[]): Promise<void> {
  const fresh = group.filter((delivery) => delivery.kind === 'alert' && !isRedraw(delivery));
  const burst = fresh.length > BURST ? fresh : [];
  if (burst.length > 0) {
    await sendMessage(store, slack, burst, advocateDigestFor(store, burst));
  }
  for (const delivery of group) {
    if (burst.includes(delivery)) continue;
    await sendMessage(store, slack, [delivery], await messageFor(store, slack, delivery));
  }
}

function isRedraw(delivery: Delivery): boolean {
  return delivery.id.endsWith(':message');
}

async function messageFor(store: Store, slack: SlackDoor, delivery: Delivery): Promise<Outgoing | null> {
  if (delivery.kind === 'reward') {
    await learnProposer(store, slack, delivery.subject);
    return rewardMessageFor(store, delivery.subject);
  }
  return delivery.kind === 'digest' ? digestFor(store, delivery.subject) : alertFor(store, delivery.subject);
}

/** Before anyone can press a button: who in Slack is the proposer, that they may be refused. */
async function learnProposer(store: Store, slack: SlackDoor, rewardId: string): Promise<void> {
  const row = store.sql.all<{ proposedBy: string }>(
    'SELECT proposed_by AS proposedBy FROM reward WHERE id = ? AND proposer_slack IS NULL',
    rewardId,
  )[0];
  if (row === undefined || !row.proposedBy.includes('@')) return;
  const user = await slack.findUser(row.proposedBy);
  if (user.ok && user.value !== null) {
    store.sql.run('UPDATE reward SET proposer_slack = ? WHERE id = ?', user.value, rewardId);
  }
}

async function sendMessage(
  store: Store,
  slack: SlackDoor,
  group: Delivery[],
  outgoing: Outgoing | null,
): Promise<void> {
  if (outgoing === null) {
    for (const delivery of group) settle(store, delivery);
    return;
  }
  const { channel, ts, message, subject } = outgoing;
  const answer = ts === null ? await slack.post(channel, message) : await slack.update(channel, ts, message);
  store.sql.transaction(() => {
    for (const delivery of group) {
      if (!answer.ok) postpone(store, delivery, answer.problem, answer.retryAfter);
      else settle(store, delivery);
    }
    if (answer.ok && answer.value !== null) {
      store.sql.run(
        `INSERT INTO message (subject, connection, channel, ts) VALUES (?, ?, ?, ?)
         ON CONFLICT (subject, connection) DO UPDATE SET channel = excluded.channel, ts = excluded.ts`,
        subject,
        group[0]!.target,
        answer.value.channel,
        answer.value.ts,
      );
    }
  });
}
