import type { ObjectName } from './schema.ts';

/** Rows of another object that name a record, under the name a query asks for them by. */
interface ChildRelationship {
  name: string;
  object: ObjectName;
  field: string;
}

const child = (name: string, object: ObjectName, field: string): ChildRelationship => ({
  name,
  object,
  field,
});

const CHILDREN: Partial<Record<ObjectName, readonly ChildRelationship[]>> = {
  Account: [
    child('Contacts', 'Contact', 'AccountId'),
    child('Opportunities', 'Opportunity', 'AccountId'),
    child('Cases', 'Case', 'AccountId'),
    child('ChildAccounts', 'Account', 'ParentId'),
  ],
  Contact: [
    child('OpportunityContactRoles', 'OpportunityContactRole', 'ContactId'),
    child('CampaignMembers', 'CampaignMember', 'ContactId'),
    child('Cases', 'Case', 'ContactId'),
    child('Advocacy_Profiles__r', 'Advocacy_Profile__c', 'Contact__c'),
  ],
  Lead: [
    child('CampaignMembers', 'CampaignMember', 'LeadId'),
    child('Advocacy_Profiles__r', 'Advocacy_Profile__c', 'Lead__c'),
  ],
  Opportunity: [child('OpportunityContactRoles', 'OpportunityContactRole', 'OpportunityId')],
  Campaign: [
    child('CampaignMembers', 'CampaignMember', 'CampaignId'),
    child('Opportunities', 'Opportunity', 'CampaignId'),
  ],
};

/** What hangs on records of an object. */
export function childRelationships(object: ObjectName): readonly ChildRelationship[] {
  return CHILDREN[object] ?? [];
}
