/** What may be proposed, as the form offers it. Ids are opaque; names may hold anything. */
export interface ProposeForm {
  programmes: { id: string; name: string }[];
  /** ISO 4217, those in use first. */
  currencies: string[];
  /** The one it begins with; null where somebody has to choose. */
  currency: string | null;
  /** Rewards of the catalogue with their price in the name; empty where there is none. */
  items: { id: string; name: string }[];
}

/** What the form begins with: where it was opened. */
export interface ProposeContext {
  /** The message's text; empty where it was opened elsewhere. */
  note: string;
  /** Where the message can be read again, as proof; null where it was opened elsewhere. */
  permalink: string | null;
}

/** Somebody the search found. */
export interface PersonChoice {
  id: string;
  name: string;
  company: string | null;
}

/** What was sent in: what a person typed is checked by the server. `key` is the same for one form sent twice. */
export interface RewardDraft {
  key: string;
  personId: string;
  act: string;
  /** Major units as typed; null where an item was chosen. */
  amount: string | null;
  currency: string;
  item: string | null;
  programme: string | null;
  note: string;
  permalink: string | null;
}

/** What became of a proposal. */
export interface ProposedReward {
  name: string;
  amount: number;
  currency: string;
  /** What happens next, in words. */
  next: string;
  url: string;
}
