import { markIn, parseDecimal, type DecimalMark } from '#core/import/decimal.ts';
import { openTable, type FileRow } from '#core/import/table.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { isCurrency, minorDigits } from '#core/reward/currency.ts';
import { orderKey, rewardOf } from './key.ts';
import type { ListedOrder } from './reconcile.ts';

/** The columns of a list of orders, by the names systems give them; the first of each is ours. */
const NAMES = {
  key: ['key', 'idempotency key', 'idempotency_key', 'reference', 'reward'],
  amount: ['amount', 'value', 'total'],
  currency: ['currency', 'currency code', 'currency_code'],
  status: ['status', 'state'],
  date: ['date', 'paid at', 'paid_at', 'created at', 'created_at'],
} as const;
type Column = keyof typeof NAMES;
const NEEDED: readonly Column[] = ['key', 'amount', 'currency', 'status'];

/** What says that no money is out: not yet, or not any more. Every other word counts as paid, so that somebody looks. */
const UNPAID = new Set(
  'pending open scheduled failed error declined rejected cancelled canceled void voided returned refunded reversed'.split(
    ' ',
  ),
);
const MOST_ORDERS = 20_000;

/**
 * The orders a company's own system lists, from a CSV with the columns key (or our reward's id), amount in major units,
 * currency, status and, if it has one, date. An order without a date is taken to be of `at`. Fails with `invalid_input`
 * naming the row, or `too_large` beyond 20,000 orders: a list that is read in part compares nothing.
 */
export function readOrderFile(text: string, at: number): Result<ListedOrder[]> {
  const table = openTable(text);
  if (!table.ok) return table;
  const columns = columnsOf(table.value.header);
  const missing = NEEDED.find((name) => columns[name] === undefined);
  if (missing !== undefined) {
    return fault(`The file has no column ${missing}.`, `Name the columns ${NEEDED.join(', ')}.`);
  }
  const rows = [...table.value.rows()].flat();
  if (rows.length > MOST_ORDERS) {
    return refuse('too_large', `The file has more than ${MOST_ORDERS} orders.`, 'Take less time.', 'file');
  }
  const mark = markOf(rows, columns.amount ?? 0);
  const orders: ListedOrder[] = [];
  for (const row of rows) {
    const order = readOrder(row, columns, { mark, at });
    if (!order.ok) return order;
    orders.push(order.value);
  }
  return ok(orders);
}

type Columns = Partial<Record<Column, number>>;

function columnsOf(header: readonly string[]): Columns {
  const names = header.map((name) => name.toLowerCase());
  const columns: Columns = {};
  for (const column of ['key', 'amount', 'currency', 'status', 'date'] as const) {
    const known: readonly string[] = NAMES[column];
    const place = names.findIndex((name) => known.includes(name));
    if (place >= 0) columns[column] = place;
  }
  return columns;
}

/** The decimal mark of the column; a dot where no cell tells. */
function markOf(rows: readonly FileRow[], column: number): DecimalMark {
  const told = rows.map(({ cells }) => markIn(cells[column] ?? ''));
  return told.find((mark): mark is DecimalMark => mark === 'comma' || mark === 'dot') ?? 'dot';
}

function readOrder(
  { row, cells, fault: broken }: FileRow,
  columns: Columns,
  { mark, at }: { mark: DecimalMark; at: number },
): Result<ListedOrder> {
  const cell = (name: Column) => cells[columns[name] ?? -1]?.trim() ?? '';
  if (broken !== null) return fault(`Row ${row}: ${broken}`, 'Mend the row, and upload the file again.');
  const [key, currency] = [cell('key'), cell('currency').toUpperCase()];
  if (key === '') return fault(`Row ${row} has no key.`, 'Write the key of the order, or the reward’s id.');
  if (!isCurrency(currency)) {
    return fault(`Row ${row} has no currency we know.`, 'Use its three letters, such as USD.');
  }
  const amount = minorAmount(cell('amount'), currency, mark);
  if (amount === null) return fault(`Row ${row} has no amount of ${currency}.`, 'Write it as 50 or 1250.50.');
  const date = cell('date') === '' ? at : Date.parse(cell('date'));
  if (Number.isNaN(date)) return fault(`Row ${row} has no date we can read.`, 'Write it as 2026-11-23.');
  return ok({
    reference: key,
    key: rewardOf(key) === null ? orderKey(key, 1) : key,
    amount,
    currency,
    paid: !UNPAID.has(cell('status').toLowerCase()),
    at: date,
  });
}

/** Integer minor units; null for what is no whole number of them, or not above zero. */
function minorAmount(text: string, currency: string, mark: DecimalMark): number | null {
  const read = parseDecimal(text, mark);
  if (!read.ok || read.value === null) return null;
  const scaled = read.value * 10 ** minorDigits(currency);
  const amount = Math.round(scaled);
  const isWhole = Math.abs(scaled - amount) < 1e-6;
  return isWhole && Number.isSafeInteger(amount) && amount > 0 ? amount : null;
}

function fault(message: string, remedy: string): Result<never> {
  return refuse('invalid_input', message, remedy, 'file');
}
