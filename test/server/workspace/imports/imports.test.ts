import { describe, expect, test } from 'vitest';
import { forgetInImports } from '#server/workspace/imports/forgetting.ts';
import { batch, contact } from '#test/server/workspace/crm.ts';
import {
  connectedWorkspace,
  CRM,
  NOW,
  problem,
  value,
  walk,
  type TestWorkspace,
} from '#test/server/workspace/fixture.ts';
import { CSAT, day, GOOD, HEADER, imported, settle, signalsOf, upload, workspaceOf } from './upload.ts';

const faultsOf = ({ imports }: TestWorkspace, id: string) =>
  walk((cursor) => imports.faults(id, 2, cursor)).map(({ row, problem: { code, field } }) => [
    row,
    code,
    field,
  ]);

describe('a file of signals', () => {
  test('is looked at first, and tells what its columns hold', async () => {
    const workspace = workspaceOf(1);
    const status = await upload(workspace, `\uFEFF${HEADER}\n${GOOD}\n`);
    expect(status).toMatchObject({
      name: 'answers.csv',
      by: 'ana',
      state: 'mapping',
      rows: 1,
      encoding: 'utf-8',
    });
    expect(status.columns.map(({ name, samples }) => [name, samples])).toEqual([
      ['email', ['c1@acme.test']],
      ['date', [day(3)]],
      ['score', ['5']],
      ['key', ['a']],
    ]);
    expect(signalsOf(workspace)).toEqual([]);
  });

  test('with everything wrong has every row explained and the others taken, none twice', async () => {
    const workspace = workspaceOf(2);
    const rows = [
      GOOD,
      `nobody@acme.test,${day(3)},5,b`,
      `not an address,${day(3)},5,c`,
      `c1@acme.test,2038-01-19,5,d`,
      `c1@acme.test,1970-01-01,5,e`,
      `c1@acme.test,31-02-2024,5,f`,
      `c1@acme.test,${day(3)},NaN,g`,
      `c1@acme.test,${day(3)},1e308,h`,
      `c1@acme.test,${day(3)},6,i`,
      `c1@acme.test,${day(3)},,j`,
      GOOD,
      `c1@acme.test,${day(3)},4,a`,
      `c1@acme.test,${day(3)}`,
      `,${day(3)},4,k`,
      `c1@acme.test,${day(3)},4,crm:1:x`,
      `c2@acme.test,${day(3)},"4.5",z`,
    ];
    const done = await imported(workspace, [HEADER, ...rows].join('\r\n'));
    expect(faultsOf(workspace, done.id)).toEqual([
      [3, 'not_found', 'email'],
      [4, 'invalid_input', 'email'],
      [5, 'invalid_input', 'occurredAt'],
      [6, 'invalid_input', 'occurredAt'],
      [7, 'invalid_input', 'occurredAt'],
      [8, 'invalid_input', 'value'],
      [9, 'invalid_input', 'value'],
      [10, 'invalid_input', 'value'],
      [11, 'invalid_input', 'value'],
      [13, 'key_conflict', 'key'],
      [14, 'invalid_input', undefined],
      [15, 'invalid_input', 'email'],
      [16, 'invalid_input', 'key'],
    ]);
    expect(signalsOf(workspace)).toEqual([
      { key: 'a', value: 5 },
      { key: 'z', value: 4.5 },
    ]);
    expect(done).toMatchObject({
      state: 'done',
      startedBy: 'ben',
      counts: { rows: 16, added: 2, repeats: 1, refused: 13, skipped: 0 },
    });
  });

  test('has every fault of a row told with its column and cell, and forgets whom they named', async () => {
    const workspace = workspaceOf(1);
    const { imports } = workspace;
    const text = [HEADER, `bob@@acme,31-02-2024,99,a`, `nobody@acme.test,${day(3)},NaN,b`].join('\n');
    const { id } = await upload(workspace, text);
    value(imports.dryRun(id, CSAT));
    await settle(workspace, id);
    const told = () =>
      walk((cursor) => imports.faults(id, 1, cursor)).map(({ row, column, cell }) => [row, column, cell]);
    const cells = [
      [2, 'date', '31-02-2024'],
      [2, 'score', '99'],
      [2, 'email', 'bob@@acme'],
      [3, 'score', 'NaN'],
      [3, 'email', 'nobody@acme.test'],
    ];
    expect(told()).toEqual(cells);
    value(imports.cancel(id, 'ben'));
    expect(told()).toEqual(
      cells.map(([row, column, cell]) => [row, column, column === 'email' ? null : cell]),
    );
  });

  test('tells no more of an erased person in what was wrong', async () => {
    const workspace = workspaceOf(1);
    const { id } = await upload(workspace, [HEADER, `c1@acme.test,31-02-2024,5,a`].join('\n'));
    // The column of dates is said to be the one with the addresses.
    const mapping = { ...CSAT, type: 'idea' as const, columns: { email: 0, occurredAt: 0 } };
    value(workspace.imports.dryRun(id, mapping));
    await settle(workspace, id);
    const cells = () => value(workspace.imports.faults(id, 9, null)).items.map(({ cell }) => cell);
    expect(cells()).toEqual(['c1@acme.test']);
    forgetInImports(workspace.store, [1]);
    expect(cells()).toEqual([null]);
  });

  test('a dry run keeps the five scores that move most', async () => {
    const workspace = workspaceOf(8);
    const rows = [1, 2, 3, 4, 5, 6, 7].map((who) => `c${who}@acme.test,${day(3)},${who < 3 ? 5 : 4},k${who}`);
    const { id } = await upload(workspace, [HEADER, ...rows].join('\n'));
    value(workspace.imports.dryRun(id, CSAT));
    const { effect } = await settle(workspace, id);
    expect(effect).toMatchObject({ people: 7, changed: 7 });
    expect(effect?.most).toHaveLength(5);
    const moved = effect?.most.map(({ before, after }) => after - before) ?? [];
    expect(moved).toEqual(moved.toSorted((a, b) => b - a));
    expect(effect?.most.slice(0, 2).map(({ personId }) => personId)).toEqual(['1', '2']);
  });

  test.each([
    ['its keys', CSAT],
    ['no key at all', { ...CSAT, columns: { email: 0, occurredAt: 1, value: 2 } }],
  ])('taken twice under %s changes nothing the second time', async (_what, mapping) => {
    const workspace = workspaceOf(2);
    const text = [HEADER, GOOD, `c2@acme.test,${day(9)},1,b`, `c2@acme.test,${day(8)},1,c`].join('\n');
    const first = await imported(workspace, text, mapping);
    expect(first.counts).toMatchObject({ added: 3, repeats: 0, refused: 0 });
    const kept = signalsOf(workspace);
    const again = await imported(workspace, text, mapping);
    expect(again.counts).toMatchObject({ added: 0, repeats: 3, refused: 0 });
    expect(signalsOf(workspace)).toEqual(kept);
  });

  test('finds people by the id of a CRM record too, also in its short form', async () => {
    const workspace = connectedWorkspace({ slack: false });
    workspace.ingest.apply(
      CRM,
      batch({ contacts: [contact('003000000000001AAA'), contact('003000000000002AAA')] }),
    );
    const mapping = { ...CSAT, columns: { recordId: 0, occurredAt: 1, value: 2 } };
    const rows = ['003000000000001AAA', '003000000000002', '003000000000009'].map(
      (id) => `${id},${day(3)},5,`,
    );
    const done = await imported(workspace, [HEADER, ...rows].join('\n'), mapping);
    expect(done.counts.added).toBe(2);
    expect(faultsOf(workspace, done.id)).toEqual([[4, 'not_found', 'recordId']]);
  });

  test('may skip rows about nobody we know', async () => {
    const workspace = workspaceOf(1);
    const text = [HEADER, GOOD, `nobody@acme.test,${day(3)},5,b`].join('\n');
    const done = await imported(workspace, text, { ...CSAT, unknown: 'skip' });
    expect(done.counts).toMatchObject({ added: 1, refused: 0, skipped: 1 });
    expect(faultsOf(workspace, done.id)).toEqual([]);
  });

  test('leaves no row behind, and its list says who and when', async () => {
    const workspace = workspaceOf(1);
    const done = await imported(workspace, [HEADER, GOOD].join('\n'));
    expect(workspace.all('SELECT 1 FROM import_part UNION ALL SELECT 1 FROM import_claim')).toEqual([]);
    expect(JSON.stringify(done)).not.toContain('c1@acme.test');
    expect(walk((cursor) => workspace.imports.list(1, cursor))).toMatchObject([
      { name: 'answers.csv', by: 'ana', startedBy: 'ben', finishedAt: NOW },
    ]);
  });
});

