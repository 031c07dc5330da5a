import type { ObjectName } from '../schema/schema.ts';
import { idOf, isDeleted, type Row } from './row.ts';
import type { Org } from './org.ts';

/** What goes to the recycle bin together with a record, by the field that ties it. */
const CHILDREN: Partial<Record<ObjectName, readonly (readonly [ObjectName, string])[]>> = {
  Account: [
    ['Contact', 'AccountId'],
    ['Opportunity', 'AccountId'],
    ['Case', 'AccountId'],
  ],
  Contact: [
    ['OpportunityContactRole', 'ContactId'],
    ['CampaignMember', 'ContactId'],
  ],
  Lead: [['CampaignMember', 'LeadId']],
  Opportunity: [['OpportunityContactRole', 'OpportunityId']],
  Campaign: [['CampaignMember', 'CampaignId']],
};

/** Live records tied to one, with the object each is of. */
export function childrenOf(org: Org, object: ObjectName, id: string): [ObjectName, Row][] {
  return (CHILDREN[object] ?? []).flatMap(([child, field]) =>
    org
      .table(child)
      .having(field, [id])
      .filter((row) => row[field] === id)
      .map((row): [ObjectName, Row] => [child, row]),
  );
}

/** Puts a record in the recycle bin, with what hangs on it. */
export function remove(org: Org, object: ObjectName, id: string): void {
  org.pending.finish(id);
  const row = org.must(object, id);
  if (isDeleted(row)) return;
  const gone = org.touch('deleted', object, row, { IsDeleted: true });
  org.noteRemoval(object, gone);
  for (const [child, one] of childrenOf(org, object, id)) remove(org, child, idOf(one));
}

/** Takes a record out of the bin, with what went in along with it. A merged one comes back as it was: alone. */
export function undelete(org: Org, object: ObjectName, id: string): void {
  org.pending.finish(id);
  const row = org.must(object, id);
  if (!isDeleted(row)) return;
  const stamp = row['SystemModstamp'];
  const back = 'MasterRecordId' in row ? { IsDeleted: false, MasterRecordId: null } : { IsDeleted: false };
  org.touch('undeleted', object, row, back);
  for (const [child, one] of childrenOf(org, object, id)) {
    if (isDeleted(one) && one['SystemModstamp'] === stamp) undelete(org, child, idOf(one));
  }
}

/** Removes a record for good, out of the bin or past it. */
export function hardDelete(org: Org, object: ObjectName, id: string): void {
  org.pending.finish(id);
  const row = org.must(object, id);
  for (const [child, one] of childrenOf(org, object, id)) hardDelete(org, child, idOf(one));
  org.erase(object, row);
}
