import type { LogActAction, LogAskAction, NominateAction, SuggestRewardAction } from '#core/card/card.ts';
import { displayActor } from '#core/actor/actor.ts';
import { statusAt } from '#core/crm/flag.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { formatAmount } from '#core/reward/currency.ts';
import { SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import { first } from '#server/storage/sql.ts';
import { Asks } from '#server/workspace/asks/asks.ts';
import { standingOf } from '#server/workspace/asks/standing.ts';
import { note } from '#server/workspace/trail/note.ts';
import { contactOn, isOn } from './records.ts';
import { isLoggedBefore, nominatedBefore } from './repeats.ts';
import type { CardViewer } from './viewer.ts';
import { inWordsForReps } from './words.ts';
import { proposeReward } from '#server/workspace/rewards/proposals.ts';
import { recordFromCard } from '#server/workspace/scoring/signals.ts';
import type { Store } from '#server/workspace/store.ts';

/** What a rep can do on a card. */
export type CardAction =
  | ({ name: 'nominate' } & NominateAction)
  | ({ name: 'log-act' } & LogActAction)
  | ({ name: 'log-ask' } & LogAskAction)
  | ({ name: 'suggest-reward' } & SuggestRewardAction);

/** Whom an action is about, and under which key it is done once. */
interface Target {
  personId: string;
  name: string;
  url: string;
  key: string;
  by: string;
}

/** The day a rep picks is a calendar day, midnight UTC: in the east it begins this long before it does in UTC. */
const EASTERNMOST = 14 * 3_600_000;

const VENDORS = { hubspot: 'HubSpot', salesforce: 'Salesforce' };

/**
 * Does what the rep pressed, under the rules of the verb behind it, and gives it in one sentence. The same press again
 * changes nothing. Fails with `not_found`, `key_conflict`, or as the verb does.
 */
export function act(store: Store, viewer: CardViewer, by: string, action: CardAction): Result<string> {
  const found = targetOf(store, viewer, by, action);
  if (!found.ok) return found;
  const target = found.value;
  switch (action.name) {
    case 'nominate':
      return nominate(store, viewer, target, action);
    case 'log-act':
      return logAct(store, viewer, target, action);
    case 'log-ask':
      return logAsk(store, target, action);
    case 'suggest-reward':
      return suggestReward(store, target, action);
  }
}

function targetOf(store: Store, viewer: CardViewer, by: string, action: CardAction): Result<Target> {
  const { connection, vendor, account, userId } = viewer;
  const contact = contactOn(store, connection, action.contactId);
  if (contact === null || !isOn(store, connection, action.record, contact.personId)) return notThere;
  const key = `card:${vendor}:${account}:${userId}:${action.idempotencyKey}`;
  if (isKeyOfAnother(store, key, action.name)) return conflict;
  const row = first<{ name: string }>(store.sql, 'SELECT name FROM person WHERE id = ?', contact.personId);
  return ok({ personId: String(contact.personId), name: row?.name ?? '', url: contact.url, key, by });
}

/** Whether the key was used for an action of another kind. */
function isKeyOfAnother({ sql }: Store, key: string, name: CardAction['name']): boolean {
  const table = name === 'log-ask' ? 'ask' : name === 'suggest-reward' ? 'reward' : 'signal';
  const others = ['ask', 'reward', 'signal'].filter((each) => each !== table);
  const query = others.map((each) => `SELECT 1 FROM ${each} WHERE key = ?1`).join(' UNION ALL ');
  return first(sql, query, key) !== undefined;
}

function nominate(store: Store, viewer: CardViewer, target: Target, action: NominateAction): Result<string> {
  const before = nominatedBefore(store, target);
  if (before !== null) return ok(`You nominated them already on ${DAY.format(before)}.`);
  const why = action.note?.trim() ?? '';
  const source = `${saidIn(viewer, target)}${why === '' ? '' : `: ${why}`}`;
  const signal = { type: 'nomination' as const, occurredAt: store.now(), source };
  const recorded = record(store, target, signal, 'person.nominated');
  return recorded.ok ? ok(`${target.name} is nominated.`) : recorded;
}

function logAct(store: Store, viewer: CardViewer, target: Target, action: LogActAction): Result<string> {
  const { label, act: isAct } = SIGNALS[action.act];
  if (!isAct) {
    return refuse('invalid_input', `${label} is not something they did for us.`, 'Choose an act.', 'act');
  }
  if (action.occurredAt > store.now() + EASTERNMOST) {
    return refuse('invalid_input', 'The day is in the future.', 'Choose the day it happened.', 'occurredAt');
  }
  const occurredAt = Math.min(action.occurredAt, store.now());
  if (isLoggedBefore(store, target, action.act, occurredAt)) {
    return ok(`${label} on ${DAY.format(occurredAt)} is logged already for ${target.name}.`);
  }
  const signal = { type: action.act, occurredAt, source: saidIn(viewer, target) };
  const recorded = record(store, target, signal, 'person.act_logged');
  return recorded.ok ? ok(`${label} is logged for ${target.name}.`) : recorded;
}

/** Who told of it, and where: what the reason behind the score says of its source. */
function saidIn({ vendor }: CardViewer, { by }: Target): string {
  return `Told by ${displayActor(by)} in ${VENDORS[vendor]}`;
}

function record(
  store: Store,
  { key, personId, by }: Target,
  signal: { type: SignalType; occurredAt: number; source: string },
  audited: string,
): Result<null> {
  const recorded = recordFromCard(store, { key, personId, reportedBy: by, ...signal });
  if (!recorded.ok) return inWordsForReps(recorded);
  if (recorded.value.source !== signal.source) return conflict;
  if (recorded.value.created) note(store, by, audited, `person:${personId}`, signal.type);
  return ok(null);
}

function logAsk(store: Store, target: Target, action: LogAskAction): Result<string> {
  const { key, personId, by, name } = target;
  const asked = new Asks(store).log({
    key,
    personId,
    kind: action.ask,
    askedAt: null,
    askedBy: by,
    note: action.note,
  });
  if (!asked.ok) return inWordsForReps(asked);
  const standing = standingOf(store, Number(asked.value.personId));
  if (standing.optedOut) {
    return ok(`The ask is logged. ${name} asked not to be asked, so ask them nothing more.`);
  }
  if (statusAt(standing, store.now()) === 'do_not_ask') {
    return ok(`The ask is logged. ${name} must not be asked, so ask them nothing more.`);
  }
  return ok(`The ask is logged. ${name} rests until ${DAY.format(asked.value.restsUntil)}.`);
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

function suggestReward(store: Store, target: Target, action: SuggestRewardAction): Result<string> {
  const { key, personId, by, name, url } = target;
  const { act: what, amount, currency } = action;
  const proposed = proposeReward(store, {
    key,
    personId,
    amount,
    currency,
    act: what,
    proof: url,
    proposedBy: by,
  });
  if (!proposed.ok) return inWordsForReps(proposed);
  return ok(`${formatAmount(amount, currency)} for ${name} is suggested. A colleague decides.`);
}

const notThere = refuse(
  'not_found',
  'This person is not on this record, or we have not read them yet.',
  'Reload the page; somebody added just now appears within minutes.',
  'contactId',
);

const conflict = refuse(
  'key_conflict',
  'This press was used for something else already.',
  'Reload the page and try again.',
  'idempotencyKey',
);
