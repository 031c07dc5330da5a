import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contactOf, crmExport } from '../bin/ravenstack/crm-export.ts';
import { signalsOf } from '../bin/ravenstack/signals.ts';
import { readTables } from '../bin/ravenstack/tables.ts';
import { batch, contact } from '#test/server/workspace/crm.ts';
import { connectedWorkspace, CRM, NOW, value } from '#test/server/workspace/fixture.ts';

const FOLDER = process.env['RAVENSTACK'] ?? join(import.meta.dirname, '../../shared/data/ravenstack');
const isThere = existsSync(FOLDER);
const unless = isThere ? '' : ' (skipped: the tables are not here; set RAVENSTACK to their folder)';

describe.skipIf(!isThere)(`the RavenStack example${unless}`, () => {
  it('turns every row into signals or a reason, imports them once, and ranks the accounts', () => {
    const tables = readTables(FOLDER, NOW);
    const { signals, rejected } = signalsOf(tables);
    const rows = Object.values(tables.rows)
      .flat()
      .filter(({ table }) => table !== 'accounts');
    const seen = new Set([...signals, ...rejected].map(({ table, row }) => `${table} ${row}`));
    expect(seen.size).toBe(rows.length);
    expect(rows.length).toBe(5_000 + 2_000 + 25_000 + 600);
    expect(new Set(rejected.map(({ message }) => message)).size).toBeLessThan(5);

    const workspace = connectedWorkspace({ slack: false });
    const ids = tables.rows.accounts.map(({ cells }) => cells['account_id'] ?? '');
    const contacts = ids.map((id, at) => contact(String(at + 1), { email: contactOf(id) }));
    workspace.ingest.apply(CRM, batch({ contacts }));
    const inputs = signals.map(({ input }) => input);
    const count = (some: typeof inputs) => {
      const counts: Record<string, number> = {};
      for (const one of workspace.signals.recordAll(some)) {
        const what = one.ok ? (one.value.created ? 'created' : 'repeat') : one.problem.code;
        counts[what] = (counts[what] ?? 0) + 1;
      }
      return counts;
    };
    const { created = 0, ...others } = count(inputs);
    // Some usage ids stand for two readings.
    expect(Object.keys(others)).toEqual(['key_conflict']);
    expect(created + (others['key_conflict'] ?? 0)).toBe(inputs.length);
    expect(count(inputs.slice(0, 2_000))).toEqual({ repeat: 2_000 });
    expect(workspace.all('SELECT 1 FROM signal')).toHaveLength(created);

    const ranked = value(
      workspace.people.list({ q: null, tier: null, sort: '-propensity', limit: 200, cursor: null }),
    );
    const scores = ranked.items.map(({ propensity }) => propensity ?? -1);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBeGreaterThan(10);
  }, 60_000);

  it('writes a CRM export of one company and one contact an account', () => {
    const { companies, contacts } = crmExport(readTables(FOLDER, NOW));
    expect(companies.split('\r\n')).toHaveLength(501);
    expect(contacts.split('\r\n')).toHaveLength(501);
    expect(contacts.split('\r\n')[1]).toContain('contact@a-2e4581.example');
  });
});