describe('a dry run', () => {
  test('records nothing and tells what the import then does', async () => {
    const workspace = workspaceOf(700);
    const rows = Array.from({ length: 1200 }, (_, at) => {
      const who = (at % 710) + 1;
      return `c${who}@acme.test,${day((at % 300) + 1)},${(at % 6) + 0.5 > 5 ? 5 : at % 6},k${at % 1190}`;
    });
    const { id } = await upload(workspace, [HEADER, ...rows].join('\n'));
    value(workspace.imports.dryRun(id, CSAT));
    const checked = await settle(workspace, id);
    const faults = faultsOf(workspace, id);
    expect(signalsOf(workspace)).toEqual([]);
    expect(checked.counts.rows).toBe(1200);
    value(workspace.imports.start(id, 'ben'));
    const done = await settle(workspace, id);
    expect(done.counts).toEqual(checked.counts);
    expect(faultsOf(workspace, id)).toEqual(faults);
    expect(checked.effect?.people).toBe(700);
  });

  test('tells who would rise and fall, as they then do', async () => {
    const workspace = workspaceOf(40);
    const header = 'email,date,type,value';
    const mapping = { ...CSAT, type: null, columns: { email: 0, occurredAt: 1, type: 2, value: 3 } };
    const praise = (who: number) => [
      `c${who}@acme.test,${day(1)},nps,10`,
      `c${who}@acme.test,${day(40)},reference call,`,
      `c${who}@acme.test,${day(40)},review,5`,
    ];
    const before = await imported(workspace, [header, ...praise(1)].join('\n'), mapping);
    expect(before.effect).toMatchObject({ people: 1, rise: 1, fall: 0 });
    const text = [
      header,
      ...[2, 3, 4].flatMap(praise),
      `c1@acme.test,${day(0)},bad_reference,`,
      `c1@acme.test,${day(0)},churn_risk,`,
      `c5@acme.test,${day(4)},csat,1`,
    ].join('\n');
    const start = workspace.people.census();
    const done = await imported(workspace, text, mapping);
    const { effect } = done;
    expect(effect).toMatchObject({ people: 5, rise: 3, fall: 1 });
    const end = workspace.people.census();
    for (const tier of ['none', 'candidate', 'advocate', 'champion'] as const) {
      expect(end[tier] - start[tier]).toBe((effect?.after[tier] ?? 0) - (effect?.before[tier] ?? 0));
    }
  });

  test('asks how dates are meant rather than guess, and may be run again', async () => {
    const workspace = workspaceOf(1);
    const { id } = await upload(workspace, `${HEADER}\nc1@acme.test,03/04/2026,5,a`);
    const { imports } = workspace;
    expect(problem(imports.dryRun(id, CSAT))).toMatchObject({ code: 'invalid_input', field: 'dates' });
    for (const dates of ['day_first', 'month_first'] as const) {
      value(imports.dryRun(id, { ...CSAT, dates }));
      expect((await settle(workspace, id)).counts.added).toBe(1);
    }
    value(imports.start(id, 'ben'));
    await settle(workspace, id);
    expect(workspace.all('SELECT occurred_at AS at FROM signal')).toEqual([{ at: Date.UTC(2026, 2, 4) }]);
  });
});
