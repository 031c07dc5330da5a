import type { Grants } from '../oauth/grants.ts';
import type { ObjectName } from '../schema/schema.ts';
import { hardDelete, remove, undelete } from './bin.ts';
import { convertLead, type Conversion } from './conversion.ts';
import { merge, type Mergeable } from './merge.ts';
import type { Org, Values } from './org.ts';
import type { Row } from './row.ts';

/** What people in the org do to its records, and its admins to its settings. RangeErrors where a record is not there. */
export class OrgAdmin {
  readonly #org: Org;
  readonly #grants: Grants;

  constructor(org: Org, grants: Grants) {
    this.#org = org;
    this.#grants = grants;
  }

  /** The id of the new record. */
  create(object: ObjectName, values: Values): string {
    return this.#org.create(object, values);
  }

  update(object: ObjectName, id: string, values: Values): void {
    this.#org.update(object, id, values);
  }

  /** The same as `update`, in a transaction that ends `delayMs` after it wrote: seen late, stamped early. */
  lateCommit(object: ObjectName, id: string, values: Values, delayMs: number): void {
    this.#org.update(object, id, values, this.#org.adminId, delayMs);
  }

  remove(object: ObjectName, id: string): void {
    remove(this.#org, object, id);
  }

  undelete(object: ObjectName, id: string): void {
    undelete(this.#org, object, id);
  }

  hardDelete(object: ObjectName, id: string): void {
    hardDelete(this.#org, object, id);
  }

  merge(object: Mergeable, masterId: string, ...loserIds: string[]): void {
    merge(this.#org, object, masterId, ...loserIds);
  }

  convertLead(
    leadId: string,
    into?: { accountId?: string; contactId?: string; opportunityName?: string },
  ): Conversion {
    return convertLead(this.#org, leadId, into);
  }

  /** Freezes a user: sessions end, refresh tokens are taken back for good. */
  freezeUser(userId: string, frozen = true): void {
    this.#grants.freeze(userId, frozen);
  }

  /** Takes a field from the sight of the connected user, as field-level security does. */
  hideField(object: ObjectName, field: string): void {
    this.#org.schema.hidden.add(`${object}.${field}`);
  }

  showField(object: ObjectName, field: string): void {
    this.#org.schema.hidden.delete(`${object}.${field}`);
  }

  /** Takes a whole object from the sight of the connected user. */
  hideObject(object: ObjectName): void {
    this.#org.schema.hidden.add(object);
  }

  /** Refuses from now on every write that would leave a record `isInvalid`. */
  addValidationRule(object: ObjectName, isInvalid: (row: Row) => boolean, message: string): void {
    this.#org.rules.push({ object, isInvalid, message });
  }
}
