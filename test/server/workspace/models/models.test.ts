import { describe, expect, test } from 'vitest';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { openWorkspace, problem, value } from '#test/server/workspace/fixture.ts';
import { publish, slower, sweep } from './worlds.ts';

const audited = (workspace: ReturnType<typeof openWorkspace>) =>
  workspace.all<{ action: string; actor: string; subject: string; detail: string }>(
    'SELECT action, actor, subject, detail FROM audit ORDER BY id',
  );

describe('the models of a workspace', () => {
  test('begin with the default one as version 1, made once', () => {
    const { models } = openWorkspace();
    const first = models.current();
    expect(first).toMatchObject({
      version: 1,
      state: 'current',
      model: DEFAULT_MODEL,
      origin: 'default',
      base: null,
    });
    expect(models.current()).toEqual(first);
    expect(models.list()).toEqual([first]);
    expect(value(models.get(first.id))).toEqual(first);
  });

  test('hold drafts, which change and are thrown away', () => {
    const workspace = openWorkspace();
    const { models, clock } = workspace;
    const draft = value(models.draft(slower(), ' tried \0out ', 'ana'));
    expect(draft).toEqual({
      id: draft.id,
      version: null,
      state: 'draft',
      model: slower(),
      origin: 'edit',
      base: 1,
      note: 'tried out',
      createdBy: 'ana',
      createdAt: clock.now,
      updatedAt: clock.now,
      publishedBy: null,
      publishedAt: null,
    });
    workspace.pass(1);
    const changed = value(models.change(draft.id, slower('loyalty'), 'x'.repeat(600)));
    expect(changed).toEqual({
      ...draft,
      model: slower('loyalty'),
      note: 'x'.repeat(500),
      updatedAt: clock.now,
    });
    expect(models.current()).toMatchObject({ version: 1, model: DEFAULT_MODEL });
    expect(value(models.discard(draft.id, 'ana'))).toBeNull();
    expect(problem(models.get(draft.id)).code).toBe('not_found');
    expect(models.list()).toHaveLength(1);
    expect(audited(workspace)).toEqual([
      { action: 'model.discarded', actor: 'ana', subject: `model:${draft.id}`, detail: '' },
    ]);
  });

  test('are published as the next version, with who, when and why', async () => {
    const workspace = openWorkspace();
    const { models, clock } = workspace;
    const [one, other] = [value(models.draft(slower(), 'longer memory', 'ana')), models.current()];
    workspace.pass(2);
    const published = value(models.publish(one.id, 'zoe'));
    expect(published).toEqual({
      ...one,
      version: 2,
      state: 'current',
      publishedBy: 'zoe',
      publishedAt: clock.now,
    });
    expect(models.current()).toEqual(published);
    expect(value(models.get(other.id))).toEqual({ ...other, state: 'past' });
    expect(models.list().map(({ version }) => version)).toEqual([2, 1]);
    expect(audited(workspace)).toEqual([
      {
        action: 'model.published',
        actor: 'zoe',
        subject: `model:${one.id}`,
        detail: 'Version 2. longer memory',
      },
    ]);
    expect(models.progress()).toEqual({ version: 2, done: 0, total: 0 });
    expect(workspace.woken).toContain(clock.now);
    await sweep(workspace);
    expect(models.progress()).toBeNull();
  });

  test('list drafts before versions, those changed last first', () => {
    const workspace = openWorkspace();
    const drafts = [0, 1, 2].map(() => {
      workspace.pass(1);
      return value(workspace.models.draft(slower(), '', 'ana'));
    });
    workspace.pass(1);
    value(workspace.models.change(drafts[0]!.id, slower(), ''));
    publish(workspace, slower('feedback'));
    expect(workspace.models.list().map(({ id, version }) => version ?? id)).toEqual([
      drafts[0]!.id,
      drafts[2]!.id,
      drafts[1]!.id,
      2,
      1,
    ]);
  });

  test('go back to an older version as a new one', () => {
    const workspace = openWorkspace();
    publish(workspace, slower());
    const reverted = value(workspace.models.revert(1, 'too slow', 'zoe'));
    expect(reverted).toMatchObject({
      version: 3,
      state: 'current',
      model: DEFAULT_MODEL,
      origin: 'revert',
      base: 2,
      note: 'too slow',
      publishedBy: 'zoe',
    });
    expect(problem(workspace.models.revert(9, '', 'zoe'))).toMatchObject({
      code: 'not_found',
      field: 'version',
    });
    expect(workspace.models.list()).toHaveLength(3);
  });

  test('never change once published, whatever is asked', () => {
    const workspace = openWorkspace();
    const { models } = workspace;
    publish(workspace, slower());
    const before = models.list();
    for (const { id } of before) {
      for (const refused of [
        models.change(id, DEFAULT_MODEL, ''),
        models.discard(id, 'ana'),
        models.publish(id, 'ana'),
      ]) {
        expect(problem(refused).code).toBe('already_published');
      }
    }
    expect(models.list()).toEqual(before);
  });

  test.each(['0', '99', '-1', '1 OR 1=1', '1e3', '', '9'.repeat(40)])('know none by the id %j', (id) => {
    const { models } = openWorkspace();
    models.current();
    for (const refused of [
      models.get(id),
      models.change(id, DEFAULT_MODEL, ''),
      models.discard(id, 'ana'),
      models.publish(id, 'ana'),
    ]) {
      expect(problem(refused).code).toBe('not_found');
    }
  });

  test('refuse what is no model, and keep nothing of it', () => {
    const { models } = openWorkspace();
    const draft = value(models.draft(slower(), '', 'ana'));
    const bad = { ...DEFAULT_MODEL, strengths: { ...DEFAULT_MODEL.strengths, complaint: 5 } };
    expect(problem(models.draft(bad, '', 'ana'))).toMatchObject({ field: 'strengths.complaint' });
    expect(problem(models.change(draft.id, bad, 'changed'))).toMatchObject({ field: 'strengths.complaint' });
    expect(models.list()).toHaveLength(2);
    expect(value(models.get(draft.id))).toEqual(draft);
  });

  test('that came before a type of signal count it as by default', () => {
    const workspace = openWorkspace();
    const { ces: _, ...older } = DEFAULT_MODEL.strengths;
    const draft = value(workspace.models.draft(slower(), '', 'ana'));
    workspace.store.sql.run(
      'UPDATE model SET definition = ? WHERE id = ?',
      JSON.stringify({ ...slower(), strengths: older }),
      Number(draft.id),
    );
    expect(value(workspace.models.publish(draft.id, 'ana')).model).toEqual(slower());
  });
});
