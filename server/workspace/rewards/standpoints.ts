import { crmUserOf, slackUserOf } from '#core/actor/actor.ts';
import { normalizeEmail } from '#core/person/person.ts';
import { may, type Role } from '#core/member/role.ts';
import type { Step } from '#core/reward/approval.ts';
import { humanBehind } from '#server/workspace/members/human-behind.ts';
import { roleOf } from '#server/workspace/members/role-of.ts';
import { delegatorsOf } from '#server/workspace/policy/delegations.ts';
import { memberEmail } from './conflicts.ts';
import { emailOf } from './proposers.ts';
import { isSameHuman, selfOf } from './selves.ts';
import { TOLD } from '#server/workspace/scoring/tellers.ts';
import type { Store } from '#server/workspace/store.ts';

/** As whom somebody may decide: in their own right, the first, and for each they stand in for. */
export interface Standpoint {
  steps: Step[];
  /** Every name under which open rewards rest on this person. */
  own: string[];
  /** The Slack user they act as, and the one they are; empty where there is none. */
  slack: string;
  user: string;
  emails: string[];
}

/** Where an actor stands towards all rewards that wait, for `FREE` to look at in one query. */
export interface Standpoints {
  all: Standpoint[];
  /** Names of proposers that are no Slack user's, of them those of CRM users, and those whose e-mail we know. */
  nameless: string[];
  crm: string[];
  known: string[];
}

/** SQL for what the audit trail calls the act a rule proposed a `reward` for; null for one no rule proposed. */
const ACT = `CASE WHEN reward.key LIKE 'rule:%' THEN 'signal:' || substr(reward.key, 6) END`;

const STEPS: readonly Step[] = ['approve', 'approve_finance'];

/** Where an actor stands: their names and steps, and those of whoever they stand in for. */
export function standpointsOf(store: Store, actor: string): Standpoints {
  const names = namesOnWaiting(store).map((name) => ({
    name,
    self: selfOf(store, name),
    email: emailOf(store, name),
  }));
  const standpointOf = (by: string, role: Role | null): Standpoint => {
    const human = humanBehind(store, by);
    const self = selfOf(store, by);
    return {
      steps: STEPS.filter((step) => role !== null && may(role, step)),
      own: names.filter((other) => isSameHuman(self, other.self)).map(({ name }) => name),
      slack: slackUserOf(by) ?? '',
      user: slackUserOf(human) ?? '',
      emails: addressesOf(store, human),
    };
  };
  const others = delegatorsOf(store, humanBehind(store, actor));
  const strangers = names.map(({ name }) => name).filter((name) => slackUserOf(name) === null);
  return {
    all: [
      standpointOf(actor, roleOf(store, actor)),
      ...others.map((other) => standpointOf(other.actor, other.role)),
    ],
    nameless: strangers,
    crm: strangers.filter((name) => crmUserOf(name) !== null),
    known: names.filter(({ email }) => email !== null).map(({ name }) => name),
  };
}

/** Everybody a waiting reward rests on: few, however many rewards wait. Two queries: the platform joins no six by UNION. */
function namesOnWaiting({ sql }: Store): string[] {
  const named = sql.all<{ name: string }>(
    `SELECT coalesce(reported_by, proposed_by) AS name FROM reward WHERE state = 'proposed'
     UNION SELECT changed.value FROM reward, json_each(reward.revisers) AS changed WHERE state = 'proposed'
     UNION SELECT given.value ->> 'by' FROM reward, json_each(reward.approvals) AS given WHERE state = 'proposed'
     UNION SELECT signal.reported_by FROM reward JOIN signal ON signal.person_id = reward.person_id
       WHERE reward.state = 'proposed' AND signal.type = 'nomination' AND signal.reported_by IS NOT NULL`,
  );
  const told = sql.all<{ name: string }>(
    `SELECT audit.actor AS name FROM reward JOIN audit ON audit.about = ${ACT}
       WHERE reward.state = 'proposed' AND ${TOLD}
     UNION SELECT audit.actor FROM reward JOIN signal ON signal.person_id = reward.person_id
       JOIN audit ON audit.about = 'signal:' || signal.key
       WHERE reward.state = 'proposed' AND signal.type = 'nomination' AND ${TOLD}`,
  );
  return [...new Set([...named, ...told].map(({ name }) => name))];
}

function addressesOf(store: Store, human: string): string[] {
  return [normalizeEmail(human), memberEmail(store, human)].filter((email) => email !== null);
}

/** The standpoints as a table `stand`, from a parameter that holds them as JSON. */
export const STAND = `stand AS (SELECT key AS place, value ->> 'steps' AS steps, value ->> 'own' AS own,
  value ->> 'slack' AS slack, value ->> 'user' AS user, value ->> 'emails' AS emails FROM json_each(?1, '$.all'))`;

const PROPOSER = 'coalesce(reward.reported_by, reward.proposed_by)';

/** As `conflictOf`, and that they gave their yes before: whether nothing bars a `stand` from approving a `reward`. */
export const FREE = `${PROPOSER} NOT IN (SELECT value FROM json_each(stand.own))
  AND NOT EXISTS (SELECT 1 FROM json_each(reward.revisers) AS changed
    WHERE changed.value IN (SELECT value FROM json_each(stand.own)))
  AND NOT EXISTS (SELECT 1 FROM json_each(reward.approvals) AS given
    WHERE given.value ->> 'by' IN (SELECT value FROM json_each(stand.own)))
  AND coalesce(reward.proposer_slack, '-') <> stand.user
  AND NOT EXISTS (SELECT 1 FROM record WHERE record.person_id = reward.person_id
    AND lower(record.email) IN (SELECT value FROM json_each(stand.emails)))
  AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = reward.person_id
    AND lower(person.email) IN (SELECT value FROM json_each(stand.emails)))
  AND NOT EXISTS (SELECT 1 FROM signal WHERE signal.person_id = reward.person_id AND signal.type = 'nomination'
    AND signal.reported_by IN (SELECT value FROM json_each(stand.own)))
  AND NOT EXISTS (SELECT 1 FROM signal JOIN audit ON audit.about = 'signal:' || signal.key
    WHERE signal.person_id = reward.person_id AND signal.type = 'nomination' AND ${TOLD}
    AND audit.actor IN (SELECT value FROM json_each(stand.own)))
  AND NOT EXISTS (SELECT 1 FROM audit WHERE audit.about = ${ACT} AND ${TOLD}
    AND audit.actor IN (SELECT value FROM json_each(stand.own)))
  AND NOT (stand.slack <> '' AND reward.proposer_slack IS NULL
    AND ${PROPOSER} IN (SELECT value FROM json_each(?1, '$.nameless'))
    AND (json_array_length(stand.emails) = 0 OR ${PROPOSER} NOT IN (SELECT value FROM json_each(?1, '$.known')))
    AND (reward.key LIKE 'card:%' OR reward.key LIKE 'rule:card:%'
      OR ${PROPOSER} IN (SELECT value FROM json_each(?1, '$.crm'))))`;
