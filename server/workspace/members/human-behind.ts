import { apiKeyOf, identityOf, slackActor, untagged } from '#core/actor/actor.ts';
import { normalizeEmail } from '#core/person/person.ts';
import { first } from '#server/storage/sql.ts';
import type { Store } from '#server/workspace/store.ts';

/**
 * The human who answers for what an actor does: a member by their Slack name however they are spelled, an API key as
 * whoever made it. Others are who they say.
 */
export function humanBehind(store: Store, actor: string): string {
  const key = apiKeyOf(actor);
  if (key !== null) {
    const row = first<{ by: string }>(store.sql, 'SELECT created_by AS by FROM api_key WHERE id = ?', key);
    return row === undefined ? actor : humanBehind(store, row.by);
  }
  const email = normalizeEmail(identityOf(actor));
  if (email === null) return actor;
  const member = memberWith(store, email) ?? memberWith(store, untagged(email));
  return member?.user == null ? actor : slackActor(member.user, member.name);
}

function memberWith({ sql }: Store, email: string): { user: string | null; name: string } | undefined {
  return first(sql, 'SELECT slack_user AS user, name FROM member WHERE email = ?', email);
}
