import { crmActor } from '#core/actor/actor.ts';
import type { CrmVendor } from '#core/crm/crm.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/** Who looks at a card, as the CRM vouched for it in the signed request. */
export interface CardViewer {
  connection: string;
  vendor: CrmVendor;
  /** The portal or organisation. */
  account: string;
  userId: string;
  /** As the CRM told it with the request; null where it tells none. */
  email: string | null;
}

/**
 * The viewer as the actor of what they do. Fails with `user_left` where the CRM listed them as no longer active. Users
 * we never read are let in: the CRM vouches that they are signed in, and owners are read more rarely than people join.
 */
export function actorOf({ sql }: Store, viewer: CardViewer): Result<string> {
  const { connection, vendor, account, userId, email } = viewer;
  // At HubSpot owners are numbered apart from users, so that an owner's id may be another's user id.
  const owner = first<{ email: string | null; active: number }>(
    sql,
    `SELECT email, active FROM owner WHERE connection = ?1 AND (user_id = ?2 OR (?3 = 'salesforce' AND id = ?2))
     ORDER BY active DESC LIMIT 1`,
    connection,
    userId,
    vendor,
  );
  if (owner?.active === 0) return left;
  return ok(crmActor(vendor, account, userId, email ?? owner?.email ?? null));
}

const left = refuse(
  'user_left',
  'Your user is no longer active in the CRM, so this card is closed to you.',
  'Ask your CRM admin to activate your user again.',
);
