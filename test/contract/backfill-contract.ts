import { describe, expect, test } from 'vitest';
import type { SyncCursor } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import type { MakeWorld } from './crm-world.ts';
import { backfillInto, expectSame, firstSteps } from './follow.ts';
import { Mirror } from './mirror.ts';

/** Many worlds in one test; a busy machine is no failure. */
const PATIENCE = 60_000;

/** A backfill reads the whole account, whatever interrupts it. */
export function backfillContract(makeWorld: MakeWorld): void {
  describe('backfill', () => {
    test('reads exactly what the account holds, as many records as it counts', async () => {
      const world = makeWorld({ contacts: 1234, companies: 205, deals: 130 });
      const mirror = new Mirror();
      let read = 0;
      for await (const step of world.connect().backfill(null)) {
        mirror.apply(step.batch);
        read += step.read;
      }
      expectSame(mirror, world);
      expect(await world.connect().count()).toEqual({ ok: true, value: 1234 + 205 + 130 });
      expect(read).toBe(1234 + 205 + 130);
    });

    test.each([0, 1, 99, 100, 101, 299, 300, 400, 401])(
      'reads an account of %i contacts',
      async (contacts) => {
        const world = makeWorld({ contacts, companies: 1, deals: 1 });
        const mirror = new Mirror();
        await backfillInto(mirror, world, null);
        expectSame(mirror, world);
      },
    );

    test('reads an account with nothing in it', async () => {
      const world = makeWorld({ contacts: 0, companies: 0, deals: 0 });
      const mirror = new Mirror();
      await backfillInto(mirror, world, null);
      expectSame(mirror, world);
    });

    test('knows owners as users, and that one of them left', async () => {
      const world = makeWorld({ contacts: 1, companies: 0, deals: 0 });
      const [left = ''] = world.truth().owners;
      world.ownerLeaves(left);
      const mirror = new Mirror();
      await backfillInto(mirror, world, null);
      expectSame(mirror, world);
      const owners = [...mirror.owners.values()];
      expect(owners.filter(({ active }) => !active).map(({ id }) => id)).toEqual([left]);
      const users = owners.map(({ userId }) => userId);
      expect(users).not.toContain(null);
      expect(new Set(users).size).toBe(owners.length);
    });

    test('goes on from every one of its cursors without losing a record', { timeout: PATIENCE }, async () => {
      const world = makeWorld({ contacts: 1050, companies: 150, deals: 120 });
      for (let killedAfter = 1; ; killedAfter++) {
        const mirror = new Mirror();
        const cursor = await firstSteps(mirror, world, null, killedAfter);
        if (cursor === 'ended') break;
        await backfillInto(mirror, world, cursor);
        expectSame(mirror, world);
      }
    });

    test('gets through when it is killed after every single step', async () => {
      const world = makeWorld({ contacts: 950, companies: 150, deals: 120 });
      const mirror = new Mirror();
      let cursor: SyncCursor | null | 'ended' = null;
      while (cursor !== 'ended') cursor = await firstSteps(mirror, world, cursor, 1);
      expectSame(mirror, world);
    });

    test('its cursors survive JSON', async () => {
      const world = makeWorld({ contacts: 150, companies: 0, deals: 0 });
      for await (const step of world.connect().backfill(null)) {
        expect(JSON.parse(JSON.stringify(step.cursor))).toEqual(step.cursor);
      }
    });

    test('a vendor that misbehaves in passing costs nothing', async () => {
      const world = makeWorld({ contacts: 800, companies: 150, deals: 120 });
      world.misbehave(40);
      const mirror = new Mirror();
      let cursor: SyncCursor | null = null;
      for (let ended = false; !ended;) {
        try {
          for await (const step of world.connect().backfill(cursor)) {
            mirror.apply(step.batch);
            cursor = step.cursor;
          }
          ended = true;
        } catch (error) {
          // What outlasts the connector's own patience must be thrown as worth another try.
          if (!(error instanceof ConnectorError) || error.retryAfter === null) throw error;
        }
      }
      expectSame(mirror, world);
    });
  });
}
