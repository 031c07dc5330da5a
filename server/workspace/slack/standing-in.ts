import { slackActor } from '#core/actor/actor.ts';
import { endOfDay } from '#core/import/zone.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { first } from '#server/storage/sql.ts';
import { memberOf } from '#server/workspace/members/rows.ts';
import { noteSlackUser } from '#server/workspace/members/slack-users.ts';
import { Delegations } from '#server/workspace/policy/delegations.ts';
import type { Store } from '#server/workspace/store.ts';
import { zoneOf } from './home.ts';

/** Lets a Slack user decide for somebody until the end of a day of theirs. Fails as `Delegations.set` does. */
export function handOver(
  store: Store,
  principal: { actor: string; team: string },
  { to, lastDay }: { to: string; lastDay: string },
): Result<null> {
  if (!/^[UW][A-Z0-9]{1,20}$/.test(to)) {
    return refuse('invalid_input', 'This is nobody of Slack.', 'Choose a colleague.', 'to');
  }
  const until = endOfDay(lastDay, zoneOf(store, principal.actor));
  return store.sql.transaction(() => {
    const name = nameOf(store, principal.team, to);
    // Whoever is no member yet is refused, and stands among the exceptions from now on.
    noteSlackUser(store, { team: principal.team, id: to, name });
    const set = new Delegations(store).set(principal.actor, slackActor(to, name), until);
    return set.ok ? ok(null) : set;
  });
}

function nameOf(store: Store, team: string, id: string): string {
  const member = memberOf(store, slackActor(id, id));
  const query = 'SELECT name FROM slack_user WHERE team = ? AND id = ?';
  return member?.name ?? first<{ name: string }>(store.sql, query, team, id)?.name ?? id;
}
