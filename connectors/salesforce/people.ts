import { emptyBatch, type CrmBatch, type CrmMerge } from '#core/crm/crm.ts';
import { idOf, isTrue, text, type WireRow } from './fields.ts';
import { mapPerson } from './mapping.ts';
import type { ReadingContext } from './reading-context.ts';
import { rowsById } from './rows-by-id.ts';
import { objectOf } from './schema.ts';

/**
 * Contacts and leads as a batch. A merged or converted one becomes a merge into who they are now at the end of the
 * chain, and that record comes too unless it is among `alive`, the ids that were handed over already. What is in the
 * recycle bin becomes a removal.
 */
export async function peopleBatch(
  context: ReadingContext,
  rows: WireRow[],
  alive: ReadonlySet<string>,
): Promise<CrmBatch> {
  const chain = new Chain(alive);
  const batch = emptyBatch();
  let unread = rows;
  do {
    for (const row of unread) {
      if (!chain.take(row)) continue;
      const { contact, problems } = mapPerson(
        context.mapping,
        objectOf(idOf(row)) === 'Lead' ? 'Lead' : 'Contact',
        row,
      );
      batch.contacts.push(contact);
      batch.problems.push(...problems);
    }
    const asked = chain.open();
    unread = await rowsById(context, 'contact', asked);
    chain.close(asked, unread);
  } while (unread.length > 0);
  batch.merges.push(...chain.merges());
  batch.removals.push(...chain.departed(rows).map((id) => ({ kind: 'contact' as const, id, erased: false })));
  return batch;
}

/** Who became whom. Salesforce tells one step: of a contact merged twice, the first loser still names the second. */
class Chain {
  readonly #alive: ReadonlySet<string>;
  readonly #here = new Set<string>();
  readonly #gone = new Set<string>();
  readonly #next = new Map<string, string>();

  constructor(alive: ReadonlySet<string>) {
    this.#alive = alive;
  }

  /** Notes a row; true where it is a living record met for the first time. */
  take(row: WireRow): boolean {
    const id = idOf(row);
    const next = (isTrue(row, 'IsDeleted') && text(row, 'MasterRecordId')) || convertedInto(row);
    if (next !== '') this.#next.set(id, next);
    else if (isTrue(row, 'IsDeleted')) this.#gone.add(id);
    else if (!this.#here.has(id)) {
      this.#here.add(id);
      return true;
    }
    return false;
  }

  /** Ids somebody became of which nothing is known yet. */
  open(): string[] {
    return [...new Set(this.#next.values())].filter(
      (id) => !this.#alive.has(id) && !this.#here.has(id) && !this.#gone.has(id) && !this.#next.has(id),
    );
  }

  /** Ids that were asked for and not found are gone for good. */
  close(asked: string[], found: WireRow[]): void {
    const known = new Set(found.map(idOf));
    for (const id of asked) if (!known.has(id)) this.#gone.add(id);
  }

  merges(): CrmMerge[] {
    const merges = new Map<string, CrmMerge>();
    for (const id of this.#next.keys()) {
      const { end, why } = this.#follow(id);
      if (end === null) continue;
      const merge = merges.get(`${end} ${why}`);
      if (merge) merge.from.push(id);
      else merges.set(`${end} ${why}`, { from: [id], into: end, why });
    }
    return [...merges.values()];
  }

  /** Those of the rows that are nobody any more. */
  departed(rows: WireRow[]): string[] {
    const ids = rows.map(idOf).filter((id) => !this.#here.has(id));
    return ids.filter((id) => this.#follow(id).end === null);
  }

  #follow(from: string): { end: string | null; why: CrmMerge['why'] } {
    let why: CrmMerge['why'] = 'merged';
    let at = from;
    for (const passed = new Set<string>(); !passed.has(at);) {
      passed.add(at);
      const next = this.#next.get(at);
      if (next === undefined) return { end: this.#gone.has(at) ? null : at, why };
      if (objectOf(at) !== objectOf(next)) why = 'converted';
      at = next;
    }
    return { end: null, why };
  }
}

function convertedInto(lead: WireRow): string {
  return isTrue(lead, 'IsConverted') ? text(lead, 'ConvertedContactId') : '';
}
