import { flagsEqual, type AdvocateFlag, type CarriedFlag } from '#core/crm/flag.ts';
import { ok, type Result } from '#core/problem.ts';
import type { Services } from './services.ts';
import type { Page } from './workspace/store.ts';

/** What one CRM record would have changed, were its flag written now. */
export interface FlagChange {
  recordId: string;
  personId: string;
  name: string;
  /** Page of the record in the CRM. */
  url: string;
  /** What the record carries, as the CRM says now; null where it carries no flag. */
  before: CarriedFlag | null;
  after: AdvocateFlag;
}

/** A CRM gives this many records at once. */
const AT_ONCE = 100;
/** Reads a page may take: where most records carry their flag already, it ends short of its limit. */
const READS = 5;

/**
 * One page of what would be written to a CRM, compared with what its records carry now. Records that carry their flag
 * already are left out. Fails with the CRM's problem where it could not be asked.
 */
export async function writeBackChanges(
  { workspace, connection }: Pick<Services, 'workspace' | 'connection'>,
  workspaceId: string,
  connectionId: string,
  { limit, cursor }: { limit: number; cursor: string | null },
): Promise<Result<Page<FlagChange>>> {
  const items: FlagChange[] = [];
  let next = cursor;
  for (let reads = 1; ; reads++) {
    const wanted = Math.min(AT_ONCE, limit - items.length);
    const waiting = await workspace(workspaceId).writeBack.waiting(connectionId, wanted, next);
    if (!waiting.ok) return waiting;
    const page = waiting.value;
    if (page.items.length > 0) {
      const carried = await connection(connectionId).flags.read(page.items.map(({ recordId }) => recordId));
      if (!carried.ok) return carried;
      for (const { flag: after, ...record } of page.items) {
        const before = carried.value.get(record.recordId) ?? null;
        if (before === null || !flagsEqual(before, after)) items.push({ ...record, before, after });
      }
    }
    next = page.next;
    if (next === null || items.length >= limit || reads === READS) return ok({ items, next });
  }
}
