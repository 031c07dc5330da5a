/** One reason a person scores as they do. */
export interface ReasonView {
  label: string;
  points: number;
}

/** A person as a Slack message shows them. Plain data, prepared by the server; strings may hold anything. */
export interface AdvocateView {
  personId: string;
  name: string;
  title: string | null;
  company: string | null;
  /** Display name of the tier. */
  tier: string;
  /** 0-100: would they help; null where too little is known, and `shortfall` says what. */
  propensity: number | null;
  /** 0-100: how much we know. */
  confidence: number;
  /** What is missing before the propensity may be shown; null where enough is known. */
  shortfall: string | null;
  /** Strongest first. */
  reasons: ReasonView[];
  /** The person's record in the CRM, with the CRM's name for the button. */
  record: { crm: string; url: string } | null;
}

/** Where an alert stands. Times are epoch milliseconds, `by` is a display name. */
export type AlertState =
  | { kind: 'new' }
  | { kind: 'thanked'; by: string; at: number }
  | { kind: 'snoozed'; by: string; until: number };
