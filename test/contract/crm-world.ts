import type { CrmConnector } from '#connectors/connector.ts';

/** Records as the vendor has them now. */
export interface Truth {
  contacts: Map<string, { name: string; email: string | null; companyId: string | null }>;
  companies: Set<string>;
  /** Contacts of each deal. */
  deals: Map<string, string[]>;
  owners: Set<string>;
}

/** One vendor account a connector can be tried on, in the vendor's own clock. */
export interface CrmWorld {
  /** A new connector on the account, as after a restart. */
  connect(): CrmConnector;
  now(): number;
  pass(ms: number): void;
  truth(): Truth;
  createContact(name: string): string;
  renameContact(id: string, name: string): void;
  removeContact(id: string): void;
  restoreContact(id: string): void;
  /** The id of the survivor. */
  mergeContacts(into: string, other: string): string;
  /** The contact tells the CRM not to be written to. */
  optOut(id: string): void;
  /** Mail to the contact's address came back for good. */
  bounceMail(id: string): void;
  /** One of `owners` leaves the company. */
  ownerLeaves(id: string): void;
  /** From now on the vendor refuses every write to this contact. */
  rejectWrites(id: string): void;
  /** The status our properties show on the contact; null where they are not set. */
  flagStatus(id: string): string | null;
  /** Our property definitions, by name. */
  ourProperties(): string[];
  /** The next calls fail in passing: throttled, out of order, cut short, and the like. */
  misbehave(times: number): void;
  /** How far the vendor's search trails its records, at most. */
  lag(ms: number): void;
  /** Makes a mapped property unusable; gives its name. */
  changePropertyType(): string;
  dropProperty(name: string): void;
}

export interface WorldSize {
  contacts: number;
  companies: number;
  deals: number;
}

export type MakeWorld = (size: WorldSize) => CrmWorld;
