import { describe, expect, test } from 'vitest';
import { REST_PERIOD } from '#core/ask/ask.ts';
import { DAY } from '#core/time.ts';
import type { AskReport } from '#server/workspace/asks/asks.ts';
import { batch, contact, praise } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { connectedWorkspace, CRM, NOW, problem, value } from '#test/server/workspace/fixture.ts';

const ASK: AskReport = {
  key: 'a1',
  personId: '1',
  kind: 'reference_call',
  askedAt: null,
  askedBy: 'ana@acme.test',
  note: 'for the bank',
};

function workspaceWith(...contacts: Parameters<typeof contact>[]) {
  const workspace = connectedWorkspace();
  const doors = new FakeDoors();
  workspace.ingest.apply(CRM, batch({ contacts: contacts.map((each) => contact(...each)) }));
  return { ...workspace, doors, flag: (id: string) => doors.flags.get(`${CRM}:${id}`) };
}

describe('an ask', () => {
  test('lets the person rest, and their record says until when, until the rest is over', async () => {
    const w = workspaceWith(['1', { signals: praise('1') }]);
    const asked = value(w.asks.log(ASK));
    expect(asked).toMatchObject({ created: true, restsUntil: NOW + REST_PERIOD, note: 'for the bank' });
    expect(value(w.people.get('1'))).toMatchObject({
      status: 'resting',
      tier: 'advocate',
      lastAskedAt: NOW,
      nextAskAt: NOW + REST_PERIOD,
      readiness: { open: 7, closed: [{ gate: 'rest', opensAt: NOW + REST_PERIOD }] },
    });
    await w.tick(w.doors);
    expect(w.flag('1')).toMatchObject({ status: 'resting', nextAskAt: NOW + REST_PERIOD });
    expect(w.nextTimer()).toBeLessThanOrEqual(NOW + REST_PERIOD);
    expect(w.woken).toContain(NOW + REST_PERIOD);

    w.clock.now = NOW + REST_PERIOD - 1;
    await w.tick(w.doors);
    expect(w.flag('1')).toMatchObject({ status: 'resting' });
    w.clock.now += 1;
    await w.tick(w.doors);
    expect(w.flag('1')).toMatchObject({ status: value(w.people.get('1')).tier, nextAskAt: null });
    expect(value(w.people.get('1'))).toMatchObject({ nextAskAt: null, lastAskedAt: NOW });
  });

  test('against closed gates is logged all the same, and says which were closed', () => {
    const w = workspaceWith(['1', { signals: praise('1') }], ['2', { optedOut: true }]);
    expect(value(w.asks.log(ASK)).warnings).toEqual([]);
    expect(value(w.asks.log(ASK))).toMatchObject({ created: false, warnings: [] });
    const { closed } = value(w.people.get('1')).readiness;
    const again = value(w.asks.log({ ...ASK, key: 'a2' }));
    expect(again).toMatchObject({ created: true, warnings: [{ field: 'rest' }] });
    expect(again.warnings[0]?.message).toBe(`${closed[0]?.message} ${closed[0]?.clears}`);
    const unwanted = value(w.asks.log({ ...ASK, key: 'a3', personId: '2' }));
    expect(unwanted.warnings.map(({ field }) => field)).toEqual(['consent']);
    expect(w.all('SELECT key FROM ask ORDER BY key')).toHaveLength(3);
  });

  test('of somebody who never stood out shows on their record too', async () => {
    const w = workspaceWith(['1'], ['2']);
    value(w.asks.log(ASK));
    await w.tick(w.doors);
    expect([...w.doors.flags.keys()]).toEqual([`${CRM}:1`]);
    w.clock.now = NOW + REST_PERIOD;
    await w.tick(w.doors);
    expect(w.flag('1')).toMatchObject({ status: 'none', nextAskAt: null });
  });

  test('of long ago changes no rest that lasts longer', () => {
    const w = workspaceWith(['1']);
    value(w.asks.log(ASK));
    value(w.asks.log({ ...ASK, key: 'a0', askedAt: NOW - 40 * DAY }));
    expect(value(w.people.get('1'))).toMatchObject({ lastAskedAt: NOW, nextAskAt: NOW + REST_PERIOD });
  });

  test('of long ago alone lets nobody rest', () => {
    const w = workspaceWith(['1']);
    value(w.asks.log({ ...ASK, askedAt: NOW - 40 * DAY }));
    expect(value(w.people.get('1'))).toMatchObject({
      status: 'none',
      lastAskedAt: NOW - 40 * DAY,
      nextAskAt: null,
    });
  });

  test('repeated under its key is the same ask', () => {
    const w = workspaceWith(['1'], ['2']);
    const first = value(w.asks.log(ASK));
    w.clock.now += DAY;
    expect(value(w.asks.log(ASK))).toEqual({ ...first, created: false });
    expect(w.all('SELECT * FROM ask')).toHaveLength(1);
    const others = [{ kind: 'review' as const }, { note: null }, { personId: '2' }, { askedAt: NOW - 9 }];
    for (const other of others) {
      expect(problem(w.asks.log({ ...ASK, ...other })).code).toBe('key_conflict');
    }
  });

  test('of nobody is refused', () => {
    expect(problem(workspaceWith().asks.log(ASK)).code).toBe('not_found');
  });

  test('is told once in the timeline and kept for the audit', () => {
    const w = workspaceWith(['1']);
    value(w.asks.log(ASK));
    expect(value(w.people.timeline('1', 9))).toEqual([
      { at: NOW, kind: 'ask', what: 'Asked for: Reference call', detail: 'ana@acme.test: for the bank' },
    ]);
    expect(value(w.trail.list(9, null)).items[0]).toMatchObject({
      action: 'person.asked',
      actor: 'ana@acme.test',
      detail: 'reference_call',
    });
  });

  test('does not hold back a rise', async () => {
    const w = workspaceWith(['1']);
    value(w.asks.log(ASK));
    w.ingest.apply(CRM, batch({ contacts: [contact('1', { signals: praise('1') })] }));
    await w.tick(w.doors);
    expect(value(w.people.get('1'))).toMatchObject({ tier: 'advocate', status: 'resting' });
    expect(w.doors.messages).toHaveLength(1);
  });
});
