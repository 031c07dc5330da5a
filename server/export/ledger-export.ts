import type { LedgerTransaction } from '#core/ledger/ledger.ts';
import type { Result } from '#core/problem.ts';
import { minorDigits } from '#core/reward/currency.ts';
import type { LedgerFilter, LedgerQuery } from '#server/workspace/ledger/ledger.ts';
import type { Page } from '#server/workspace/store.ts';
import { csvOf } from './csv.ts';
import { jsonOf } from './json-list.ts';

type Read = (query: LedgerQuery) => Promise<Result<Page<LedgerTransaction>>>;

const HEADER = [
  'transaction',
  'time',
  'kind',
  'reference',
  'account',
  'sub-account',
  'currency',
  'debit',
  'credit',
  'minor units',
];
const PAGE = 500;

/**
 * The books as CSV, oldest first, a line an entry, as accountants import them: what an account gains is its debit, what
 * it loses its credit, in major units; the last column is exact. See `csvOf`.
 */
export function ledgerAsCsv(read: Read, filter: LedgerFilter): Promise<Result<ReadableStream<Uint8Array>>> {
  return csvOf(HEADER, toCells, async (cursor) => {
    const page = await read({ ...filter, limit: PAGE, cursor, oldestFirst: true });
    if (!page.ok) return page;
    return { ok: true, value: { items: page.value.items.flatMap(toLines), next: page.value.next } };
  });
}

type Line = Omit<LedgerTransaction, 'entries'> & LedgerTransaction['entries'][number];

function toLines({ entries, ...transaction }: LedgerTransaction): Line[] {
  return entries.map((entry) => ({ ...transaction, ...entry }));
}

function toCells({ id, at, kind, reference, account, holder, currency, amount }: Line): string[] {
  const [debit, credit] = amount < 0 ? ['', major(-amount, currency)] : [major(amount, currency), ''];
  const time = new Date(at).toISOString();
  return [id, time, kind, reference, account, holder, currency, debit, credit, String(amount)];
}

/** `1250` cents as `12.50`: no rounding, no thousands, as spreadsheets read it. */
export function major(amount: number, currency: string): string {
  const digits = currency.startsWith('points:') ? 0 : minorDigits(currency);
  if (digits === 0) return String(amount);
  const text = String(amount).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The books as JSON, oldest first: one array of transactions with their entries. See `jsonOf`. */
export function ledgerAsJson(read: Read, filter: LedgerFilter): Promise<Result<ReadableStream<Uint8Array>>> {
  return jsonOf((cursor) => read({ ...filter, limit: PAGE, cursor, oldestFirst: true }));
}

/** How the books can be taken away. */
export const LEDGER_FORMATS = {
  csv: { write: ledgerAsCsv, type: 'text/csv; charset=utf-8' },
  json: { write: ledgerAsJson, type: 'application/json' },
} as const;
