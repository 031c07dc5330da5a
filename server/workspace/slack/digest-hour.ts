import { identityOf } from '#core/actor/actor.ts';
import { may, type Role } from '#core/member/role.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { roleOf } from '#server/workspace/members/role-of.ts';
import type { Store } from '#server/workspace/store.ts';

/** The hour of an approver who never chose one. */
const USUAL = 9;
const NEVER = 'never';

/** SQL for what the Slack user of a `member` chose, or null; `hourChosen` reads it. */
export const CHOSEN_HOUR = `(SELECT value FROM setting WHERE setting.name = 'digest.hour.slack:' || upper(slack_user))`;

/** The hour of somebody's morning digest, 0 to 23 in their time zone; null where they want none. */
export function digestHourOf(store: Store, actor: string): number | null {
  const query = 'SELECT value FROM setting WHERE name = ?';
  const row = first<{ value: string }>(store.sql, query, nameOf(actor));
  return hourChosen(row?.value ?? null, () => roleOf(store, actor));
}

/** The hour somebody of a role chose; only approvers have one without. */
export function hourChosen(value: string | null, role: () => Role | null): number | null {
  if (value === null) return isApprover(role()) ? USUAL : null;
  return value === NEVER ? null : Number(value);
}

/** Keeps the hour somebody chose, or that they want none. Fails with `invalid_input`. */
export function setDigestHour({ sql }: Store, actor: string, hour: number | null): Result<null> {
  if (hour !== null && (!Number.isInteger(hour) || hour < 0 || hour > 23)) {
    return refuse('invalid_input', 'This is no hour of a day.', 'Choose one from 0 to 23.', 'hour');
  }
  sql.run(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    nameOf(actor),
    hour === null ? NEVER : String(hour),
  );
  return ok(null);
}

function isApprover(role: Role | null): boolean {
  return role !== null && (may(role, 'approve') || may(role, 'approve_finance'));
}

function nameOf(actor: string): string {
  return `digest.hour.${identityOf(actor)}`;
}
