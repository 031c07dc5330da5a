/**
 * The wire between this card and Groundswell. HubSpot takes this folder alone, so the shapes of `core/card/card.ts` are
 * told again here; a test holds the two together. All times are epoch milliseconds.
 */

export type CardRecordKind = 'contact' | 'company' | 'deal';

export type FlagStatus = 'none' | 'candidate' | 'advocate' | 'champion' | 'resting' | 'do_not_ask';

export type AskKind =
  | 'reference_call'
  | 'review'
  | 'testimonial'
  | 'case_study'
  | 'referral'
  | 'speaking'
  | 'beta'
  | 'other';

export type SignalType =
  | 'reference_call'
  | 'case_study'
  | 'testimonial'
  | 'review'
  | 'community_answer'
  | 'nomination'
  | 'bad_reference'
  | 'referral'
  | 'share'
  | 'speaking'
  | 'hosting'
  | 'became_customer'
  | 'deal_won'
  | 'renewal'
  | 'expansion'
  | 'stage'
  | 'tenure'
  | 'usage'
  | 'feature_adopted'
  | 'event_attended'
  | 'certification'
  | 'downgrade'
  | 'churn_risk'
  | 'defence'
  | 'recovery'
  | 'ticket_solved'
  | 'ticket'
  | 'escalation'
  | 'nps'
  | 'csat'
  | 'ces'
  | 'sentiment'
  | 'survey_answered'
  | 'idea'
  | 'beta'
  | 'advisory_board'
  | 'complaint'
  | 'detractor';

export interface Card {
  record: { kind: CardRecordKind; id: string };
  subject: CardSubject;
  actions: CardActions;
}

export type CardSubject =
  | { kind: 'person'; person: CardPerson }
  | { kind: 'people'; name: string; people: CardPersonLine[]; more: number }
  | { kind: 'unknown'; message: string };

export interface CardPersonLine {
  contactId: string;
  name: string;
  title: string | null;
  status: FlagStatus;
  propensity: number | null;
  confidence: number;
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
  propensity: number | null;
  confidence: number;
  shortfall: string | null;
  readiness: Readiness;
  reasons: CardReason[];
  moreReasons: number;
  lastAskedAt: number | null;
  nextAskAt: number | null;
  lastActAt: number | null;
  owner: string | null;
  records: { vendor: 'hubspot' | 'salesforce'; id: string; url: string }[];
  consoleUrl: string;
}

export interface Readiness {
  open: number;
  total: number;
  closed: ReadinessGate[];
  passed: Pick<ReadinessGate, 'gate' | 'name'>[];
}

export interface ReadinessGate {
  gate:
    | 'legal_hold'
    | 'consent'
    | 'insider'
    | 'unreachable'
    | 'rest'
    | 'escalation'
    | 'detractor'
    | 'renewal_risk';
  name: string;
  message: string;
  clears: string;
  opensAt: number | null;
}

export interface CardReason {
  label: string;
  at: number;
  points: number;
  sourceUrl: string | null;
}

export interface CardActions {
  acts: { type: SignalType; label: string }[];
  asks: { kind: AskKind; label: string }[];
  currencies: string[];
}

interface CardActionBase {
  record: { kind: CardRecordKind; id: string };
  contactId: string;
  idempotencyKey: string;
}

/** The body of each action. */
export interface CardActionBodies {
  nominate: CardActionBase & { note: string | null };
  'log-act': CardActionBase & { act: SignalType; occurredAt: number };
  'log-ask': CardActionBase & { ask: AskKind; note: string | null };
  'suggest-reward': CardActionBase & { act: string; amount: number; currency: string };
}

export type CardActionName = keyof CardActionBodies;

export interface CardActionAnswer {
  done: string;
  card: Card;
}
