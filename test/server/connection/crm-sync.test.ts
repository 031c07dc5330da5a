import { expect, test } from 'vitest';
import { emptyBatch, type CrmBatch } from '#core/crm/crm.ts';
import { CrmSync } from '#server/connection/crm-sync.ts';
import { setFact } from '#server/connection/facts.ts';
import type { Line } from '#server/connection/line.ts';
import { applyBatch } from '#server/connection/reading.ts';
import { noteFailure } from '#server/connection/loss.ts';
import { openStore } from '#test/support/node-sql.ts';

function connectionOf(accountId: string) {
  const sql = openStore('connection');
  const id = `hubspot-${accountId}`;
  const identity = { id, workspaceId: 'w', vendor: 'hubspot', accountId, name: 'HubSpot' } as const;
  setFact(sql, 'identity', { ...identity, uiHost: 'app.hubspot.com', scopes: [] });
  const ingest = { apply: async () => ({ refused: [], missed: 0, erased: [] }) };
  const env = { WORKSPACE: { getByName: () => ({ ingest }) } };
  const line = { sql, env, now: () => 1000, wake: () => undefined } as unknown as Line;
  const refuse = (recordId: string) =>
    sql.run(`INSERT INTO flag (record_id, problem) VALUES (?, '{"code":"record_rejected"}')`, recordId);
  const apply = (batch: Partial<CrmBatch>) => applyBatch(line, { ...emptyBatch(), ...batch });
  const rejected = () => new CrmSync(line).health().rejected.map(({ recordId }) => recordId);
  return { sql, line, refuse, apply, rejected };
}

test('a record that was merged away or left refuses its flag no longer', async () => {
  const { refuse, apply, rejected } = connectionOf('1');
  for (const id of ['1', '2', '3', '4', '5']) refuse(id);
  await apply({ merges: [{ from: ['1', '2'], into: '2', why: 'merged' }] });
  expect(rejected()).toEqual(['2', '3', '4', '5']);
  await apply({ removals: [{ kind: 'contact', id: '3', erased: false }] });
  await apply({ removals: [{ kind: 'company', id: '4', erased: false }] });
  expect(rejected()).toEqual(['2', '4', '5']);
});

test('asking for changes at once does not forget when they were last looked for', () => {
  const { sql, line } = connectionOf('1');
  setFact(sql, 'state', 'failing');
  setFact(sql, 'backfill', { cursor: null, done: 1, total: 1, startedAt: 1, finishedAt: 2 });
  setFact(sql, 'poll', { cursor: null, at: 500 });
  expect(new CrmSync(line).start(false).lastPollAt).toBe(500);
});

test('a connection that fails again has not worked since it first failed', () => {
  const { sql, line } = connectionOf('1');
  const problem = { code: 'vendor_refused', message: 'Frozen.', remedy: 'Unfreeze.' } as const;
  expect(new CrmSync(line).health().failingSince).toBeNull();
  for (const at of [700, 900]) noteFailure(sql, 'failing', problem, at);
  expect(new CrmSync(line).health()).toMatchObject({ failingSince: 700, state: 'failing', problem });
});
