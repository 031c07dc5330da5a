import { expect, test } from 'vitest';
import { DEFAULT_MODEL, type ScoreModel } from '#core/score/model.ts';
import { batch, contact, praise, told } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { connectedWorkspace, CRM, value } from '#test/server/workspace/fixture.ts';
import { sweep } from '#test/server/workspace/models/worlds.ts';

function flagged() {
  const w = connectedWorkspace({ slack: false });
  const doors = new FakeDoors();
  w.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
  const written = async () => {
    await w.tick(doors);
    return doors.flags.get(`${CRM}:1`);
  };
  const adopt = async (model: ScoreModel) => {
    value(w.models.publish(value(w.models.draft(model, 'try', 'ana')).id, 'ana'));
    await sweep(w, doors);
  };
  return { ...w, doors, written, adopt };
}

test('a record shows no number once too little is known, and one again once there is enough', async () => {
  const w = flagged();
  expect(await w.written()).toMatchObject({ status: 'advocate', propensity: expect.any(Number) });
  w.pass(1500);
  expect(await w.written()).toMatchObject({ status: 'none', propensity: null });
  expect((await w.written())?.reason).toMatch(/^Not enough data\. /);
  const later = [
    told('1', 'nps', -1499, 9),
    told('1', 'reference_call', -1490),
    told('1', 'referral', -1480),
  ];
  w.ingest.apply(CRM, batch({ contacts: [contact('1', { modifiedAt: w.clock.now, signals: later })] }));
  const { propensity } = value(w.people.get('1'));
  expect(propensity).toBeGreaterThan(0);
  expect(await w.written()).toMatchObject({ propensity });
});

test('a record follows a threshold that only parts a number from none, and is else left alone', async () => {
  const w = flagged();
  const unreached = { ...DEFAULT_MODEL, enter: { candidate: 97, advocate: 98, champion: 99 } };
  await w.adopt(unreached);
  const before = await w.written();
  expect(before).toMatchObject({ status: 'none', propensity: value(w.people.get('1')).propensity });
  expect(before?.propensity).toBeGreaterThan(0);
  await w.adopt({ ...unreached, minConfidence: 1 });
  expect(await w.written()).toMatchObject({ status: 'none', propensity: null });
  const calls = w.doors.calls.length;
  await w.adopt({ ...unreached, minConfidence: 0.99 });
  await w.written();
  expect(w.doors.calls).toHaveLength(calls);
  await w.adopt(unreached);
  expect(await w.written()).toMatchObject({ propensity: before?.propensity });
});
