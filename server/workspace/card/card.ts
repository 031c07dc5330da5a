import { RpcTarget } from 'cloudflare:workers';
import { ASK_KINDS, ASK_LABELS } from '#core/ask/ask.ts';
import type { Card, CardActionAnswer, CardActions, CardSubject } from '#core/card/card.ts';
import { ok, type Result } from '#core/problem.ts';
import { SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { ERASED, livingId } from '#server/workspace/ingest/record-alias.ts';
import { act, type CardAction } from './actions.ts';
import { cardPeople } from './people.ts';
import { cardPerson } from './person.ts';
import { contactOn, groupName, type CardRecord } from './records.ts';
import { actorOf, type CardViewer } from './viewer.ts';
import type { Store } from '#server/workspace/store.ts';

/** What a rep sees and does on a CRM record. */
export class RepCard extends RpcTarget {
  #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** The card of a record of the viewer's own CRM account. Fails with `user_left`. */
  show(viewer: CardViewer, record: CardRecord): Result<Card> {
    const actor = actorOf(this.#store, viewer);
    return actor.ok ? ok(cardOf(this.#store, viewer, record)) : actor;
  }

  /** Does what the viewer pressed, and gives the card as it is then. Fails with `user_left`, or as `act` does. */
  act(viewer: CardViewer, action: CardAction): Result<CardActionAnswer> {
    const store = this.#store;
    const actor = actorOf(store, viewer);
    if (!actor.ok) return actor;
    const done = store.sql.transaction(() => act(store, viewer, actor.value, action));
    return done.ok ? ok({ done: done.value, card: cardOf(store, viewer, action.record) }) : done;
  }
}

function cardOf(store: Store, viewer: CardViewer, record: CardRecord): Card {
  const { kind, id } = record;
  return { record: { kind, id }, subject: subjectOf(store, viewer, record), actions: actionsOf(store) };
}

function subjectOf(store: Store, { connection, vendor }: CardViewer, record: CardRecord): CardSubject {
  if (record.kind === 'contact') {
    const contact = contactOn(store, connection, record.id);
    if (contact === null) return livingId(store, connection, record.id) === ERASED ? erased : unknown;
    const { personId, recordId } = contact;
    return { kind: 'person', person: cardPerson(store, personId, { vendor, contactId: recordId }) };
  }
  const name = groupName(store, connection, record);
  return name === null ? unknown : cardPeople(store, connection, record, name);
}

const unknown: CardSubject = {
  kind: 'unknown',
  message:
    'We have not read this record yet. New records appear within minutes; if this one does not, ask your admin whether the connection works.',
};

const erased: CardSubject = {
  kind: 'unknown',
  message: 'This person was erased from Groundswell at their request.',
};

const ACTS = SIGNAL_TYPES.filter((type) => SIGNALS[type].act).map((type) => ({
  type,
  label: SIGNALS[type].label,
}));
const ASKS = ASK_KINDS.map((kind) => ({ kind, label: ASK_LABELS[kind] }));

/** Rewards are paid from budgets, so their currencies are the choice; while there is none, US dollars are. */
function actionsOf({ sql }: Store): CardActions {
  const budgets = sql.all<{ currency: string }>(
    `SELECT currency FROM balance WHERE account = 'budget' ORDER BY amount DESC, currency`,
  );
  const currencies = budgets.length === 0 ? ['USD'] : budgets.map((row) => row.currency);
  return { acts: ACTS, asks: ASKS, currencies };
}
