import { readinessAt } from '#core/ask/readiness.ts';
import type { CardPerson, CardReason } from '#core/card/card.ts';
import type { CrmVendor } from '#core/crm/crm.ts';
import { oneLine } from '#core/person/person.ts';
import { explain, type Explanation, type ExplanationLine } from '#core/score/explain.ts';
import { shortfallWords } from '#core/score/evidence.ts';
import { accountSignals } from '#server/workspace/asks/readiness.ts';
import { rowToStanding } from '#server/workspace/asks/standing.ts';
import { first } from '#server/storage/sql.ts';
import { countedIn, factsSql } from './facts.ts';
import { dealsOf } from '#server/workspace/people/deals.ts';
import {
  PERSON_COLUMNS,
  rowToPerson,
  type PersonDetail,
  type PersonRow,
} from '#server/workspace/people/row.ts';
import { modelAt } from '#server/workspace/models/published.ts';
import { sourceUrl } from '#server/workspace/people/source-url.ts';
import type { Store } from '#server/workspace/store.ts';

const REASONS = 5;
/** More records of one human are a fault in the CRM, not something to list on a card. */
const RECORDS = 10;

/** One person as a card shows them, on their record `contactId` of a CRM. */
export function cardPerson(
  store: Store,
  personId: number,
  shownOn: { vendor: CrmVendor; contactId: string },
): CardPerson {
  const now = store.now();
  const row = first<PersonRow & { facts: string }>(
    store.sql,
    `SELECT ${PERSON_COLUMNS}, ${factsSql('person.id', 'with sources')} FROM person WHERE id = ?`,
    personId,
  );
  if (row === undefined) throw new Error(`person ${personId} of a record is gone`);
  const person = rowToPerson(store, row, now);
  const signals = countedIn(row.facts);
  const why = explain(modelAt(store, row.modelVersion), signals, now);
  const account = accountSignals(store, personId, now);
  const { vendor, contactId } = shownOn;
  const others = person.links.filter((link) => link.vendor !== vendor || link.id !== contactId);
  return {
    contactId,
    name: person.name,
    title: clip(person.title),
    company: clip(person.company),
    status: person.status,
    propensity: person.propensity,
    confidence: why.confidence,
    shortfall: person.shortfall === null ? null : shortfallWords(person.shortfall),
    readiness: readinessAt({ standing: rowToStanding(row), signals, account }, now),
    ...reasonsOf(store, person, why),
    lastAskedAt: person.lastAskedAt,
    nextAskAt: person.nextAskAt,
    lastActAt: person.lastActAt,
    owner: clip(person.owner),
    records: others.slice(0, RECORDS),
    consoleUrl: `${store.publicUrl.replace(/\/$/, '')}/console/advocates/${person.id}`,
  };
}

function reasonsOf(
  store: Store,
  person: PersonDetail,
  { lines }: Explanation,
): { reasons: CardReason[]; moreReasons: number } {
  const isShown = ({ signal }: ExplanationLine): boolean =>
    person.shortfall === null || (signal !== 'limit' && signal !== 'floor');
  const counting = lines.filter((line) => line.points !== 0 && isShown(line));
  const told = counting.slice(0, REASONS);
  const deals = told.some(({ source }) => source?.startsWith('deal '))
    ? dealsOf(store, Number(person.id))
    : [];
  const reasons = told.map(({ label, at, points, source }) => ({
    label,
    at,
    points,
    sourceUrl: source === null ? null : sourceUrl(source, person.links, deals),
  }));
  return { reasons, moreReasons: counting.length - told.length };
}

function clip(text: string | null): string | null {
  return text === null ? null : oneLine(text) || null;
}
