import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { LedgerTransaction } from '#core/ledger/ledger.ts';
import { ledgerAsCsv, ledgerAsJson } from '#server/export/ledger-export.ts';
import type { LedgerQuery } from '#server/workspace/ledger/ledger.ts';
import { value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

/** A workspace whose books hold dollars, yen and more than one page. */
function books() {
  const workspace = workspaceWithPerson();
  value(workspace.budgets.set('general', 'USD', 123_456, 'admin'));
  value(workspace.budgets.set('general/2026-11', 'JPY', 7000, 'admin'));
  value(workspace.rewards.create({ ...CALL, amount: 5 }));
  return { workspace, read: async (query: LedgerQuery) => workspace.ledger.list(query) };
}

const textOf = (stream: ReadableStream<Uint8Array>) => new Response(stream).text();

test('the books as CSV: a line an entry, debits and credits in major units, each transaction in balance', async () => {
  const { read } = books();
  const text = await textOf(value(await ledgerAsCsv(read, {})));
  const rows = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  }).data;
  expect(
    rows.map(({ account, debit, credit, currency }) => `${account} ${debit}|${credit} ${currency}`),
  ).toEqual([
    'budget 1234.56| USD',
    'funding |1234.56 USD',
    'budget 7000| JPY',
    'funding |7000 JPY',
    'budget |0.05 USD',
    'reserved 0.05| USD',
  ]);
  for (const lines of Map.groupBy(rows, ({ transaction }) => transaction).values()) {
    expect(lines.reduce((sum, line) => sum + Number(line['minor units']), 0)).toBe(0);
  }
});

test('the books as JSON are the transactions themselves, and an empty list where there are none', async () => {
  const { workspace, read } = books();
  const all = JSON.parse(await textOf(value(await ledgerAsJson(read, {})))) as LedgerTransaction[];
  expect(all).toEqual(value(workspace.ledger.list({ limit: 99, cursor: null, oldestFirst: true })).items);
  const none = await textOf(value(await ledgerAsJson(read, { kind: 'payout' })));
  expect(JSON.parse(none)).toEqual([]);
});

test('a broken read ends the download instead of passing off half of it as all', async () => {
  const { read } = books();
  let reads = 0;
  const failing = async (query: LedgerQuery) => {
    reads += 1;
    if (reads > 1) throw new Error('gone');
    const page = value(await read({ ...query, limit: 1 }));
    return { ok: true as const, value: { ...page, next: 'more' } };
  };
  await expect(textOf(value(await ledgerAsCsv(failing, {})))).rejects.toThrow('gone');
});
