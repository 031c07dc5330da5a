import { normalizeEmail } from '#core/person/person.ts';
import type { Problem } from '#core/problem.ts';
import { signalFaults } from '#core/signal/signal.ts';
import { parseDecimal } from './decimal.ts';
import type { ImportField, ImportMapping } from './mapping.ts';
import { parseMoment } from './moment.ts';
import type { FileRow } from './table.ts';
import { typeNamed } from './signal-name.ts';
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

/** A row as read: what it says, or everything that is wrong with its cells. */
export type RowReading =
  | { ok: true; value: SignalClaim }
  | { ok: false; problems: Problem[]; who: ClaimedPerson };

/** Whom a row names: by the surest of its columns. */
export type ClaimedPerson = Pick<SignalClaim, 'personId' | 'recordId' | 'email'>;

/** Reads rows under a settled mapping, as of `now`; see `signalFaults` for what a signal has to be. */
export function createRowReader(mapping: ImportMapping, now: number): (row: FileRow) => RowReading {
  const toInstant = wallClockOf(mapping.zone);
  const mark = mapping.decimals ?? 'dot';
  return (row) => {
    const { cells, fault } = row;
    const cell = (field: ImportField): string => cells[mapping.columns[field] ?? -1] ?? '';
    const who = personIn(cell);
    if (fault !== null) {
      const remedy = 'Mend the row in the file and upload it again.';
      return { ok: false, problems: [{ code: 'invalid_input', message: fault, remedy }], who };
    }
    const type = cell('type') || mapping.type;
    const occurredAt = parseMoment(cell('occurredAt'), mapping.dates, toInstant);
    const value = parseDecimal(cell('value'), mark);
    const claim = {
      key: cell('key') || null,
      ...who,
      type: typeNamed(type ?? '') ?? type ?? '',
      // Stands in for a date that could not be read, which is told already.
      occurredAt: occurredAt.ok ? occurredAt.value : now,
      value: value.ok ? value.value : null,
      source: cell('source') || null,
      reportedBy: cell('reportedBy') || null,
    };
    const unread = [
      who.personId === null && who.recordId === null && who.email === '' ? NOBODY : [],
      type === null ? NO_TYPE : [],
      occurredAt.ok ? [] : occurredAt.problem,
      value.ok ? [] : value.problem,
    ].flat();
    const told = new Set(unread.map(({ field }) => field));
    const faults = signalFaults({ ...claim, key: claim.key ?? 'made of the row' }, now);
    const problems = [...unread, ...faults.filter(({ field }) => !told.has(field)).map(inWordsOfFiles)];
    return problems.length === 0 ? { ok: true, value: claim } : { ok: false, problems, who };
  };
}

const NOBODY: Problem = {
  code: 'invalid_input',
  message: 'The row names nobody.',
  remedy: 'The row needs an e-mail or an id.',
  field: 'email',
};
const NO_TYPE: Problem = {
  code: 'invalid_input',
  message: 'The row has no type.',
  remedy: 'The row needs the name of a type, such as NPS.',
  field: 'type',
};

function personIn(cell: (field: ImportField) => string): ClaimedPerson {
  const [personId, recordId] = [cell('personId') || null, cell('recordId') || null];
  const isNamed = personId !== null || recordId !== null;
  return { personId, recordId: personId === null ? recordId : null, email: isNamed ? null : cell('email') };
}

/** Files name types as people do, so the names that programs use are no help. */
function inWordsOfFiles(problem: Problem): Problem {
  return problem.code === 'unknown_signal_type'
    ? { ...problem, remedy: 'Write the name of a type, such as NPS or Reference call.' }
    : problem;
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
