import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeFile } from '#core/import/encoding.ts';
import { parseMoment, type DayOrder } from '#core/import/moment.ts';
import { createProfiles, dayOrderOf } from '#core/import/profile.ts';
import { openTable } from '#core/import/table.ts';
import { DAY } from '#core/time.ts';

export type TableName = 'accounts' | 'subscriptions' | 'supports_ticket' | 'feature_usage' | 'churn_events';

/** One row by the names of its columns. */
export interface TableRow {
  table: TableName;
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  cells: Record<string, string>;
}

/** A row of a table that gave no signal, and why. */
export interface Rejected extends Pick<TableRow, 'table' | 'row'> {
  code: string;
  message: string;
}

/** The five tables, read; `at` reads their dates, moved so that the history ends at `now`. */
export interface Tables {
  rows: Record<TableName, TableRow[]>;
  rejected: Rejected[];
  at: (text: string) => number | null;
  /** How many days the dates were moved. */
  moved: number;
}

/** Reads the RavenStack folder. Throws where a table is missing or is no CSV. */
export function readTables(folder: string, now: number): Tables {
  const rejected: Rejected[] = [];
  const read = (table: TableName) => readTable(folder, table, rejected);
  const rows: Tables['rows'] = {
    accounts: read('accounts'),
    subscriptions: read('subscriptions'),
    supports_ticket: read('supports_ticket'),
    feature_usage: read('feature_usage'),
    churn_events: read('churn_events'),
  };
  const order = orderOf(rows.feature_usage.map(({ cells }) => cells['usage_date'] ?? ''));
  const readMoment = (text: string): number | null => {
    const moment = parseMoment(text, order, (wall) => wall);
    return moment.ok ? moment.value : null;
  };
  const last = rows.feature_usage.reduce(
    (latest, { cells }) => Math.max(latest, readMoment(cells['usage_date'] ?? '') ?? 0),
    0,
  );
  const moved = Math.floor((now - last) / DAY);
  const at = (text: string) => {
    const written = readMoment(text);
    return written === null ? null : written + moved * DAY;
  };
  return { rows, rejected, at, moved };
}

function readTable(folder: string, table: TableName, rejected: Rejected[]): TableRow[] {
  const file = join(folder, `ravenstack_${table}.csv`);
  const decoded = decodeFile(readFileSync(file));
  const opened = decoded.ok ? openTable(decoded.value.text) : decoded;
  if (!opened.ok) throw new Error(`${file}: ${opened.problem.message}`);
  const { header } = opened.value;
  const rows: TableRow[] = [];
  for (const slice of opened.value.rows()) {
    for (const { row, cells, fault } of slice) {
      if (fault !== null) rejected.push({ table, row, code: 'invalid_input', message: fault });
      else
        rows.push({
          table,
          row,
          cells: Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])),
        });
    }
  }
  return rows;
}

function orderOf(dates: string[]): DayOrder | null {
  const profiles = createProfiles(['date']);
  for (const date of dates) profiles.add([date]);
  const [column] = profiles.columns;
  return column === undefined ? null : dayOrderOf(column).way;
}
