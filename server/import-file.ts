import { decodeFile } from '#core/import/encoding.ts';
import { createProfiles } from '#core/import/profile.ts';
import { MOST_ROWS, openTable, type FileRow } from '#core/import/table.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import type { Services } from './services.ts';
import type { ImportStatus } from './workspace/imports/import.ts';

/** The largest file taken, in bytes. */
export const MOST_BYTES = 20_000_000;

/** What is said of a larger one. */
export const tooLargeFile = refuse(
  'too_large',
  'The file is larger than 20 MB.',
  'Split it into files of less than 20 MB, each with the header.',
  'file',
);

/** A part must fit into one value of the object, with room for the quotes JSON adds. */
const MOST_IN_PART = 400_000;

/**
 * Reads an uploaded file and hands its rows to the workspace part by part; nothing shows before the last is there.
 * Fails with `invalid_input` where it is no CSV with a header, and with `too_large` beyond 20 MB, 200,000 rows or 200
 * columns.
 */
export async function uploadFile(
  services: Services,
  workspaceId: string,
  { name, bytes, by }: { name: string; bytes: Uint8Array; by: string },
): Promise<Result<ImportStatus>> {
  if (bytes.byteLength > MOST_BYTES) return tooLargeFile;
  const decoded = decodeFile(bytes);
  if (!decoded.ok) return decoded;
  const table = openTable(decoded.value.text);
  if (!table.ok) return table;
  const { imports } = services.workspace(workspaceId);
  const id = await imports.begin(name, decoded.value.encoding, by);
  const profiles = createProfiles(table.value.header);
  let [rows, seq] = [0, 0];
  for (const slice of table.value.rows()) {
    for (const { cells } of slice) profiles.add(cells);
    rows += slice.length;
    if (rows > MOST_ROWS) {
      await imports.abandon(id);
      return tooManyRows;
    }
    for (const part of partsOf(slice)) {
      const kept = await imports.append(id, seq, part);
      if (!kept.ok) return kept;
      seq += 1;
    }
  }
  if (rows === 0) {
    await imports.abandon(id);
    return noRows;
  }
  const finished = await imports.finish(id, profiles.columns, rows);
  return finished.ok ? ok(finished.value) : finished;
}

function* partsOf(rows: FileRow[]): Generator<FileRow[]> {
  let part: FileRow[] = [];
  let size = 0;
  for (const row of rows) {
    const more = row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (part.length > 0 && size + more > MOST_IN_PART) {
      yield part;
      [part, size] = [[], 0];
    }
    part.push(row);
    size += more;
  }
  if (part.length > 0) yield part;
}

const noRows = refuse(
  'invalid_input',
  'The file has a header and no rows.',
  'Choose a file with rows.',
  'file',
);
const tooManyRows = refuse(
  'too_large',
  'The file has more than 200,000 rows.',
  'Split it into smaller files, each with the header.',
  'file',
);
