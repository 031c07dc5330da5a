import type { CrmVendor } from '#core/crm/crm.ts';
import { nextAskAt, statusAt, type FlagStatus } from '#core/crm/flag.ts';
import type { Person } from '#core/person/person.ts';
import { heardIn, shortfallOf, type Shortfall } from '#core/score/evidence.ts';
import { scoreAt } from '#core/score/score.ts';
import { rowToStanding, STANDING_COLUMNS, type StandingRow } from '#server/workspace/asks/standing.ts';
import { modelAt } from '#server/workspace/models/published.ts';
import type { Store } from '#server/workspace/store.ts';
import { rowToSums, SUM_COLUMNS } from './pillar-columns.ts';

/** A person with what the console and the CRM card show beside the score. */
export interface PersonDetail extends Person {
  owner: string | null;
  lastActAt: number | null;
  snoozedUntil: number | null;
  /** What everybody is shown: not to be asked, resting, or the tier. */
  status: FlagStatus;
  lastAskedAt: number | null;
  /** When they may next be asked; null where they may be now, or never. */
  nextAskAt: number | null;
  /** What is missing before the propensity means anything; null where enough is known. */
  shortfall: Shortfall | null;
  links: { vendor: CrmVendor; id: string; url: string }[];
}

/** The name of a person's company as it is now, or null. */
export const COMPANY_NAME = `(SELECT company.name FROM company
  WHERE company.connection = person.company_connection AND company.id = person.company_id)`;

export const PERSON_COLUMNS = `person.id, person.name, person.email, person.title, ${COMPANY_NAME} AS company,
  person.owner, ${STANDING_COLUMNS}, person.model_version AS modelVersion, person.last_act_at AS lastActAt, person.snoozed_until AS snoozedUntil,
  person.last_asked_at AS lastAskedAt, ${SUM_COLUMNS},
  (SELECT json_group_array(json_object('vendor', connection.vendor, 'id', record.id, 'url', record.url)
     ORDER BY record.connection, record.id)
   FROM record JOIN connection ON connection.id = record.connection
   WHERE record.person_id = person.id AND record.removed_at IS NULL) AS links`;

export interface PersonRow extends StandingRow {
  id: number;
  name: string;
  email: string | null;
  title: string | null;
  company: string | null;
  owner: string | null;
  modelVersion: number;
  lastActAt: number | null;
  snoozedUntil: number | null;
  lastAskedAt: number | null;
  links: string;
}

/** A row of PERSON_COLUMNS as a person scored at `now`. */
export function rowToPerson(store: Store, row: PersonRow, now: number): PersonDetail {
  const model = modelAt(store, row.modelVersion);
  const sums = rowToSums(row);
  const { propensity, confidence } = scoreAt(model, sums, now);
  const shortfall = shortfallOf(model, confidence, heardIn(sums));
  const standing = rowToStanding(row);
  const links = JSON.parse(row.links) as PersonDetail['links'];
  return {
    id: String(row.id),
    name: row.name,
    email: row.email,
    company: row.company,
    title: row.title,
    propensity: shortfall === null ? propensity : null,
    confidence,
    tier: row.tier,
    records: links.map(({ vendor, id }) => ({ vendor, id })),
    owner: row.owner,
    lastActAt: row.lastActAt,
    snoozedUntil: row.snoozedUntil,
    status: statusAt(standing, now),
    lastAskedAt: row.lastAskedAt,
    nextAskAt: nextAskAt(standing, now),
    shortfall,
    links,
  };
}
