import { normalizeEmail } from '#core/person/person.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { parseDecimal } from './decimal.ts';
import type { ImportField, ImportMapping } from './mapping.ts';
import { parseMoment } from './moment.ts';
import type { FileRow } from './table.ts';
import { wallClockOf } from './zone.ts';

/** What a row says: a signal of somebody, not yet held against who and what is known. Times are epoch milliseconds. */
export interface SignalClaim {
  /** Null where no column gives one; see `contentOf`. */
  key: string | null;
  personId: string | null;
  recordId: string | null;
  email: string | null;
  type: string;
  occurredAt: number;
  value: number | null;
  source: string | null;
  reportedBy: string | null;
}

const TYPE_BY_NAME = new Map(
  SIGNAL_TYPES.flatMap((type) => [
    [nameOf(type), type],
    [nameOf(SIGNALS[type].label), type],
  ]),
);

/** Reads rows under a settled mapping. A row fails with the first thing wrong with it, and its field. */
export function createRowReader(mapping: ImportMapping): (row: FileRow) => Result<SignalClaim> {
  const toInstant = wallClockOf(mapping.zone);
  const mark = mapping.decimals ?? 'dot';
  return ({ cells, fault }) => {
    if (fault !== null)
      return refuse('invalid_input', fault, 'Mend the row in the file and upload it again.');
    const cell = (field: ImportField): string => cells[mapping.columns[field] ?? -1] ?? '';
    const [personId, recordId, email] = [cell('personId'), cell('recordId'), cell('email')];
    if (personId + recordId + email === '') {
      return refuse('invalid_input', 'The row names nobody.', 'Fill in the e-mail or the id.', 'email');
    }
    const type = cell('type') === '' ? mapping.type : cell('type');
    if (type === null) {
      return refuse('invalid_input', 'The row has no type.', 'Fill in what kind of signal it is.', 'type');
    }
    const occurredAt = parseMoment(cell('occurredAt'), mapping.dates, toInstant);
    if (!occurredAt.ok) return occurredAt;
    const value = parseDecimal(cell('value'), mark);
    if (!value.ok) return value;
    return ok({
      key: cell('key') || null,
      personId: personId || null,
      recordId: personId === '' ? recordId || null : null,
      email: personId + recordId === '' ? email : null,
      type: TYPE_BY_NAME.get(nameOf(type)) ?? type,
      occurredAt: occurredAt.value,
      value: value.value,
      source: cell('source') || null,
      reportedBy: cell('reportedBy') || null,
    });
  };
}

function nameOf(type: string): string {
  return type
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}

/**
 * All a claim says, as one text: two rows that say the same are the same signal, also in files written differently.
 * For a key where the file gives none.
 */
export function contentOf(claim: SignalClaim): string {
  const { personId, recordId, email, type, occurredAt, value, source, reportedBy } = claim;
  const address = normalizeEmail(email ?? '') ?? email;
  return JSON.stringify([personId, recordId, address, type, occurredAt, value, source, reportedBy]);
}
