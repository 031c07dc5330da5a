import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slackActor } from '#core/actor/actor.ts';
import { DAY } from '#core/time.ts';
import { digestDrawn, nextDigest, runDigests } from '#server/workspace/slack/digests.ts';
import { messageFlaws } from '#test/slack-app/block-kit.ts';
import { batch, contact, praise } from '#test/server/workspace/crm.ts';
import { FakeDoors, wordsOf } from '#test/server/workspace/fake-doors.ts';
import { CRM, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { ANA, CALL, OLU, REP, workspaceWithPerson } from '#test/server/workspace/rewards.ts';
import { addMember, changeRole } from '#test/server/workspace/slack-members.ts';

const HOUR = 3_600_000;

function at(workspace: TestWorkspace, time: string): TestWorkspace {
  workspace.clock.now = Date.parse(time);
  return workspace;
}

function sent({ all }: TestWorkspace): string[] {
  const rows = all<{ id: string }>(
    `SELECT id FROM delivery WHERE id LIKE 'digest:%' AND kind = 'notice' ORDER BY created_at`,
  );
  return rows.map(({ id }) => id);
}

/** Lets the timers run at every time they ask for until `end`; gives when digests were queued, as ISO times. */
function mornings(workspace: TestWorkspace, end: string): string[] {
  const { store, clock } = workspace;
  const times: string[] = [];
  for (let next = nextDigest(store); next !== null && next < Date.parse(end); next = nextDigest(store)) {
    clock.now = next;
    const before = sent(workspace).length;
    runDigests(store);
    if (sent(workspace).length > before) times.push(new Date(next).toISOString().slice(0, 16));
  }
  return times;
}

describe('a morning digest', () => {
  test.each([
    [
      'Europe/Berlin',
      '2026-10-22T12:00Z',
      '2026-10-28T00:00Z',
      ['2026-10-23T07:00', '2026-10-26T08:00', '2026-10-27T08:00'],
    ],
    [
      'America/New_York',
      '2026-03-05T20:00Z',
      '2026-03-11T00:00Z',
      ['2026-03-06T14:00', '2026-03-09T13:00', '2026-03-10T13:00'],
    ],
    ['Pacific/Auckland', '2026-11-19T21:00Z', '2026-11-24T00:00Z', ['2026-11-22T20:00', '2026-11-23T20:00']],
    ['No/Where', '2026-11-23T10:00Z', '2026-11-25T00:00Z', ['2026-11-24T09:00']],
    [null, '2026-11-23T10:00Z', '2026-11-25T00:00Z', ['2026-11-24T09:00']],
  ])('in %s comes at nine on working days, whatever the clocks do', (zone, from, until, expected) => {
    const workspace = at(workspaceWithPerson(), from);
    addMember(workspace, OLU, 'manager', zone);
    expect(mornings(workspace, until)).toEqual(expected);
  });

  test('comes once a local day at every hour, also at one the clocks leap over or go through twice', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    );
    fc.assert(
      fc.property(
        zones,
        fc.integer({ min: 0, max: 23 }),
        fc.constantFrom('2026-03-02', '2026-10-19'),
        (zone, hour, day) => {
          const workspace = at(workspaceWithPerson(), `${day}T00:00Z`);
          addMember(workspace, OLU, 'manager', zone);
          value(workspace.slack.setDigest(OLU, { enabled: true, hour }));
          const end = new Date(Date.parse(day) + 35 * DAY).toISOString();
          mornings(workspace, end);
          const dates = sent(workspace).map((id) => id.split(':')[2]);
          expect(new Set(dates).size).toBe(dates.length);
          expect(dates.length).toBeGreaterThanOrEqual(24);
          expect(dates.length).toBeLessThanOrEqual(26);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('comes to approvers unless they said no, and to others who asked for it', () => {
    const workspace = at(workspaceWithPerson(), '2026-11-23T08:00Z');
    addMember(workspace, OLU, 'manager');
    addMember(workspace, ANA, 'viewer');
    addMember(workspace, REP, 'finance');
    value(workspace.slack.setDigest(REP, { enabled: false, hour: null }));
    mornings(workspace, '2026-11-23T12:00Z');
    expect(sent(workspace)).toEqual(['digest:1:2026-11-23']);
    value(workspace.slack.setDigest(ANA, { enabled: true, hour: 10 }));
    mornings(workspace, '2026-11-23T12:00Z');
    expect(sent(workspace)).toEqual(['digest:1:2026-11-23', 'digest:2:2026-11-23']);
  });

  test('comes to whoever stands in for an approver, with for whom and what waits', () => {
    const workspace = at(workspaceWithPerson(), '2026-11-23T08:00Z');
    const { store, delegations, rewards, clock } = workspace;
    addMember(workspace, OLU, 'manager');
    addMember(workspace, ANA, 'viewer');
    value(rewards.create(CALL));
    const until = clock.now + 3 * DAY;
    value(delegations.set(slackActor(OLU.id, OLU.name), slackActor(ANA.id, ANA.name), until));
    mornings(workspace, '2026-11-23T12:00Z');
    expect(sent(workspace)).toEqual(['digest:1:2026-11-23', 'digest:2:2026-11-23']);
    expect(digestDrawn(store, 'digest:2:2026-11-23')?.view).toMatchObject({
      standsInFor: [{ name: 'Olu', until }],
      waiting: { total: 1 },
    });
    changeRole(workspace, OLU, 'viewer');
    expect(digestDrawn(store, 'digest:2:2026-11-23')?.view).toMatchObject({
      standsInFor: [],
      waiting: { total: 0 },
    });
  });

  test('that nobody was there to send within two hours is left out', () => {
    const workspace = at(workspaceWithPerson(), '2026-11-23T10:59Z');
    addMember(workspace, OLU, 'manager');
    runDigests(workspace.store);
    runDigests(workspace.store);
    expect(sent(workspace)).toEqual(['digest:1:2026-11-23']);
    at(workspace, '2026-11-24T11:00Z');
    runDigests(workspace.store);
    expect(sent(workspace)).toHaveLength(1);
  });

  test('tells what waits, who rose, who rests and who was let down, as things stand', async () => {
    const workspace = at(workspaceWithPerson(), '2026-11-23T08:59Z');
    const { ingest, rewards, store, tick, clock, budgets } = workspace;
    const doors = new FakeDoors();
    addMember(workspace, OLU, 'manager', 'UTC');
    const contacts = [contact('1', { signals: praise('1') }), contact('2'), contact('3')];
    ingest.apply(CRM, batch({ contacts }));
    const complaint = { key: 's', personId: '2', type: 'complaint', occurredAt: clock.now - HOUR };
    store.sql.run(
      `INSERT INTO signal (key, person_id, type, occurred_at, received_at) VALUES (?, 2, ?, ?, ?)`,
      complaint.key,
      complaint.type,
      complaint.occurredAt,
      complaint.occurredAt,
    );
    store.sql.run(`UPDATE person SET tier = 'champion', rest_until = ? WHERE id = 3`, clock.now + 9 * DAY);
    value(budgets.set('general', 'USD', 1_000_00, 'boss@acme.test'));
    value(rewards.create(CALL));
    value(rewards.create({ ...CALL, key: 'own', proposedBy: slackActor(OLU.id, OLU.name) }));
    clock.now += 60_000;
    await tick(doors);
    const digest = doors.direct.find(({ message }) => message.text.startsWith('Good morning'));
    const words = wordsOf(digest!);
    expect(digest?.user).toBe(OLU.id);
    expect(words).toContain('Monday, 23 November');
    expect(words).toContain('1 reward waits');
    expect(words).toMatch(/Contact 1>.*: now a/u);
    expect(words).toMatch(/Contact 2>.*: complained/u);
    expect(words).toMatch(/Contact 3>.*: was asked; rests until 2 December 2026/u);
    expect(words).toContain('$900.00 of $1,000.00');
    expect(messageFlaws(digest!.message)).toEqual([]);
  });

  test('is not drawn for who is none of us any more, and is taken back once somebody in it is erased', async () => {
    const workspace = at(workspaceWithPerson(), '2026-11-23T09:00Z');
    const doors = new FakeDoors();
    addMember(workspace, OLU, 'manager', 'UTC');
    value(workspace.rewards.create(CALL));
    await workspace.tick(doors);
    expect(wordsOf(doors.direct[0]!)).toContain('Contact 1');
    value(workspace.erasures.erase('1', 'admin'));
    await workspace.tick(doors);
    expect(wordsOf(doors.direct[0]!)).not.toContain('Contact 1');
    at(workspace, '2026-11-24T09:00Z');
    doors.fail('post');
    await workspace.tick(doors);
    changeRole(workspace, OLU, null);
    doors.mend();
    workspace.clock.now += 60_000;
    await workspace.tick(doors);
    expect(doors.direct).toHaveLength(1);
  });
});
