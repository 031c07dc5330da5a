import type { ActFacts, ActSource } from '#core/reward/rule.ts';
import { countedFacts, factKey, isToldOnCard } from '#core/signal/counted.ts';
import { first } from '#server/storage/sql.ts';
import { factsOf } from '#server/workspace/identity/echoes.ts';
import type { PersonSignal } from '#server/workspace/scoring/scoring.ts';
import type { Store } from '#server/workspace/store.ts';

/** What rules look at, besides an act itself. */
export function actFacts(store: Store, signal: PersonSignal): ActFacts {
  const { personId, type } = signal;
  const [earliest] = countedFacts(factsOf(store, personId)).filter((fact) => fact.type === type);
  return {
    source: sourceOf(signal),
    industry: companyOf(store, personId)?.industry ?? null,
    tiers: store.sql
      .all<{ tier: string }>(
        `SELECT programme || '/' || tier AS tier FROM points_wallet WHERE person_id = ? AND tier IS NOT NULL`,
        personId,
      )
      .map(({ tier }) => tier),
    isFirst: earliest === undefined || factKey(earliest) === factKey(signal),
  };
}

function sourceOf({ key }: PersonSignal): ActSource {
  if (key.startsWith('crm:')) return 'crm';
  return isToldOnCard(key) ? 'card' : 'api';
}

/** What a person's rewards are counted under for their account: its key, or their own where they have none. */
export function accountOf(store: Store, personId: number): string {
  return companyOf(store, personId)?.account ?? `person:${personId}`;
}

/** The company of the record that was changed last. */
function companyOf(
  { sql }: Store,
  personId: number,
): { account: string; industry: string | null } | undefined {
  return first<{ account: string; industry: string | null }>(
    sql,
    `SELECT company.account, company.industry FROM record
     JOIN company ON company.connection = record.connection AND company.id = record.company_id
     WHERE record.person_id = ? AND record.removed_at IS NULL AND company.account <> ''
     ORDER BY record.modified_at DESC, record.connection, record.id LIMIT 1`,
    personId,
  );
}

/** Where the act can be looked up: what a CRM told stands on the record, what was reported says so itself. */
export function proofOf({ sql }: Store, { key, personId, source }: PersonSignal): string | null {
  if (!key.startsWith('crm:')) return source;
  const row = first<{ url: string }>(
    sql,
    'SELECT url FROM record WHERE person_id = ? AND removed_at IS NULL ORDER BY modified_at DESC LIMIT 1',
    personId,
  );
  return row?.url ?? source;
}
