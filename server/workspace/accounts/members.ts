import { dissatisfaction } from '#core/ask/dissatisfaction.ts';
import { readinessAt } from '#core/ask/readiness.ts';
import type { ReadinessGate } from '#core/card/card.ts';
import { isKey, type Member } from '#core/account/member.ts';
import { roleOf, type Role } from '#core/account/role.ts';
import { isAskable, statusAt, type FlagStatus } from '#core/crm/flag.ts';
import { oneLine } from '#core/person/person.ts';
import { isKnown } from '#core/score/evidence.ts';
import { scoreAt } from '#core/score/score.ts';
import { rowToStanding, STANDING_COLUMNS, type StandingRow } from '#server/workspace/asks/standing.ts';
import { modelAt } from '#server/workspace/models/published.ts';
import { rowToSums, SUM_COLUMNS } from '#server/workspace/people/pillar-columns.ts';
import type { Store } from '#server/workspace/store.ts';
import type { LateSignals } from './late-signals.ts';

/** Somebody at an account, with all that its numbers are made of. */
export interface ScoredMember extends Member {
  name: string;
  role: Role;
  /** Whether their voice counts in a sale. */
  isKey: boolean;
  /** 0 to 1, how much is known of them. */
  confidence: number;
  status: FlagStatus;
  /** What forbids asking them now. */
  gates: ReadinessGate[];
}

/** Somebody at an account as they are listed there: no propensity where too little is known of them. */
export type AccountPerson = Omit<ScoredMember, 'propensity'> & { propensity: number | null };

/** A member as anybody is shown them. */
export function listed(member: ScoredMember): AccountPerson {
  return { ...member, propensity: member.known ? member.propensity : null };
}

interface MemberRow extends StandingRow {
  account: string;
  id: number;
  name: string;
  title: string | null;
  modelVersion: number;
  onDeal: number;
}

/** Everybody with a living record at a company of these accounts, by account. */
export function membersOf(
  store: Store,
  accounts: readonly string[],
  late: ReadonlyMap<string, LateSignals>,
  now: number,
): Map<string, ScoredMember[]> {
  const rows = store.sql.all<MemberRow>(
    `SELECT company.account, person.id, person.name, person.title, person.model_version AS modelVersion,
       ${STANDING_COLUMNS}, ${SUM_COLUMNS}, max(${ON_DEAL}) AS onDeal
     FROM company
     CROSS JOIN record ON record.company_id = company.id AND record.connection = company.connection
     CROSS JOIN person ON person.id = record.person_id
     WHERE company.account IN (SELECT value FROM json_each(?)) AND record.removed_at IS NULL
     GROUP BY company.account, person.id`,
    JSON.stringify(accounts),
  );
  const members = new Map<string, ScoredMember[]>();
  for (const row of rows) {
    const there = members.get(row.account) ?? [];
    members.set(row.account, there);
    there.push(rowToMember(store, row, late.get(row.account), now));
  }
  return members;
}

const ON_DEAL = `EXISTS (SELECT 1 FROM deal_contact
  CROSS JOIN deal ON deal.connection = deal_contact.connection AND deal.id = deal_contact.deal_id
  WHERE deal_contact.connection = record.connection AND deal_contact.contact_id = record.id
    AND deal.outcome IN ('open', 'won'))`;

function rowToMember(store: Store, row: MemberRow, late: LateSignals | undefined, now: number): ScoredMember {
  const model = modelAt(store, row.modelVersion);
  const { propensity, confidence } = scoreAt(model, rowToSums(row), now);
  const standing = rowToStanding(row);
  const signals = late?.own.get(row.id) ?? [];
  const title = row.title === null ? null : oneLine(row.title) || null;
  const onDeal = row.onDeal === 1;
  return {
    id: String(row.id),
    name: row.name,
    title,
    role: roleOf(title),
    isKey: isKey({ title, onDeal }),
    propensity,
    confidence,
    known: isKnown(model, confidence),
    askable: isAskable(standing, now),
    tier: row.tier,
    status: statusAt(standing, now),
    onDeal,
    unhappy: signals.length > 0 && dissatisfaction(signals, now) !== null,
    gates: readinessAt({ standing, signals, account: late?.renewal ?? [] }, now).closed,
  };
}
