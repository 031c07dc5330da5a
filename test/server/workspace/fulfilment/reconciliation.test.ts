import { expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { NOW, problem, value } from '#test/server/workspace/fixture.ts';
import { by, opened } from './opened.ts';

const DAYS = { from: NOW - DAY, to: NOW + DAY };
const kinds = ({ differences }: { differences: { kind: string }[] }) => differences.map(({ kind }) => kind);

test('what was handed over by hand is compared with who ticked it', async () => {
  const { workspace, doors, fulfilment } = await opened();
  await workspace.tick(doors);
  const compare = async () => value(await fulfilment.reconcile({ provider: 'manual', ...DAYS, file: null }));
  expect(await compare()).toMatchObject({ booked: 0, listed: 0, differences: [] });
  value(fulfilment.markSent('R0001', { proof: 'handed over', by }));
  expect(await compare()).toMatchObject({ booked: 1, listed: 1, differences: [] });
  // Somebody with a hand in the database.
  workspace.store.sql.run(`UPDATE ledger_entry SET amount = amount * 2 WHERE transaction_id LIKE '%payout'`);
  expect(kinds(await compare())).toEqual(['other_amount']);
  workspace.store.sql.run(`DELETE FROM audit WHERE action = 'fulfilment.handed_over'`);
  expect(kinds(await compare())).toEqual(['missing_at_provider']);
});

test('the company’s own system is compared by its list', async () => {
  const { workspace, fulfilment } = await opened();
  await workspace.tick(new FakeDoors());
  value(fulfilment.choose([], by));
  const compare = (file: string | null) => fulfilment.reconcile({ provider: 'webhook', ...DAYS, file });
  expect(problem(await compare(null)).field).toBe('file');
  const list = (...rows: string[]) => ['key,amount,currency,status', ...rows].join('\n');
  const [ours] = workspace.all<{ provider: string }>('SELECT provider FROM fulfilment');
  expect(ours?.provider).toBe('webhook');
  expect(value(await compare(list('R0001,50.00,USD,paid')))).toMatchObject({
    booked: 1,
    listed: 1,
    differences: [],
  });
  expect(kinds(value(await compare(list('R0001,50.01,USD,paid'))))).toEqual(['other_amount']);
  expect(kinds(value(await compare(list('R0001,50,USD,paid', 'R0001,50,USD,paid'))))).toEqual(['double']);
  expect(kinds(value(await compare(list('R0001,50,USD,returned'))))).toEqual(['void_at_provider']);
  expect(kinds(value(await compare(list('R0009,9,USD,paid'))))).toEqual([
    'missing_at_provider',
    'unknown_to_us',
  ]);
});
