import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { crmExport, domainOf } from './ravenstack/crm-export.ts';
import { rankedAccounts, sendSignals } from './ravenstack/send.ts';
import { signalsOf } from './ravenstack/signals.ts';
import { readTables, type Rejected } from './ravenstack/tables.ts';

// Two steps, explained in docs/ravenstack.md: `crm` writes what the sandbox loads, `signals` sends the history.
const USAGE = `Usage:
  bin/ravenstack.ts crm <tables> <folder>            writes contacts.csv and companies.csv for SANDBOX_DATA
  bin/ravenstack.ts signals <tables> <rejected.csv>  sends the history to the server at APP_URL with ADMIN_TOKEN`;
const SHOWN = 20;

const [step, folder, target] = process.argv.slice(2);
if (folder === undefined || target === undefined || (step !== 'crm' && step !== 'signals')) {
  console.error(USAGE);
  process.exit(1);
}
const tables = readTables(folder, Date.now());
if (step === 'crm') {
  mkdirSync(target, { recursive: true });
  const { companies, contacts } = crmExport(tables);
  writeFileSync(join(target, 'companies.csv'), companies);
  writeFileSync(join(target, 'contacts.csv'), contacts);
  console.log(`${tables.rows.accounts.length} companies, each with one contact, are in ${target}.`);
} else await importHistory(target);

async function importHistory(file: string): Promise<void> {
  const token = process.env['ADMIN_TOKEN'];
  if (token === undefined) {
    console.error('Set ADMIN_TOKEN to the token the server was started with.');
    process.exit(1);
  }
  const api = { url: process.env['APP_URL'] ?? 'http://127.0.0.1:8787', token };
  const { signals, rejected } = signalsOf(tables);
  console.log(`Dates are moved by ${tables.moved} days, so that the history ends today.`);
  const sent = await sendSignals(api, signals, (done) =>
    console.log(`${done} of ${signals.length} signals sent`),
  );
  const all = [...rejected, ...sent.rejected];
  writeFileSync(file, Papa.unparse(all, { escapeFormulae: true }));
  console.log(
    `\n${sent.created} signals recorded, ${sent.repeats} known already, ${all.length} rows rejected:`,
  );
  for (const [why, n] of byReason(all)) console.log(`  ${n} × ${why}`);
  console.log(`Each is in ${file} with its table and row.\n`);
  const domains = new Set(tables.rows.accounts.map(({ cells }) => domainOf(cells['account_id'] ?? '')));
  const ranked = await rankedAccounts(api, domains, SHOWN);
  for (const [at, { name, propensity, confidence }] of ranked.entries()) {
    const place = String(at + 1).padStart(3);
    const score = String(propensity ?? '-').padStart(3);
    console.log(`${place}. ${score}  ${Math.round(confidence * 100)} % known  ${name}`);
  }
}

function byReason(rejected: readonly Rejected[]): [why: string, n: number][] {
  const counts = new Map<string, number>();
  for (const { table, code, message } of rejected) {
    const why = `${table}: ${code}, ${message}`;
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, SHOWN);
}
