import { identityOf } from '#core/actor/actor.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { maySay } from '#core/reward/approval.ts';
import { first } from '#server/storage/sql.ts';
import { roleOf } from '#server/workspace/members/role-of.ts';
import { delegatorsOf } from '#server/workspace/policy/delegations.ts';
import type { Store } from '#server/workspace/store.ts';

/** The hour of whoever decides and never chose one. */
const USUAL = 9;
const NEVER = 'never';

/** SQL for what the Slack user of a `member` chose, or null; `hourChosen` reads it. */
export const CHOSEN_HOUR = `(SELECT value FROM setting WHERE setting.name = 'digest.hour.slack:' || upper(slack_user))`;

/** The hour of somebody's morning digest, 0 to 23 in their time zone; null where they want none. */
export function digestHourOf(store: Store, actor: string): number | null {
  const query = 'SELECT value FROM setting WHERE name = ?';
  const row = first<{ value: string }>(store.sql, query, nameOf(actor));
  return hourChosen(row?.value ?? null, () =>
    maySay({ role: roleOf(store, actor), delegators: delegatorsOf(store, actor) }),
  );
}

/** The hour somebody chose; only who decides, in their own right or for somebody, has one without. */
export function hourChosen(value: string | null, decides: () => boolean): number | null {
  if (value === null) return decides() ? USUAL : null;
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

function nameOf(actor: string): string {
  return `digest.hour.${identityOf(actor)}`;
}
