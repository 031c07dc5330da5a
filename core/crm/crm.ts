import type { Problem } from '#core/problem.ts';
import type { SignalType } from '#core/signal/catalogue.ts';

/** The CRMs a person's records may live in. */
export const CRM_VENDORS = ['hubspot', 'salesforce'] as const;
export type CrmVendor = (typeof CRM_VENDORS)[number];

/** Leads are contacts: a person before anybody knew their company. */
export type RecordKind = 'contact' | 'company' | 'deal';

/** Something a CRM record told us that the score can use. Times are epoch milliseconds. */
export interface CrmSignal {
  /** Unique and derived from the content, so reading the same fact twice counts once. */
  key: string;
  type: SignalType;
  occurredAt: number;
  value: number | null;
  /** The record (and property) it was read from, e.g. `contact 151: nps_score`. */
  source: string;
}

export interface CrmContact {
  id: string;
  email: string | null;
  name: string;
  title: string | null;
  /** The person told the CRM not to be written to: they are not asked either. */
  optedOut: boolean;
  /** Mail to this address came back: it proves nothing about who somebody is. */
  emailBounced: boolean;
  companyId: string | null;
  ownerId: string | null;
  /** Page of the record in the vendor's own interface. */
  url: string;
  createdAt: number | null;
  modifiedAt: number;
  signals: CrmSignal[];
}

export interface CrmCompany {
  id: string;
  name: string;
  domain: string | null;
  industry: string | null;
  url: string;
  modifiedAt: number;
}

export interface CrmDeal {
  id: string;
  name: string;
  stage: string;
  outcome: 'open' | 'won' | 'lost';
  /** Integer minor units of `currency`; null where the deal has no amount. */
  amount: number | null;
  currency: string | null;
  closedAt: number | null;
  companyId: string | null;
  contactIds: string[];
  url: string;
  modifiedAt: number;
}

export interface CrmOwner {
  id: string;
  /** Id of the owner as a user who signs in; null where they cannot. */
  userId: string | null;
  /** False once they left. */
  active: boolean;
  email: string | null;
  name: string;
}

/** A record that left the CRM. `erased` is a privacy deletion: forget the person, not just the record. */
export interface CrmRemoval {
  kind: RecordKind;
  id: string;
  erased: boolean;
}

/** Several contacts became one; the survivor may carry an id none of them had. A converted lead became its contact. */
export interface CrmMerge {
  from: string[];
  into: string;
  why: 'merged' | 'converted';
}

/** A value that could not be used (`nine` as a score); the rest of its record could. */
export interface CrmValueProblem {
  kind: RecordKind;
  recordId: string;
  property: string;
  problem: Problem;
}

/** One piece of a CRM's truth. Applying the same batch twice must change nothing the second time. */
export interface CrmBatch {
  owners: CrmOwner[];
  companies: CrmCompany[];
  contacts: CrmContact[];
  deals: CrmDeal[];
  removals: CrmRemoval[];
  merges: CrmMerge[];
  problems: CrmValueProblem[];
}

/** Several batches as one, in their order. */
export function joinBatches(batches: readonly CrmBatch[]): CrmBatch {
  return {
    owners: batches.flatMap(({ owners }) => owners),
    companies: batches.flatMap(({ companies }) => companies),
    contacts: batches.flatMap(({ contacts }) => contacts),
    deals: batches.flatMap(({ deals }) => deals),
    removals: batches.flatMap(({ removals }) => removals),
    merges: batches.flatMap(({ merges }) => merges),
    problems: batches.flatMap(({ problems }) => problems),
  };
}

/** A batch with nothing in it, to be filled by name. */
export function emptyBatch(): CrmBatch {
  return { owners: [], companies: [], contacts: [], deals: [], removals: [], merges: [], problems: [] };
}
