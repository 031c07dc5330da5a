import type { JobChangeKind, JobVerdict } from '#core/person/job-change.ts';
import type { Tier } from '#core/score/tier.ts';
import { refreshChange } from './announce.ts';
import type { Store } from '#server/workspace/store.ts';

/** A change as it is first kept. Times are epoch milliseconds. */
export interface NewChange {
  personId: number;
  kind: JobChangeKind | 'cleared';
  connection: string;
  recordId: string;
  at: number;
  tier: Tier;
  fromCompanyId: string | null;
  fromCompany: string | null;
  fromDomain: string | null;
  toCompanyId: string | null;
  toCompany: string | null;
  fromTitle: string | null;
  toTitle: string | null;
  fromEmail: string | null;
}

/** Keeps a change under a key made of what it says, once; gives its id, or null where it was known. */
export function addChange(
  { sql, now }: Store,
  change: Pick<NewChange, 'personId' | 'kind' | 'connection' | 'recordId' | 'at' | 'tier'> &
    Partial<NewChange>,
): number | null {
  const { connection, recordId, at, kind, toCompanyId = null, toTitle = null, fromEmail = null } = change;
  const [added] = sql.all<{ id: number }>(
    `INSERT INTO job_change (key, person_id, kind, connection, record_id, at, noticed_at, from_company_id,
       from_company, from_domain, to_company_id, to_company, from_title, to_title, from_email, tier)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING RETURNING id`,
    changeKey(change),
    change.personId,
    kind,
    connection,
    recordId,
    at,
    now(),
    change.fromCompanyId ?? null,
    change.fromCompany ?? null,
    change.fromDomain ?? null,
    toCompanyId,
    change.toCompany ?? null,
    change.fromTitle ?? null,
    toTitle,
    fromEmail,
    change.tier,
  );
  return added?.id ?? null;
}

/** What a change is kept under, once. */
export function changeKey(
  change: Pick<NewChange, 'kind' | 'connection' | 'recordId' | 'at'> & Partial<NewChange>,
): string {
  const { connection, recordId, at, kind, toCompanyId, toTitle, fromEmail } = change;
  const said = { moved: toCompanyId, left: '', cleared: '', title_changed: toTitle, bounced: fromEmail }[
    kind
  ];
  return [connection, recordId, at, kind, said ?? ''].join(':');
}

/** Settles changes; what was posted of them says so. */
export function settleChanges(store: Store, ids: readonly number[], verdict: JobVerdict, by: string): void {
  for (const id of ids) {
    store.sql.run(
      'UPDATE job_change SET verdict = ?, settled_by = ?, settled_at = ? WHERE id = ?',
      verdict,
      by,
      store.now(),
      id,
    );
    refreshChange(store, id);
  }
}
