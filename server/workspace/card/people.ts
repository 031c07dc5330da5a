import type { CardPersonLine, CardRecordKind, CardSubject } from '#core/card/card.ts';
import { nextAskAt, statusAt, type FlagStatus } from '#core/crm/flag.ts';
import { oneLine } from '#core/person/person.ts';
import { explain, reasonLine } from '#core/score/explain.ts';
import { shortfallOf, shortfallWords } from '#core/score/evidence.ts';
import { SIGNALS } from '#core/signal/catalogue.ts';
import {
  barredSql,
  ENDED,
  rowToStanding,
  STANDING_COLUMNS,
  type StandingRow,
} from '#server/workspace/asks/standing.ts';
import { first } from '#server/storage/sql.ts';
import { countedIn, factsSql } from './facts.ts';
import { membersSql, type CardRecord } from './records.ts';
import { currentModel, modelAt, type PublishedModel } from '#server/workspace/models/published.ts';
import { knownPropensitySql } from '#server/workspace/people/pillar-columns.ts';
import type { Store } from '#server/workspace/store.ts';

const LISTED = 20;

/** Who can be asked comes first, who must not be last. */
const ORDER: readonly FlagStatus[] = ['champion', 'advocate', 'candidate', 'resting', 'none', 'do_not_ask'];

interface MemberRow extends StandingRow {
  contactId: string;
  url: string;
  name: string;
  title: string | null;
  modelVersion: number;
  facts: string;
}

/** The people on a company or deal, those who can be asked first; all beyond twenty are counted. */
export function cardPeople(store: Store, connection: string, record: CardRecord, name: string): CardSubject {
  const now = store.now();
  const { list, count } = queriesOf(record.kind, currentModel(store));
  const rows = store.sql.all<MemberRow>(list, connection, record.id, now);
  const total =
    rows.length < LISTED
      ? rows.length
      : (first<{ n: number }>(store.sql, count, connection, record.id)?.n ?? 0);
  const people = rows.map((row) => lineOf(store, row, now));
  return { kind: 'people', name: oneLine(name), people, more: total - rows.length };
}

/** The rule of `statusAt` at ?3, for ordering where the rows are. */
const STATUS = `CASE WHEN ${barredSql('?3')} THEN 'do_not_ask' WHEN ${ENDED} THEN 'none' WHEN rest_until > ?3 THEN 'resting' ELSE tier END`;
const RANK = `CASE ${STATUS} ${ORDER.map((each, rank) => `WHEN '${each}' THEN ${rank}`).join(' ')} END`;

/**
 * People are chosen by their sums, so that only the signals of those listed are read. The time is a parameter (?3): a
 * query in the same words is not compiled again.
 */
function queriesOf(kind: CardRecordKind, { model }: PublishedModel): { list: string; count: string } {
  const members = membersSql(kind);
  const order = 'ORDER BY rank, propensity DESC, id';
  // Beside min(), SQLite takes the other columns from the row that has it.
  const listed = `SELECT person.id AS id, min(record.id) AS contactId, record.url, person.name, person.title,
      person.model_version AS modelVersion, ${STANDING_COLUMNS},
      ${RANK} AS rank, ${knownPropensitySql(model, '?3')} AS propensity
    ${members} GROUP BY person.id ${order} LIMIT ${LISTED}`;
  return {
    list: `SELECT contactId, url, name, title, tier, modelVersion, restUntil, optedOut, heldUntil, insider, unreachable, moved, ${factsSql('member.id', 'without sources')}
      FROM (${listed}) AS member ${order}`,
    count: `SELECT count(DISTINCT person.id) AS n ${members}`,
  };
}

function lineOf(store: Store, row: MemberRow, now: number): CardPersonLine {
  const model = modelAt(store, row.modelVersion);
  const signals = countedIn(row.facts);
  const why = explain(model, signals, now);
  const heard = new Set(signals.map(({ type }) => SIGNALS[type].pillar));
  const shortfall = shortfallOf(model, why.confidence, heard);
  const standing = rowToStanding(row);
  return {
    contactId: row.contactId,
    name: row.name,
    title: row.title === null ? null : oneLine(row.title) || null,
    status: statusAt(standing, now),
    propensity: shortfall === null ? why.propensity : null,
    confidence: why.confidence,
    shortfall: shortfall === null ? null : shortfallWords(shortfall),
    reason: reasonLine(why),
    nextAskAt: nextAskAt(standing, now),
    url: row.url,
  };
}
