import type { AskKind } from '#core/ask/ask.ts';
import type { FlagStatus } from '#core/crm/flag.ts';
import type { SignalType } from '#core/signal/catalogue.ts';

/** What a rep sees on a CRM record: the answer of `GET /crm/<vendor>/card`. All times are epoch milliseconds. */
export interface Card {
  record: { kind: CardRecordKind; id: string };
  subject: CardSubject;
  /** What may be done here, and with which choices. */
  actions: CardActions;
}

export const CARD_RECORD_KINDS = ['contact', 'company', 'deal'] as const;
/** A Salesforce lead counts as a contact, an account as a company, an opportunity as a deal. */
export type CardRecordKind = (typeof CARD_RECORD_KINDS)[number];

export type CardSubject =
  | { kind: 'person'; person: CardPerson }
  /** A company or a deal: the people on it, advocates first; `more` are not listed. */
  | { kind: 'people'; name: string; people: CardPersonLine[]; more: number }
  /** Nothing is known of this record yet; `message` says why in words a rep understands. */
  | { kind: 'unknown'; message: string };

/** One person among others. `contactId` is their record in the CRM the card is shown in. */
export interface CardPersonLine {
  contactId: string;
  name: string;
  title: string | null;
  status: FlagStatus;
  /** 0 to 100; null where too little is known. */
  propensity: number | null;
  /** 0 to 1. */
  confidence: number;
  /** What is missing before the propensity may be shown; null where enough is known. */
  shortfall: string | null;
  reason: string;
  nextAskAt: number | null;
  url: string;
}

export interface CardPerson {
  contactId: string;
  name: string;
  title: string | null;
  company: string | null;
  status: FlagStatus;
  /** Would they help: 0 to 100; null where too little is known. */
  propensity: number | null;
  /** How much is known: 0 to 1. */
  confidence: number;
  /** What is missing before the propensity may be shown; null where enough is known. */
  shortfall: string | null;
  readiness: Readiness;
  /** At most five lines, the weightiest first; those left out are counted in `moreReasons`. */
  reasons: CardReason[];
  moreReasons: number;
  lastAskedAt: number | null;
  /** When they may next be asked; null where they may be asked now or never (see `status`). */
  nextAskAt: number | null;
  lastActAt: number | null;
  /** Who looks after them, by name. */
  owner: string | null;
  /** Other CRM records of the same human. */
  records: { vendor: 'hubspot' | 'salesforce'; id: string; url: string }[];
  /** Their page in our console. */
  consoleUrl: string;
}

/** May they be asked now: every gate that exists, and what closes it. */
export interface Readiness {
  open: number;
  total: number;
  closed: ReadinessGate[];
  passed: Pick<ReadinessGate, 'gate' | 'name'>[];
}

/** Every gate there is; those that forbid asking at all come first. */
export const READINESS_GATES = [
  'legal_hold',
  'consent',
  'insider',
  'unreachable',
  'rest',
  'escalation',
  'detractor',
  'renewal_risk',
] as const;

export interface ReadinessGate {
  gate: (typeof READINESS_GATES)[number];
  /** The gate in words, as it is when open. */
  name: string;
  /** One sentence: what closes it. */
  message: string;
  /** One sentence: what would open it, and when. */
  clears: string;
  /** When it opens by itself; null where somebody has to do something. */
  opensAt: number | null;
}

export interface CardReason {
  label: string;
  at: number;
  /** Whole points of the propensity; all lines of a person add up to it. */
  points: number;
  /** The CRM record it was read from; null where it came from elsewhere. */
  sourceUrl: string | null;
}

export interface CardActions {
  /** Acts that can be logged. */
  acts: { type: SignalType; label: string }[];
  asks: { kind: AskKind; label: string }[];
  /** ISO 4217 codes a reward can be suggested in, the usual one first. */
  currencies: string[];
}

/** The body of every `POST /crm/<vendor>/actions/<action>`. `idempotencyKey` is made once per press by the card. */
export interface CardActionBase {
  record: { kind: CardRecordKind; id: string };
  /** The contact (or lead) meant; on a contact record the record itself. */
  contactId: string;
  idempotencyKey: string;
}
export interface NominateAction extends CardActionBase {
  note: string | null;
}
export interface LogActAction extends CardActionBase {
  act: SignalType;
  /** The day it happened, epoch milliseconds. */
  occurredAt: number;
}
export interface LogAskAction extends CardActionBase {
  ask: AskKind;
  note: string | null;
}
export interface SuggestRewardAction extends CardActionBase {
  act: string;
  /** Integer minor units of `currency`. */
  amount: number;
  currency: string;
}

export const CARD_ACTIONS = ['nominate', 'log-act', 'log-ask', 'suggest-reward'] as const;
export type CardActionName = (typeof CARD_ACTIONS)[number];

/** The answer of every action: what was done, in one sentence, and the card as it is now. */
export interface CardActionAnswer {
  done: string;
  card: Card;
}
