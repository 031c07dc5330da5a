import { testPortal } from '#test/connectors/hubspot/portal.ts';
import { FAULT_KINDS, fault } from '#test/sandbox/faults.ts';
import type { Knobs } from '#test/sandbox/hubspot/knobs.ts';
import type { Actor } from '#test/sandbox/hubspot/portal.ts';
import { describeConnector } from './crm-connector.ts';
import type { CrmWorld, WorldSize } from './crm-world.ts';

const PERSON: Actor = { source: 'CRM_UI', sourceId: 'userId:1' };
/** Faults whose wait belongs to the caller (a day), or that hold the test up for ten real seconds. */
const NOT_IN_PASSING = ['daily-limit', 'timeout-before', 'timeout-after'];

function hubspotWorld(size: WorldSize, knobs: Partial<Knobs> = {}): CrmWorld {
  const vendor = testPortal({ ...size, knobs });
  const { portal } = vendor.sandbox;
  const live = vendor.sandbox.knobs;
  const contact = (id: string) => portal.find('contacts', Number(id))!;
  const definition = (name: string) => portal.properties.get('contacts', name)!;
  const name = (properties: Record<string, string>) =>
    `${properties['firstname'] ?? ''} ${properties['lastname'] ?? ''}`.trim();
  return {
    connect: () => vendor.connect(),
    now: () => vendor.clock.at,
    pass: (ms) => {
      vendor.clock.at += ms;
    },
    truth: () => ({
      contacts: new Map(
        [...vendor.live('contacts')].map(([id, properties]) => [
          id,
          {
            name: name(properties),
            email: properties['email'] ?? null,
            companyId: properties['associatedcompanyid'] ?? null,
          },
        ]),
      ),
      companies: new Set(vendor.live('companies').keys()),
      deals: new Map(
        [...vendor.live('deals').keys()].map((id) => [
          id,
          portal.associations
            .of('deals', Number(id), 'contacts')
            .filter(({ to }) => portal.tables.contacts.isLive(to))
            .map(({ to }) => String(to)),
        ]),
      ),
      owners: new Set(portal.owners.map(({ id }) => id)),
    }),
    createContact: (firstname) => String(portal.create('contacts', { firstname }, PERSON).id),
    renameContact: (id, firstname) => {
      portal.update('contacts', contact(id), { firstname, lastname: '' }, PERSON);
    },
    removeContact: (id) => portal.archive('contacts', contact(id), PERSON),
    restoreContact: (id) => portal.restore('contacts', contact(id), PERSON),
    mergeContacts: (into, other) =>
      String(portal.merge('contacts', contact(into), contact(other), PERSON).id),
    optOut: (id) => {
      portal.update('contacts', contact(id), { hs_email_optout: 'true' }, PERSON);
    },
    bounceMail: (id) => {
      portal.update('contacts', contact(id), { hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER' }, PERSON);
    },
    ownerLeaves: (id) => {
      for (const owner of portal.owners) if (owner.id === id) owner.archived = true;
    },
    rejectWrites: (id) => {
      live.rejectedContacts.push(id);
    },
    flagStatus: (id) => contact(id).properties['groundswell_status'] ?? null,
    ourProperties: () =>
      portal.properties
        .list('contacts')
        .map((one) => one.name)
        .filter((one) => one.startsWith('groundswell_')),
    misbehave: (times) => {
      const kinds = FAULT_KINDS.filter((kind) => !NOT_IN_PASSING.includes(kind));
      live.faults = Array.from({ length: times }, (_, index) =>
        fault(kinds[index % kinds.length]!, { ratio: 0.5 }),
      );
    },
    lag: (ms) => {
      live.searchLagJitterMs = ms;
    },
    changePropertyType: () => {
      portal.properties.define('contacts', { ...definition('nps_score'), type: 'string' });
      return 'nps_score';
    },
    dropProperty: (property) => {
      portal.properties.remove('contacts', property);
    },
  };
}

describeConnector('HubSpot', (size) => hubspotWorld(size));
describeConnector('HubSpot at its other habits', (size) =>
  hubspotWorld(size, {
    mergeGivesNewId: true,
    batchFailure: 'whole',
    listCursor: 'opaque',
    modifiedTieMs: 1_000,
  }),
);
