import { describe, expect, test } from 'vitest';
import { backTest } from '#core/score/back-test.ts';
import { cutoffsBefore, HORIZON } from '#core/score/cutoffs.ts';
import { addRanked, emptyLevels } from '#core/score/levels.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { Panel } from '#core/score/panel.ts';
import { DAY } from '#core/time.ts';
import { pastPeople } from '#server/workspace/models/past.ts';
import { finish } from '#test/core/score/finish.ts';
import { plantWorld, PLANTED, weighted, WRONG_MODEL } from '#test/core/score/planted.ts';
import { NOW, openWorkspace, problem, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { workspaceOf } from './planted-workspace.ts';
import { publish } from './worlds.ts';

const CUTOFFS = cutoffsBefore(NOW);

const drafts = ({ models }: TestWorkspace) => models.list().filter(({ state }) => state === 'draft');

describe('a back-test of a workspace', () => {
  const world = plantWorld({ seed: 11, people: 250, cutoffs: CUTOFFS });

  test('is that of the people it holds, and changes nothing', async () => {
    const workspace = workspaceOf(world);
    const before = workspace.models.list();
    const panel = new Panel(CUTOFFS, 0);
    const levels = emptyLevels(0);
    const models = { model: WRONG_MODEL, current: DEFAULT_MODEL };
    world.histories.forEach((history, index) => addRanked(panel, levels, index + 1, history, models));
    const answer = value(await workspace.models.backTest(WRONG_MODEL));
    expect(answer).toEqual(finish(backTest(panel, levels, 1)));
    expect(answer.enough).toBe(true);
    expect(workspace.models.list()).toEqual(before);
  });

  test('counts what two CRMs tell alike once', async () => {
    const once = value(await workspaceOf(world, ['hubspot-1']).models.backTest(DEFAULT_MODEL));
    const twice = await workspaceOf(world, ['hubspot-1', 'salesforce-1']).models.backTest(DEFAULT_MODEL);
    expect(value(twice)).toEqual(once);
  });

  test('knows nothing of what came after: past standings stay as they are while the future changes', async () => {
    const [last] = CUTOFFS.slice(-1);
    const later = world.histories.map((history, index) => [
      ...history.filter(({ occurredAt }) => occurredAt < last! + HORIZON),
      ...(index % 2 === 0
        ? [{ type: 'reference_call' as const, value: null, occurredAt: last! + HORIZON }]
        : []),
    ]);
    const cut = world.histories.map((history) =>
      history.filter(({ occurredAt }) => occurredAt < last! + HORIZON),
    );
    const [a, b] = await Promise.all(
      [cut, later].map((histories) => workspaceOf({ histories }).models.backTest(WRONG_MODEL)),
    );
    expect(value(b!)).toEqual(value(a!));
  });

  test('lets others go first between its slices', async () => {
    const workspace = workspaceOf(world);
    let turns = 0;
    let over = false;
    const others = (): void => {
      turns += 1;
      if (!over) setTimeout(others, 0);
    };
    setTimeout(others, 0);
    await workspace.models.backTest(DEFAULT_MODEL);
    over = true;
    // Three slices of people, and more than one turn a ranking.
    expect(turns).toBeGreaterThanOrEqual(8);
  });

  test('says so where there is too little data, and refuses what is no model', async () => {
    const workspace = openWorkspace();
    expect(value(await workspace.models.backTest(DEFAULT_MODEL))).toMatchObject({ enough: false, people: 0 });
    expect(problem(await workspace.models.backTest({ ...DEFAULT_MODEL, leaveAt: 2 }))).toMatchObject({
      code: 'invalid_input',
      field: 'leaveAt',
    });
  });

  test('looks at one person in so many where there are more than memory holds', () => {
    const { store } = openWorkspace();
    expect(pastPeople(store)).toEqual({ count: 0, oneIn: 1 });
    store.sql.run(
      `INSERT INTO person (name, tier, tier_since, created_at)
       WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100001)
       SELECT 'Somebody', 'none', 0, 0 FROM n`,
    );
    expect(pastPeople(store)).toEqual({ count: 50_001, oneIn: 2 });
  });
});

describe('a calibration', () => {
  const world = plantWorld({ seed: 12, people: 1500, cutoffs: CUTOFFS });

  test('keeps a draft that does better on months it did not learn from, and publishes nothing', async () => {
    const workspace = workspaceOf(world);
    const version = publish(workspace, WRONG_MODEL);
    const { draftId, fit, weights, backTest: tested } = value(await workspace.models.calibrate('ana'));
    expect(workspace.models.current()).toMatchObject({ version, model: WRONG_MODEL });
    const draft = value(workspace.models.get(draftId));
    expect(draft).toMatchObject({ state: 'draft', origin: 'calibration', createdBy: 'ana', base: version });
    expect(draft.note).toMatch(
      /^Weights of version 2 learned anew from who advocated before 2026-06-01\. On later/,
    );
    const after = Object.fromEntries(Object.entries(weights).map(([pillar, of]) => [pillar, of.after]));
    expect(draft.model).toEqual({ ...weighted({ ...PLANTED, ...after }), full: WRONG_MODEL.full });
    expect(weights.protection).toMatchObject({ before: 45 });
    expect(weights.word_of_mouth.after).toBeGreaterThan(25);
    const result = tested.enough ? tested.result : null;
    expect(Math.max(...fit.cutoffs) + HORIZON).toBeLessThanOrEqual(Math.min(...result!.cutoffs));
    expect(fit.people).toBe(fit.cutoffs.length * 1500);
    expect(result!.rankings.model.auc.low).toBeGreaterThan(result!.rankings.current.auc.high);
  });

  test('leads to the draft of the same weights that stands, until that is edited', async () => {
    const workspace = workspaceOf(world);
    const { models, store } = workspace;
    const made = value(await models.calibrate('ana'));
    workspace.clock.now += DAY;
    const again = value(await models.calibrate('ben'));
    expect(again).toEqual(made);
    expect(drafts(workspace)).toHaveLength(1);
    expect(models.heldOut(made.draftId)?.testedAt).toBe(workspace.clock.now);
    const draft = value(models.get(made.draftId));
    value(models.change(draft.id, { ...draft.model, full: draft.model.full - 1 }, draft.note));
    const other = value(await models.calibrate('ana'));
    expect(other.draftId).not.toBe(made.draftId);
    expect(
      store.sql.all(`SELECT actor, subject, detail FROM audit WHERE action = 'model.calibrated' ORDER BY id`),
    ).toEqual([
      { actor: 'ana', subject: `model:${draft.id}`, detail: draft.note },
      { actor: 'ben', subject: `model:${draft.id}`, detail: 'The same weights as the draft that stands.' },
      { actor: 'ana', subject: `model:${other.draftId}`, detail: expect.stringContaining('learned anew') },
    ]);
  });

  test('keeps what it found with its draft for as long as that is true of it', async () => {
    const workspace = workspaceOf(world);
    const { models } = workspace;
    const { draftId, fit, backTest: tested } = value(await models.calibrate('ana'));
    const heldOut = { fit, backTest: tested, testedAt: NOW };
    expect(models.heldOut(draftId)).toEqual(heldOut);
    const { model } = value(models.get(draftId));
    const reordered = Object.fromEntries(Object.entries(model).toReversed());
    value(models.change(draftId, reordered, 'Only the reason'));
    expect(models.heldOut(draftId)).toEqual(heldOut);
    value(models.change(draftId, { ...model, full: model.full - 1 }, ''));
    expect(models.heldOut(draftId)).toBeNull();
    value(models.change(draftId, model, ''));
    expect(models.heldOut(draftId)).toEqual(heldOut);
    publish(workspace, WRONG_MODEL);
    expect(models.heldOut(draftId)).toBeNull();
    expect(models.heldOut('x')).toBeNull();
  });

  test('of a version that is replaced meanwhile keeps no draft', async () => {
    const workspace = workspaceOf(world);
    const calibrating = workspace.models.calibrate('ana');
    publish(workspace, WRONG_MODEL);
    expect(problem(await calibrating)).toMatchObject({ code: 'state_mismatch' });
    expect(drafts(workspace)).toEqual([]);
  });

  test('keeps no draft where there is too little to learn from', async () => {
    const workspace = workspaceOf({ histories: world.histories.slice(0, 20) });
    expect(problem(await workspace.models.calibrate('ana'))).toMatchObject({ code: 'too_little_data' });
    expect(drafts(workspace)).toEqual([]);
  });

  test('keeps no draft where nothing foretold an act', async () => {
    const known = CUTOFFS[0]! - DAY;
    const histories = Array.from({ length: 300 }, (_, index) => [
      { type: index < 100 ? ('escalation' as const) : ('recovery' as const), value: null, occurredAt: known },
      ...(index < 100
        ? CUTOFFS.map((cutoff) => ({ type: 'review' as const, value: null, occurredAt: cutoff + DAY })).slice(
            0,
            1,
          )
        : []),
    ]);
    const workspace = workspaceOf({ histories });
    expect(problem(await workspace.models.calibrate('ana'))).toMatchObject({
      code: 'too_little_data',
      message: 'No pillar foretold who advocated.',
    });
    expect(drafts(workspace)).toEqual([]);
  });

  test('tells of a draft it could not test', async () => {
    const [newest] = CUTOFFS.slice(-3);
    const histories = world.histories.map((history) =>
      history.filter(({ occurredAt }) => occurredAt < newest! - DAY),
    );
    const workspace = workspaceOf({ histories });
    const { draftId, backTest: tested } = value(await workspace.models.calibrate('ana'));
    expect(tested).toMatchObject({ enough: false, advocated: 0 });
    expect(value(workspace.models.get(draftId)).note).toContain('Not tested on later months: 0 times');
  });
});
