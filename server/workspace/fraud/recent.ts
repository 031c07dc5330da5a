import { slackUserOf } from '#core/actor/actor.ts';
import type { RecentRewards } from '#core/fraud/screen.ts';
import type { Reward } from '#core/reward/reward.ts';
import { DAY } from '#core/time.ts';
import type { Store } from '#server/workspace/store.ts';

/** SQL for a reward of the days before another that still counts; `?1` is that other, `?2` since when. */
const COUNTS = `reward.id <> ?1 AND reward.created_at > ?2 AND reward.currency <> 'thanks'
  AND reward.state NOT IN ('declined', 'noted', 'expired', 'cancelled', 'reversed')`;

type Proposed = Pick<Reward, 'id' | 'personId' | 'proposedBy' | 'reportedBy' | 'createdAt'>;

/** The rewards of the `days` before this one: of its person, of its proposer, and of everybody at its account. */
export function recentRewards(store: Store, reward: Proposed, days: number): RecentRewards {
  const since = reward.createdAt - days * DAY;
  return {
    person: ofPerson(store, reward, since),
    proposer: ofProposer(store, reward, since),
    account: ofAccount(store, reward, since),
  };
}

function ofPerson({ sql }: Store, { id, personId }: Proposed, since: number): string[] {
  const query = `SELECT id FROM reward WHERE ${COUNTS} AND person_id = ?3 ORDER BY created_at, id`;
  return ids(sql.all<{ id: string }>(query, id, since, Number(personId)));
}

/** A rule is nobody: what it proposes follows from acts. */
function ofProposer({ sql }: Store, { id, proposedBy, reportedBy }: Proposed, since: number): string[] {
  const proposer = (reportedBy ?? proposedBy).trim();
  if (proposer.startsWith('rule:')) return [];
  const slack = slackUserOf(proposer);
  const [matches, whom] =
    slack === null
      ? ['lower(trim(coalesce(reported_by, proposed_by))) = ?3', proposer.toLowerCase()]
      : [
          'lower(substr(coalesce(reported_by, proposed_by), 1, length(?3))) = ?3',
          `slack:${slack.toLowerCase()}:`,
        ];
  const query = `SELECT id FROM reward WHERE ${COUNTS} AND ${matches} ORDER BY created_at, id`;
  return ids(sql.all<{ id: string }>(query, id, since, whom));
}

function ofAccount({ sql }: Store, { id, personId }: Proposed, since: number): string[] {
  const rows = sql.all<{ id: string }>(
    `SELECT DISTINCT reward.id FROM record AS own
       JOIN company AS theirs ON theirs.connection = own.connection AND theirs.id = own.company_id
       JOIN company ON company.account = theirs.account
       JOIN record ON record.company_id = company.id AND record.connection = company.connection
       JOIN reward ON reward.person_id = record.person_id
     WHERE own.person_id = ?3 AND own.removed_at IS NULL AND theirs.account <> '' AND record.removed_at IS NULL
       AND ${COUNTS} ORDER BY reward.created_at, reward.id`,
    id,
    since,
    Number(personId),
  );
  return ids(rows);
}

function ids(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
