import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { scoreAt, sumsOf } from '#core/score/score.ts';
import { tierAt } from '#core/score/tier.ts';
import { DAY } from '#core/time.ts';
import { currentModel } from '#server/workspace/models/published.ts';
import { nextTurn } from '#server/workspace/turns.ts';
import { runSweep } from '#server/workspace/models/sweep.ts';
import { signalsOf } from '#server/workspace/scoring/history.ts';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import {
  connectedWorkspace,
  CRM,
  rewound,
  value,
  type TestWorkspace,
} from '#test/server/workspace/fixture.ts';
import { anyModel, RUNS } from '#test/core/score/models.ts';
import {
  addPeople,
  anyPeople,
  anyTwoModels,
  pastOf,
  publish,
  shown,
  slower,
  sweep,
  worldOf,
} from './worlds.ts';

/** What everybody's signals make now under the current model, whatever was kept. */
function recomputed({ store, clock }: TestWorkspace) {
  const { model } = currentModel(store);
  return shown({ store, clock } as TestWorkspace).map(({ id }) => {
    const { propensity, confidence } = scoreAt(model, sumsOf(model, signalsOf(store, id)), clock.now);
    return { id, propensity, confidence };
  });
}

const scores = (workspace: TestWorkspace) =>
  shown(workspace).map(({ id, propensity, confidence }) => ({ id, propensity, confidence }));

/** Anybody with praise is an advocate by default, and nobody by this one. */
const strict = { ...DEFAULT_MODEL, enter: { candidate: 80, advocate: 90, champion: 100 } };
/** By this one a single referral makes an advocate. */
const eager = { ...DEFAULT_MODEL, enter: { candidate: 5, advocate: 10, champion: 90 }, minConfidence: 0.1 };

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a published model', () => {
  // Few people and one change in most worlds, for speed; some hold more, and change twice.
  test.each([
    { most: 2, anyModels: fc.tuple(anyModel), worlds: RUNS },
    { most: 20, anyModels: anyTwoModels, worlds: 100 },
  ])(
    'ends in the same numbers as a recompute, and in the earlier ones when it is reverted: $worlds worlds of up to $most',
    async ({ most, anyModels, worlds }) => {
      // What lets others go first would wait a millisecond each time, and here nobody waits.
      vi.stubGlobal('setTimeout', (work: () => void) => setImmediate(work));
      const open = rewound();
      const property = fc.asyncProperty(anyPeople(most), anyModels, async (pasts, models) => {
        const workspace = open();
        addPeople(workspace, pasts);
        const shownBy = [scores(workspace)];
        for (const model of models) {
          publish(workspace, model);
          await runSweep(workspace.store);
          shownBy.push(scores(workspace));
          expect(shownBy.at(-1)).toEqual(recomputed(workspace));
        }
        value(workspace.models.revert(models.length, 'worse', 'ana'));
        await runSweep(workspace.store);
        expect(scores(workspace)).toEqual(shownBy.at(-2));
        const { model } = currentModel(workspace.store);
        for (const { tier, ...score } of shown(workspace)) expect(tier).toBe(tierAt(model, score, 'none'));
      });
      await fc.assert(property, { numRuns: worlds, endOnFailure: true });
    },
    300_000,
  );

  test('places everybody anew, so that going back takes back whom it made advocates', async () => {
    const workspace = worldOf([pastOf(['reference_call', 60], ['nps', 0, 10])]);
    const { leaveAt, enter } = DEFAULT_MODEL;
    const tiers = () =>
      shown(workspace).map(({ propensity, tier }) => [propensity > enter.advocate * leaveAt, tier]);
    expect(tiers()).toEqual([[true, 'candidate']]);
    publish(workspace, { ...DEFAULT_MODEL, enter: { ...enter, advocate: 40 } });
    await sweep(workspace);
    expect(tiers()).toEqual([[true, 'advocate']]);
    const back = value(await workspace.models.preview(DEFAULT_MODEL, null));
    expect(back.flow.advocate.candidate).toBe(1);
    value(workspace.models.revert(1, 'worse', 'ana'));
    // Also whom a new signal reaches before the sweep does.
    const occurredAt = workspace.clock.now - 900 * DAY;
    value(
      workspace.signals.record({
        key: 'late',
        personId: '1',
        type: 'idea',
        occurredAt,
      }),
    );
    expect(workspace.models.progress()?.done).toBe(0);
    expect(tiers()).toEqual([[true, 'candidate']]);
    await sweep(workspace);
    expect(tiers()).toEqual([[true, 'candidate']]);
  });

  test('counts signals that arrive while everybody is scored anew, once each', async () => {
    const pasts = Array.from({ length: 450 }, () => pastOf(['referral', 10], ['nps', 90, 9]));
    for (const model of [slower('promotion'), strict]) {
      const workspace = worldOf(pasts);
      publish(workspace, model);
      const sweeping = sweep(workspace);
      await nextTurn();
      expect(workspace.models.progress()?.done).toBeLessThan(450);
      // One who was seen to already, and one who was not.
      for (const personId of ['1', '450']) {
        const occurredAt = workspace.clock.now;
        value(workspace.signals.record({ key: `late ${personId}`, personId, type: 'idea', occurredAt }));
      }
      await sweeping;
      expect(scores(workspace)).toEqual(recomputed(workspace));
      expect(scores(workspace)[0]).toEqual({ ...scores(workspace)[449]!, id: 1 });
    }
  });

  test('takes over from one that is still being published', async () => {
    const workspace = worldOf(Array.from({ length: 450 }, () => pastOf(['referral', 10])));
    publish(workspace, slower('promotion'));
    const sweeping = sweep(workspace);
    await nextTurn();
    publish(workspace, slower('promotion', 3));
    expect(workspace.models.progress()).toEqual({ version: 3, done: 0, total: 450 });
    await sweeping;
    expect(workspace.models.progress()).toBeNull();
    expect(workspace.all('SELECT DISTINCT model_version AS version FROM person')).toEqual([{ version: 3 }]);
    expect(scores(workspace)).toEqual(recomputed(workspace));
  });

  test('is finished after a crash between or within slices, nobody twice and nobody left out', async () => {
    const workspace = worldOf(Array.from({ length: 900 }, () => pastOf(['referral', 10])));
    publish(workspace, slower('promotion'));
    const { store } = workspace;
    let writes = 0;
    const crashing = {
      ...store,
      sql: {
        ...store.sql,
        run(query: string, ...values: (string | number | null)[]) {
          if (query.startsWith('UPDATE person') && (writes += 1) === 3) throw new Error('power cut');
          store.sql.run(query, ...values);
        },
      },
    };
    await expect(runSweep(crashing)).rejects.toThrow('power cut');
    expect(workspace.models.progress()).toEqual({ version: 2, done: 200, total: 900 });
    const versions = () =>
      workspace.all('SELECT model_version AS version, count(*) AS n FROM person GROUP BY 1 ORDER BY 1');
    expect(versions()).toEqual([
      { version: 1, n: 700 },
      { version: 2, n: 200 },
    ]);
    expect(workspace.nextTimer()).toBe(workspace.clock.now);
    await sweep(workspace);
    expect(versions()).toEqual([{ version: 2, n: 900 }]);
    expect(scores(workspace)).toEqual(recomputed(workspace));
  });

  test('scores by fewer at a time where they did much', async () => {
    const busy = pastOf(
      ...Array.from({ length: 100 }, (_, age) => ['usage', age, 60] as ['usage', number, number]),
    );
    const workspace = worldOf(Array.from({ length: 120 }, () => busy));
    publish(workspace, slower('loyalty'));
    const slices: number[] = [];
    const { store } = workspace;
    const watched = {
      ...store,
      sql: {
        ...store.sql,
        transaction<T>(work: () => T): T {
          const result = store.sql.transaction(work);
          slices.push(workspace.models.progress()?.done ?? 120);
          return result;
        },
      },
    };
    await runSweep(watched);
    expect(slices).toEqual([50, 100, 120, 120]);
  });
});

