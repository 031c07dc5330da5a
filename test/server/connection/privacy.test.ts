import { expect, test } from 'vitest';
import type { Line } from '#server/connection/line.ts';
import { Privacy } from '#server/connection/privacy.ts';
import { openStore } from '#test/support/node-sql.ts';

test('forgets flags, problems and events of the records, and nothing of others', () => {
  const sql = openStore('connection');
  for (const id of ['1', '2', '3']) {
    sql.run(`INSERT INTO flag (record_id, flag) VALUES (?, '{"reason":"Nadia"}')`, id);
    sql.run(`INSERT INTO value_problem VALUES (?, 'nps', '{"message":"nine"}', 1)`, id);
    const values = `'contact', 'changed', ?2, '[]', 1, 1, 'waiting', 0`;
    sql.run(
      `INSERT INTO inbox (key, kind, action, record_id, merged_ids, occurred_at, received_at, state, attempts)
       VALUES (?1, ${values})`,
      `event ${id}`,
      id,
    );
  }
  sql.run(`UPDATE inbox SET action = 'merged', merged_ids = '["1","9"]' WHERE record_id = '3'`);
  const privacy = new Privacy({ sql } as Line);
  for (let times = 0; times < 2; times += 1) expect(privacy.forget(['1', '2']).ok).toBe(true);
  expect(sql.all('SELECT record_id AS id FROM flag')).toEqual([{ id: '3' }]);
  expect(sql.all('SELECT record_id AS id FROM value_problem')).toEqual([{ id: '3' }]);
  expect(sql.all('SELECT record_id AS id, merged_ids AS merged FROM inbox')).toEqual([
    { id: '3', merged: '["9"]' },
  ]);
});
