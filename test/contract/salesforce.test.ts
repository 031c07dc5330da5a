import { testOrg, type OrgShape } from '#test/connectors/salesforce/org.ts';
import { FAULT_KINDS, fault } from '#test/sandbox/faults.ts';
import { idOf, isDeleted, textOf, type Row } from '#test/sandbox/salesforce/org/row.ts';
import type { ObjectName } from '#test/sandbox/salesforce/schema/schema.ts';
import { describeConnector } from './crm-connector.ts';
import type { CrmWorld, WorldSize } from './crm-world.ts';

/** Faults whose wait belongs to the caller (a day), or that hold the test up for ten real seconds. */
const NOT_IN_PASSING = ['daily-limit', 'timeout-before', 'timeout-after'];
const PROFILE = 'Advocacy_Profile__c';

const objectOf = (id: string): 'Lead' | 'Contact' => (id.startsWith('00Q') ? 'Lead' : 'Contact');
const nameOf = (row: Row) => `${textOf(row, 'FirstName')} ${textOf(row, 'LastName')}`.trim();

function salesforceWorld(size: WorldSize, shape: OrgShape = {}): CrmWorld {
  const vendor = testOrg({ ...size, ...shape });
  const { org, admin, knobs } = vendor.sandbox;
  const rolesIn = (deal: string) =>
    org
      .table('OpportunityContactRole')
      .having('OpportunityId', [deal])
      .filter((role) => !isDeleted(role))
      .map((role) => textOf(role, 'ContactId'));
  const profileOf = (id: string) => org.table(PROFILE).having('Record_Key__c', [id])[0];
  return {
    connect: () => vendor.connect(),
    now: () => vendor.clock.at,
    pass: (ms) => {
      vendor.clock.at += ms;
    },
    truth: () => ({
      contacts: new Map(
        [...vendor.people()].map(([id, row]) => [
          id,
          {
            name: nameOf(row),
            email: textOf(row, 'Email') || null,
            companyId: textOf(row, 'AccountId') || null,
          },
        ]),
      ),
      companies: new Set(vendor.live('Account').keys()),
      deals: new Map([...vendor.live('Opportunity').keys()].map((id) => [id, [...new Set(rolesIn(id))]])),
      owners: new Set([...org.table('User').all()].map(idOf)),
    }),
    createContact: (LastName) => admin.create('Contact', { LastName }),
    renameContact: (id, LastName) => admin.update(objectOf(id), id, { FirstName: null, LastName }),
    removeContact: (id) => admin.remove(objectOf(id), id),
    restoreContact: (id) => admin.undelete(objectOf(id), id),
    mergeContacts: (into, other) => {
      const object = objectOf(into);
      if (object === objectOf(other)) {
        admin.merge(object, into, other);
        return into;
      }
      // A lead and a contact become one when the lead is converted.
      const [lead, contactId] = object === 'Lead' ? [into, other] : [other, into];
      return admin.convertLead(lead, { contactId }).contactId;
    },
    optOut: (id) => admin.update(objectOf(id), id, { HasOptedOutOfEmail: true }),
    bounceMail: (id) => admin.update(objectOf(id), id, { EmailBouncedDate: '2026-06-01T00:00:00.000+0000' }),
    ownerLeaves: (id) => admin.update('User', id, { IsActive: false }),
    rejectWrites: (id) =>
      admin.addValidationRule(PROFILE, (row) => row['Record_Key__c'] === id, 'Advocates need a phone number'),
    flagStatus: (id) => {
      const profile = profileOf(id);
      return profile ? textOf(profile, 'Status__c') : null;
    },
    ourProperties: () =>
      org.schema
        .fields(PROFILE)
        .map(({ name }) => name)
        .filter((name) => name.endsWith('__c')),
    misbehave: (times) => {
      const kinds = FAULT_KINDS.filter((kind) => !NOT_IN_PASSING.includes(kind));
      knobs.faults = Array.from({ length: times }, (_, index) =>
        fault(kinds[index % kinds.length]!, { ratio: 0.5 }),
      );
    },
    lag: (ms) => {
      knobs.commitLagJitterMs = ms;
    },
    changePropertyType: () => {
      const field = org.schema.field('Contact', 'NPS_Score__c')!;
      org.schema.replace('Contact', { ...field, type: 'string' });
      return 'Contact.NPS_Score__c';
    },
    dropProperty: (property) => {
      const [object = '', field = ''] = property.split('.');
      admin.hideField(object as ObjectName, field);
    },
  };
}

describeConnector('Salesforce', (size) => salesforceWorld(size));
describeConnector('Salesforce by bulk jobs, with leads and short pages', (size) =>
  salesforceWorld(size, {
    leads: true,
    bulkAbove: 250,
    knobs: {
      queryBatchSize: 200,
      bulkPageRows: 450,
      bulkSteps: 2,
      personAccounts: false,
      multiCurrency: false,
    },
  }),
);