describe('what follows from a published model', () => {
  test('one message says it, with who and why, and none tells of a person', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    const people = Array.from({ length: 6 }, (_, index) =>
      contact(String(index + 1), { signals: [told(String(index + 1), 'referral', 3)] }),
    );
    const praised = contact('7', { signals: praise('7') });
    workspace.ingest.apply(CRM, batch({ contacts: [...people, praised] }));
    await workspace.tick(doors);
    doors.messages.length = 0;
    publish(workspace, eager, 'Referrals <!channel> are what we live by');
    await sweep(workspace, doors);
    expect(doors.messages.map(({ message }) => message.text)).toEqual([
      'Version 2 of the score is in force. Advocates by it: 6 new, 0 no longer.',
    ]);
    const drawn = JSON.stringify(doors.messages[0]?.message.blocks);
    expect(drawn).toContain('Referrals &lt;!channel&gt; are what we live by');
    expect(drawn).toContain('Published by ana');
    publish(workspace, strict);
    await sweep(workspace, doors);
    expect(doors.messages[1]?.message.text).toContain('Advocates by it: 0 new, 7 no longer.');
    expect(doors.messages).toHaveLength(2);
  });

  test('CRM records get the flags that changed, and no others', async () => {
    const workspace = connectedWorkspace();
    const doors = new FakeDoors();
    const contacts = [
      contact('1', { signals: praise('1') }),
      contact('2', { signals: [told('2', 'complaint', 3)] }),
    ];
    workspace.ingest.apply(CRM, batch({ contacts }));
    await workspace.tick(doors);
    doors.calls.length = 0;
    publish(workspace, { ...DEFAULT_MODEL, leaveAt: 0.8 });
    await sweep(workspace, doors);
    expect(doors.calls.filter((call) => call.startsWith('flags'))).toEqual([]);
    publish(workspace, strict);
    await sweep(workspace, doors);
    expect(doors.calls.filter((call) => call.startsWith('flags'))).toEqual(['flags 1']);
    expect(doors.flags.get(`${CRM}:1`)?.status).toBe('none');
  });

  test('nothing is said where nobody listens, and what waits for its time goes on meanwhile', async () => {
    const workspace = connectedWorkspace({ slack: false });
    publish(workspace, strict);
    await sweep(workspace);
    expect(workspace.all('SELECT 1 FROM delivery')).toEqual([]);
    expect(workspace.nextTimer()).toBeNull();
  });
});
