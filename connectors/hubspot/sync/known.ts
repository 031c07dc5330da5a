import type { CrmBatch, RecordKind } from '#core/crm/crm.ts';
import type { Modified } from './modified.ts';

/** What a cursor carries is bounded: beyond, records are read again. */
const MOST = 10_000;
/** A record read this long after its last change cannot change again without a later time. */
const SETTLED_MS = 2_000;

/** Versions of records that were handed over: finding them again in the overlap is no reason to read them again. */
export class Known {
  readonly #versions: Map<string, number>;

  constructor(versions: Iterable<readonly [string, number]> = []) {
    this.#versions = new Map(versions);
  }

  /** Reads what `toText` gave; what cannot be read is not known. */
  static fromText(text: string): Known {
    const entries = text.split(' ').map((entry) => entry.split('@'));
    return new Known(
      entries.flatMap(([key = '', at = '']) => (/^\d+$/.test(at) ? [[key, Number(at)] as const] : [])),
    );
  }

  /** Whether what search shows was handed over already. */
  has(kind: RecordKind, { id, at }: Modified): boolean {
    return (this.#versions.get(keyOf(kind, id)) ?? -Infinity) >= at;
  }

  /** Notes the records of a batch, read at `readAt` or later by HubSpot's clock. */
  note(kind: RecordKind, batch: CrmBatch, readAt: number): void {
    const records = { contact: batch.contacts, company: batch.companies, deal: batch.deals }[kind];
    for (const { id, modifiedAt } of records) {
      if (modifiedAt <= readAt - SETTLED_MS) this.#versions.set(keyOf(kind, id), modifiedAt);
    }
  }

  /** Those modified at `from` or later, as text. */
  toText(from: number): string {
    const kept = [...this.#versions].filter(([, at]) => at >= from).slice(-MOST);
    return kept.map(([key, at]) => `${key}@${at}`).join(' ');
  }
}

function keyOf(kind: RecordKind, id: string): string {
  return `${kind}:${id}`;
}
