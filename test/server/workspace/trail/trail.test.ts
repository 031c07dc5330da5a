import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { note } from '#server/workspace/trail/note.ts';
import type { Page } from '#server/workspace/store.ts';
import type { Link, TrailFilter } from '#server/workspace/trail/trail.ts';
import { openWorkspace, problem, value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

/** A trail of five entries. */
function written() {
  const workspace = openWorkspace();
  for (let n = 1; n <= 5; n += 1) {
    note(workspace.store, 'ana', 'reward.approved', `reward:R000${n}`, `reason ${n}`);
    workspace.clock.now += 1000;
  }
  return workspace;
}

describe('the trail', () => {
  test('holds together as it was written, and says how much was checked', () => {
    const { trail } = written();
    const found = trail.verify();
    expect(found).toMatchObject({ checked: 5, erased: 0, unchained: 0, broken: null, next: null });
    expect(found.head).toBe(trail.head());
    expect(found.head).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ['another actor', `UPDATE audit SET actor = 'ben' WHERE id = 3`, '3'],
    ['another time', 'UPDATE audit SET at = at + 1 WHERE id = 3', '3'],
    ['another reason', `UPDATE audit SET detail = 'mine' WHERE id = 3`, '3'],
    ['another subject', `UPDATE audit SET subject = 'reward:R0009' WHERE id = 3`, '3'],
    ['an entry gone from the middle', 'DELETE FROM audit WHERE id = 3', '4'],
    ['an entry gone from the start', 'DELETE FROM audit WHERE id = 1', '2'],
    [
      'one put in',
      `INSERT INTO audit (at, actor, action, subject, detail) VALUES (1, 'a', 'b', 'c', 'd')`,
      '6',
    ],
    ['two in the wrong order', 'UPDATE audit SET id = CASE id WHEN 2 THEN 9 ELSE id END', '3'],
  ])('shows %s', (_, tampering, broken) => {
    const { store, trail } = written();
    store.sql.run(tampering);
    expect(trail.verify()).toMatchObject({ broken, next: null });
  });

  test('shows an end that was cut off by its head', () => {
    const { store, trail } = written();
    const head = trail.head();
    store.sql.run('DELETE FROM audit WHERE id = 5');
    expect(trail.verify().broken).toBeNull();
    expect(trail.head()).not.toBe(head);
  });

  test('goes on slice by slice to the same end', () => {
    const { store, trail } = openWorkspace();
    store.sql.transaction(() => {
      for (let n = 0; n < 10_050; n += 1) note(store, 'ana', 'act', `reward:R${n}`);
    });
    const first = trail.verify();
    expect(first).toMatchObject({ checked: 10_000, next: 10_000 });
    expect(trail.verify(first)).toMatchObject({
      checked: 10_050,
      broken: null,
      next: null,
      head: trail.head(),
    });
  });

  test('begins where it was begun: what was there before is counted, not vouched for', () => {
    const { store, trail } = openWorkspace();
    store.sql.run(`INSERT INTO audit (at, actor, action, subject, detail) VALUES (1, 'a', 'b', 'c', 'd')`);
    note(store, 'ana', 'act', 'reward:R1');
    expect(trail.verify()).toMatchObject({ checked: 1, unchained: 1, broken: null });
  });
});

test('erasing a person takes the words and leaves the chain whole', () => {
  const workspace = workspaceWithPerson();
  value(workspace.rewards.create(CALL));
  value(
    workspace.rewards.decide('R0001', { decision: 'decline', by: 'Olu', reason: 'Spoke of her illness' }),
  );
  value(workspace.erasures.erase('1', 'admin'));
  expect(workspace.all(`SELECT 1 FROM audit WHERE detail LIKE '%illness%'`)).toEqual([]);
  const found = workspace.trail.verify();
  expect(found).toMatchObject({ broken: null, next: null });
  expect(found.erased).toBeGreaterThan(0);
});

test('the chain is handed out as it was written, page by page, for others to check by what we say of it', () => {
  const { trail } = written();
  const sha256 = (parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  let head = '';
  let cursor: string | null = null;
  const ids: string[] = [];
  do {
    const page: Page<Link> = value(trail.chain(2, cursor));
    for (const { id, at, actor, action, subject, detail, salt, content, hash } of page.items) {
      expect(sha256([salt, subject, detail])).toBe(content);
      head = sha256([head, String(at), actor, action, content]);
      expect(hash).toBe(head);
      ids.push(id);
    }
    cursor = page.next;
  } while (cursor !== null);
  expect(ids).toEqual(['1', '2', '3', '4', '5']);
  expect(head).toBe(trail.head());
  expect(problem(trail.chain(2, 'stolen')).code).toBe('invalid_input');
});

test('of one subject only what tells of it is listed', () => {
  const { trail } = written();
  const about = value(trail.list(9, null, { about: 'reward:R0002' })).items;
  expect(about).toMatchObject([{ subject: 'reward:R0002', detail: 'reason 2' }]);
  expect(value(trail.list(9, null)).items).toHaveLength(5);
});

test('is narrowed to who, by a member’s name too, to a kind of action, and to days', () => {
  const { store, trail, clock } = written();
  store.sql.run(
    `INSERT INTO member (id, slack_team, slack_user, email, name, role, state, created_at)
     VALUES (7, 'T1', 'U7', 'mei@acme.test', 'Mei Tanaka', 'finance', 'active', 0)`,
  );
  const at = clock.now;
  note(store, 'slack:U7:mei', 'budget.set', 'budget:general:USD', '5 USD');
  clock.now += 1000;
  note(store, 'mei@acme.test', 'policy.published', 'policy:2');
  const actions = (filter: TrailFilter) =>
    value(trail.list(9, null, filter)).items.map(({ action }) => action);
  expect(actions({ who: 'tanaka' })).toEqual(['policy.published', 'budget.set']);
  expect(actions({ who: 'mei', action: 'budget' })).toEqual(['budget.set']);
  expect(actions({ action: 'udget' })).toEqual([]);
  expect(actions({ from: at, until: at + 1000 })).toEqual(['budget.set']);
  expect(actions({ who: '%' })).toEqual([]);
  const links = (filter: TrailFilter) =>
    value(trail.chain(9, null, filter)).items.map(({ action, hash }) => [action, hash.length]);
  expect(links({ who: 'tanaka', action: 'budget' })).toEqual([['budget.set', 64]]);
  expect(links({ about: 'reward:R0002' })).toEqual([['reward.approved', 64]]);
});

test('words no store can keep as they are do not break the chain, and a proposal of them is the same again', () => {
  const workspace = workspaceWithPerson();
  const odd = { ...CALL, act: 'a\ud800b\u202e\u0000c\nd', proposedBy: 'x\ud800\ny', key: 'k\udc00' };
  const first = value(workspace.rewards.create(odd));
  expect(first).toMatchObject({ act: 'a\ufffdbc d', proposedBy: 'x\ufffd y' });
  expect(workspace.rewards.create(odd)).toEqual({ ok: true, value: first });
  note(workspace.store, 'a\ud800', 'act', 'b\udfff', 'c\u0000\ud800');
  expect(workspace.trail.verify()).toMatchObject({ broken: null, next: null });
});
