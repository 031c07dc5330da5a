import { describe, expect, test } from 'vitest';
import { DAY } from '#core/time.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { NOW, problem, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import {
  CSAT,
  day,
  GOOD,
  HEADER,
  imported,
  settle,
  signalsOf,
  upload,
  uploaded,
  workspaceOf,
} from './upload.ts';

describe('an import under way', () => {
  const rows = Array.from(
    { length: 1500 },
    (_, at) => `c${(at % 9) + 1}@acme.test,${day((at % 90) + 1)},5,k${at}`,
  );
  const text = [HEADER, ...rows].join('\n');

  async function running(workspace: TestWorkspace): Promise<string> {
    const { id } = await upload(workspace, text);
    value(workspace.imports.dryRun(id, CSAT));
    await settle(workspace, id);
    value(workspace.imports.start(id, 'ben'));
    return id;
  }

  test('goes on in slices, each wholly or not at all', async () => {
    const workspace = workspaceOf(9);
    const id = await running(workspace);
    await workspace.tick(new FakeDoors());
    expect(value(workspace.imports.get(id)).counts.rows).toBe(500);
    const { sql } = workspace.store;
    const run = sql.run.bind(sql);
    // A crash between the signals of a slice and the note of how far it is.
    sql.run = (query, ...values) => {
      if (query.includes('next_part + 1')) throw new Error('crash');
      run(query, ...values);
    };
    await expect(workspace.tick(new FakeDoors())).rejects.toThrow('crash');
    sql.run = run;
    expect(signalsOf(workspace)).toHaveLength(500);
    expect(workspace.nextTimer()).toBe(NOW);
    const done = await settle(workspace, id);
    expect(done.counts).toMatchObject({ rows: 1500, added: 1500, repeats: 0 });
    expect(signalsOf(workspace)).toHaveLength(1500);
  });

  test('ends where it is when cancelled, and may be done again from the start', async () => {
    const workspace = workspaceOf(9);
    const id = await running(workspace);
    await workspace.tick(new FakeDoors());
    value(workspace.imports.cancel(id, 'cleo'));
    expect(await settle(workspace, id)).toMatchObject({
      state: 'cancelled',
      counts: { rows: 500, added: 500 },
    });
    expect(workspace.all('SELECT 1 FROM import_part')).toEqual([]);
    const again = await imported(workspace, text);
    expect(again.counts).toMatchObject({ added: 1000, repeats: 500 });
  });

  test('takes no step out of order', async () => {
    const workspace = workspaceOf(9);
    const { imports } = workspace;
    const { id } = await upload(workspace, text);
    expect(problem(imports.start(id, 'ben')).code).toBe('import_state');
    value(imports.dryRun(id, CSAT));
    expect(problem(imports.start(id, 'ben')).code).toBe('import_state');
    await settle(workspace, id);
    value(imports.start(id, 'ben'));
    expect(problem(imports.dryRun(id, CSAT)).code).toBe('import_state');
    await settle(workspace, id);
    for (const call of [imports.dryRun(id, CSAT), imports.start(id, 'b'), imports.cancel(id, 'b')]) {
      expect(problem(call).code).toBe('import_state');
    }
    for (const unknown of ['99', 'x', '1 OR 1=1'])
      expect(problem(imports.get(unknown)).code).toBe('not_found');
  });

  test('forgets who is erased while it waits', async () => {
    const workspace = workspaceOf(2);
    const { id } = await upload(workspace, [HEADER, GOOD, `C2@ACME.test,${day(3)},5,b`].join('\n'));
    value(workspace.erasures.erase('2', 'ana'));
    expect(workspace.all<{ rows: string }>('SELECT rows FROM import_part')[0]?.rows).not.toMatch(/c2@acme/i);
    expect(JSON.stringify(value(workspace.imports.get(id)))).not.toMatch(/c2@acme/i);
    value(workspace.imports.dryRun(id, CSAT));
    expect((await settle(workspace, id)).counts).toMatchObject({ rows: 2, added: 1, refused: 1 });
  });

  test('that nobody comes back for is let go after a week', async () => {
    const workspace = workspaceOf(1);
    const { id } = await upload(workspace, [HEADER, GOOD].join('\n'));
    expect(workspace.nextTimer()).toBe(NOW + 7 * DAY);
    workspace.pass(7);
    await workspace.tick(new FakeDoors());
    expect(value(workspace.imports.get(id)).state).toBe('cancelled');
    expect(workspace.all('SELECT 1 FROM import_part')).toEqual([]);
  });
});

describe('an upload', () => {
  test.each([
    ['nothing', '', 'invalid_input'],
    ['a header alone', `${HEADER}\n\n`, 'invalid_input'],
    ['a workbook', 'PK\u0003\u0004', 'invalid_input'],
    ['too many rows', `a\n${'1\n'.repeat(200_001)}`, 'too_large'],
    ['too many bytes', 'a'.repeat(20_000_001), 'too_large'],
  ])('of %s is refused and never shows', async (_what, text, code) => {
    const workspace = workspaceOf(1);
    const refused = await uploaded(workspace, new TextEncoder().encode(text));
    expect(problem(refused)).toMatchObject({ code, field: 'file' });
    expect(value(workspace.imports.list(9, null)).items).toEqual([]);
    expect(workspace.all('SELECT seq FROM import_part UNION ALL SELECT id FROM import_file')).toEqual([]);
  });
});
