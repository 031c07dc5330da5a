import type { Role } from '#core/member/role.ts';
import type { SlackUser } from '#server/workspace/slack/desk.ts';
import type { TestWorkspace } from './fixture.ts';

/** Makes a Slack user of the connected team a member. */
export function addMember(
  { store }: TestWorkspace,
  { id, name }: SlackUser,
  role: Role,
  timeZone: string | null = null,
): void {
  store.sql.run(
    `INSERT INTO member (slack_team, slack_user, name, time_zone, role, state, created_at)
     VALUES ('T1', ?, ?, ?, ?, 'active', 1)`,
    id,
    name,
    timeZone,
    role,
  );
}

/** Gives a member another role; null lets them do nothing any more. */
export function changeRole({ store }: TestWorkspace, { id }: SlackUser, role: Role | null): void {
  if (role === null) store.sql.run(`UPDATE member SET state = 'disabled' WHERE slack_user = ?`, id);
  else store.sql.run('UPDATE member SET role = ? WHERE slack_user = ?', role, id);
}
