import type { ObjectName } from '../schema/schema.ts';
import type { Org } from './org.ts';
import { idOf, textOf, type Value } from './row.ts';

/** Every lookup that follows a merged record to its master. */
const FOLLOWERS: Partial<Record<ObjectName, readonly (readonly [ObjectName, string])[]>> = {
  Account: [
    ['Contact', 'AccountId'],
    ['Opportunity', 'AccountId'],
    ['Case', 'AccountId'],
    ['Account', 'ParentId'],
  ],
  Contact: [
    ['OpportunityContactRole', 'ContactId'],
    ['CampaignMember', 'ContactId'],
    ['Case', 'ContactId'],
    ['Contact', 'ReportsToId'],
    ['Advocacy_Profile__c', 'Contact__c'],
  ],
  Lead: [
    ['CampaignMember', 'LeadId'],
    ['Advocacy_Profile__c', 'Lead__c'],
  ],
};

/** The objects Salesforce can merge. */
export const MERGEABLE = ['Account', 'Contact', 'Lead'] as const;
export type Mergeable = (typeof MERGEABLE)[number];

/**
 * Makes one record of up to three: the master keeps its own values and takes what it lacks, the others go to the
 * bin with the master's id, and what hung on them hangs on the master.
 */
export function merge(org: Org, object: Mergeable, masterId: string, ...loserIds: string[]): void {
  if (loserIds.length === 0 || loserIds.length > 2) throw new RangeError('a merge takes one or two losers');
  for (const id of [masterId, ...loserIds]) org.pending.finish(id);
  let master = org.must(object, masterId);
  for (const loserId of loserIds) {
    const loser = org.must(object, loserId);
    const taken = Object.entries(loser).filter(([name, value]) => isTaken(name, value, master[name] ?? null));
    org.touch('deleted', object, loser, { IsDeleted: true, MasterRecordId: masterId });
    org.noteRemoval(object, loser);
    for (const [child, field] of FOLLOWERS[object] ?? []) {
      for (const row of org.table(child).having(field, [loserId])) {
        if (row[field] === loserId) org.touch('updated', child, row, { [field]: masterId });
      }
    }
    master = org.touch('updated', object, master, Object.fromEntries(taken));
  }
  dropDoubleMembers(org, object, masterId);
}

function isTaken(name: string, value: Value, own: Value): boolean {
  return own === null && value !== null && name !== 'MasterRecordId';
}

/** A person is in a campaign once. */
function dropDoubleMembers(org: Org, object: Mergeable, masterId: string): void {
  const field = `${object}Id`;
  const seen = new Set<string>();
  for (const row of org.table('CampaignMember').having(field, [masterId])) {
    if (row[field] !== masterId || row['IsDeleted'] === true) continue;
    const campaign = textOf(row, 'CampaignId');
    if (seen.has(campaign))
      org.touch('deleted', 'CampaignMember', org.must('CampaignMember', idOf(row)), { IsDeleted: true });
    seen.add(campaign);
  }
}
