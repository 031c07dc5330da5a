import { slackActor } from '#core/actor/actor.ts';
import type { Role } from '#core/member/role.ts';
import type { Policy } from '#core/policy/policy.ts';
import type { Sql } from '#server/storage/sql.ts';
import { setDigestHour } from '#server/workspace/slack/digest-hour.ts';
import { batch, contact } from '#test/server/workspace/crm.ts';
import { CRM, openWorkspace, SLACK, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { TIERED } from '#test/core/points/histories.ts';
import { openStore } from '#test/support/node-sql.ts';

import { MUG } from './goods.ts';

/** People of the CRM whom a world can reward; the last one is Olu, who decides here, too. */
export const PEOPLE = ['1', '2', '3', '4'] as const;

interface Colleague {
  slack: string | null;
  email: string;
  role: Role;
}

/** Who works here, and what they may do to begin with. */
export const COLLEAGUES: readonly Colleague[] = [
  { slack: 'U1', email: 'olu@acme.test', role: 'manager' },
  { slack: 'U2', email: 'ana@acme.test', role: 'manager' },
  { slack: 'U3', email: 'fin@acme.test', role: 'finance' },
  { slack: 'U4', email: 'eve@acme.test', role: 'viewer' },
  { slack: 'U9', email: 'rep@acme.test', role: 'manager' },
  { slack: null, email: 'boss@acme.test', role: 'owner' },
];
export const SLACK_USERS = COLLEAGUES.flatMap(({ slack }) => slack ?? []);

/** One, two, and three yeses as the amount rises, and none for what is small. */
export const POLICY: Policy = {
  rules: [
    {
      name: 'Money',
      currency: 'USD',
      sources: null,
      programmes: null,
      trust: null,
      bands: [
        { upTo: 5_00, managers: 0, finance: false },
        { upTo: 40_00, managers: 1, finance: false },
        { upTo: 70_00, managers: 2, finance: false },
        { upTo: null, managers: 2, finance: true },
      ],
    },
  ],
  remindAfterHours: 24,
  escalateAfterHours: 48,
  expireAfterDays: 14,
};

let opened: Sql | null = null;

/** The company every world begins with: what the world before it did is rolled back, which is cheaper than to make it anew. */
export function company(): Sql {
  if (opened === null) {
    opened = openStore('workspace');
    furnish(openWorkspace(opened));
    opened.run('SAVEPOINT world');
  } else {
    opened.run('ROLLBACK TO world');
  }
  return opened;
}

/** A company with a CRM, a Slack team, colleagues and a policy. */
export function furnish({ catalogue, connections, ingest, points, policies, store }: TestWorkspace): void {
  const { sql } = store;
  connections.add({ id: CRM, vendor: 'hubspot', account: '1', name: 'Portal', initial: false }, 'admin');
  connections.add({ id: SLACK, vendor: 'slack', account: 'T1', name: 'Team', initial: false }, 'admin');
  connections.chooseChannel('alerts', { connection: SLACK, id: 'C1', name: null }, 'admin');
  const emails = ['ada@one.test', 'bo@two.test', 'cy@mailinator.com', 'olu@acme.test'];
  ingest.apply(CRM, batch({ contacts: PEOPLE.map((id, n) => contact(id, { email: emails[n]! })) }));
  for (const { slack, email, role } of COLLEAGUES) {
    sql.run(
      `INSERT INTO member (slack_team, slack_user, email, name, role, state, created_at, signed_in_at)
       VALUES ('T1', ?1, ?2, ?2, ?3, 'active', 0, 0)`,
      slack,
      email,
      role,
    );
  }
  // A digest goes out every morning, and no world would ever be done.
  for (const user of SLACK_USERS) value(setDigestHour(store, slackActor(user, user), null));
  value(catalogue.put('mug', MUG, 'boss@acme.test'));
  value(points.put({ ...TIERED, id: 'stars', tiers: [] }, 'boss@acme.test'));
  value(policies.publish(POLICY, 0, 'the limits of these worlds', 'boss@acme.test'));
  sql.run('DELETE FROM delivery');
}
