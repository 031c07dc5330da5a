import type { DigestGroup, DigestPerson, DigestView } from '#slack-app/features/digest/view.ts';
import { day } from '#core/ask/newest.ts';
import { DAY } from '#core/time.ts';
import { barredSql, ENDED } from '#server/workspace/asks/standing.ts';
import { COMPANY_NAME } from '#server/workspace/people/row.ts';
import type { Store } from '#server/workspace/store.ts';

const SHOWN = 5;
/** Whoever was let down longer ago than this was heard, or is lost. */
const LET_DOWN = 7 * DAY;

interface Found {
  id: number;
  name: string;
  company: string | null;
  total: number;
  /** A tier, a time or a kind of signal, by which group it is. */
  what: string | number;
}

/** The people a morning's digest tells of: `since` is the last one. `named` are the ids of those shown. */
export function digestPeople(
  store: Store,
  since: number,
): { groups: Pick<DigestView, 'newAdvocates' | 'resting' | 'detractors'>; named: string[] } {
  const risen = newAdvocates(store, since);
  const resting = restingChampions(store);
  const unhappy = detractors(store);
  return {
    groups: {
      newAdvocates: group(
        store,
        risen,
        (tier) => `now ${tier === 'champion' ? 'a champion' : 'an advocate'}`,
      ),
      resting: group(store, resting, (until) => `was asked; rests until ${day(Number(until))}`),
      detractors: group(store, unhappy, (type) => LET_DOWN_WORDS[String(type)] ?? 'was let down'),
    },
    named: [...risen, ...resting, ...unhappy].map(({ id }) => String(id)),
  };
}

const LET_DOWN_WORDS: Record<string, string> = {
  detractor: 'a survey counts them among detractors',
  nps: 'gave a low NPS',
  complaint: 'complained',
  bad_reference: 'spoke against us',
};

function group(
  { publicUrl }: Store,
  found: readonly Found[],
  why: (what: string | number) => string,
): DigestGroup {
  const shown = found.map(({ id, name, company, what }): DigestPerson => ({
    name,
    company,
    why: why(what),
    url: `${publicUrl}/console/advocates/${id}`,
  }));
  return { shown, total: found[0]?.total ?? 0 };
}

/** Only who has a tier has a time at which it is looked at again. */
function newAdvocates({ sql, now }: Store, since: number): Found[] {
  return sql.all<Found>(
    `SELECT id, name, ${COMPANY_NAME} AS company, tier AS what, count(*) OVER () AS total FROM person
     WHERE tier_check_at IS NOT NULL AND tier IN ('advocate', 'champion') AND tier_since > ?
       AND removed_at IS NULL AND NOT ${barredSql(now())} AND NOT ${ENDED}
     ORDER BY tier_since DESC, id LIMIT ?`,
    since,
    SHOWN,
  );
}

function restingChampions({ sql, now }: Store): Found[] {
  return sql.all<Found>(
    `SELECT id, name, ${COMPANY_NAME} AS company, rest_until AS what, count(*) OVER () AS total FROM person
     WHERE rest_until > ? AND tier = 'champion' AND removed_at IS NULL AND NOT ${ENDED}
     ORDER BY rest_until, id LIMIT ?`,
    now(),
    SHOWN,
  );
}

/** Nobody told of their recovery since, and nobody rests because they were asked. */
function detractors({ sql, now }: Store): Found[] {
  return sql.all<Found>(
    `SELECT person.id, person.name, ${COMPANY_NAME} AS company, signal.type AS what, count(*) OVER () AS total
     FROM signal JOIN person ON person.id = signal.person_id
     WHERE (signal.type IN ('detractor', 'complaint', 'bad_reference') OR (signal.type = 'nps' AND signal.value <= 6))
       AND signal.occurred_at > ? AND person.removed_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM signal AS later WHERE later.person_id = person.id
         AND later.occurred_at > signal.occurred_at AND later.type IN ('recovery', 'nps'))
     GROUP BY person.id ORDER BY signal.occurred_at DESC, person.id LIMIT ?`,
    now() - LET_DOWN,
    SHOWN,
  );
}
