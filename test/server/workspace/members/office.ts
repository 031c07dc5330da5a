import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { ApiKeys } from '#server/workspace/members/api-keys.ts';
import { sendLookups } from '#server/workspace/members/dispatch-lookups.ts';
import { Members } from '#server/workspace/members/members.ts';
import { dueLanes, dueOn } from '#server/workspace/outbox/outbox.ts';
import type { Store } from '#server/workspace/store.ts';
import { openStore } from '#test/support/node-sql.ts';

/** The company's people alone, with the Slack they are looked up in. */
export function openOffice() {
  const clock = { now: Date.UTC(2026, 10, 23) };
  const store: Store = {
    sql: openStore('workspace'),
    now: () => clock.now,
    publicUrl: 'https://groundswell.test',
    wake: () => {},
  };
  store.sql.run(
    `INSERT INTO connection (id, vendor, account, name, connected_at, initial) VALUES ('slack-T1', 'slack', 'T1', 'Acme', 1, 0)`,
  );
  const doors = new FakeDoors();
  return {
    store,
    clock,
    doors,
    members: new Members(store),
    apiKeys: new ApiKeys(store),
    /** Lets everything that is to be looked up be looked up. */
    lookUp: async (): Promise<void> => {
      for (const lane of dueLanes(store).filter(({ kind }) => kind === 'lookup'))
        await sendLookups(store, doors.slack(lane.target), dueOn(store, lane));
    },
    audit: () =>
      store.sql.all<{ actor: string; action: string; subject: string; detail: string }>(
        'SELECT actor, action, subject, detail FROM audit ORDER BY id',
      ),
  };
}

export const ANA = {
  name: 'Ana Ortiz',
  email: 'Ana.Ortiz@acme.example',
  image: null,
  timeZone: 'Europe/Berlin',
};
export const BEN = {
  name: 'Ben Bell',
  email: 'ben@acme.example',
  image: 'https://img.example/b',
  timeZone: null,
};
export const team = (id: string) => ({ team: 'T1', id });
