import type { RecordKind, Spend } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { BatchApiRequestFactory as AssociationsRequestFactory } from '@hubspot/api-client/lib/codegen/crm/associations/v4/apis/BatchApi.js';
import { ServerConfiguration as AssociationsServer } from '@hubspot/api-client/lib/codegen/crm/associations/v4/servers.js';
import { BasicApiRequestFactory } from '@hubspot/api-client/lib/codegen/crm/objects/apis/BasicApi.js';
import { BatchApiRequestFactory } from '@hubspot/api-client/lib/codegen/crm/objects/apis/BatchApi.js';
import { SearchApiRequestFactory } from '@hubspot/api-client/lib/codegen/crm/objects/apis/SearchApi.js';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/objects/models/Filter.js';
import { ServerConfiguration as ObjectsServer } from '@hubspot/api-client/lib/codegen/crm/objects/servers.js';
import { OwnersApiRequestFactory } from '@hubspot/api-client/lib/codegen/crm/owners/apis/OwnersApi.js';
import { ServerConfiguration as OwnersServer } from '@hubspot/api-client/lib/codegen/crm/owners/servers.js';
import { CoreApiRequestFactory } from '@hubspot/api-client/lib/codegen/crm/properties/apis/CoreApi.js';
import { GroupsApiRequestFactory } from '@hubspot/api-client/lib/codegen/crm/properties/apis/GroupsApi.js';
import type { PropertyCreate } from '@hubspot/api-client/lib/codegen/crm/properties/models/PropertyCreate.js';
import type { PropertyGroupCreate } from '@hubspot/api-client/lib/codegen/crm/properties/models/PropertyGroupCreate.js';
import { ServerConfiguration as PropertiesServer } from '@hubspot/api-client/lib/codegen/crm/properties/servers.js';
import type { ZodType } from 'zod';
import { refusalError, unreachableError } from './errors.ts';
import { createRepeater, type Wait } from './repeat.ts';
import * as schema from './schema.ts';
import { sdkConfiguration } from './sdk.ts';
import {
  API_VERSION,
  createTransport,
  plainRequest,
  type VendorRequest,
  type VendorResponse,
} from './transport.ts';

const OBJECT_TYPE: Record<RecordKind, string> = { contact: 'contacts', company: 'companies', deal: 'deals' };

export interface ClientOptions {
  apiUrl: string;
  accessToken: () => Promise<string>;
  spend: Spend;
  fetch?: typeof fetch | undefined;
  now: () => number;
  wait: Wait;
}

export interface Search {
  filters: { property: string; operator: 'EQ' | 'GT' | 'GTE' | 'LT' | 'LTE'; value: string }[];
  /** A property, with a leading minus for descending. */
  sort: string;
  properties: string[];
  limit: number;
}

export interface Flagging {
  id: string;
  properties: Record<string, string>;
}

export type HubspotClient = ReturnType<typeof createClient>;

/**
 * One method an endpoint, its request written by the SDK. The answers stay as they were sent and are checked against
 * our schema: the SDK's own reading copies each record property by property, which was most of what a page cost.
 * Every method throws ConnectorError and nothing else.
 */
export function createClient(options: ClientOptions) {
  const { call, clockOffset } = createCaller(options);
  const api = createApis(options.apiUrl);

  return {
    /** HubSpot's clock minus ours in milliseconds, by the Date of the last answer; 0 before there is one. */
    clockOffset,

    /** One page of the full list, 100 records; `associated` names object types to list beside each record. */
    list: (kind: RecordKind, names: string[], after: string | null, associated?: string[]) =>
      call('call', schema.listPage, () =>
        api.basic.getPage(OBJECT_TYPE[kind], 100, after ?? undefined, names, undefined, associated),
      ),

    search: (kind: RecordKind, { filters, sort, properties: names, limit }: Search) =>
      call('search', schema.searchPage, () =>
        api.search.doSearch(OBJECT_TYPE[kind], {
          filterGroups: filters.length > 0 ? [{ filters: filters.map(toFilter) }] : [],
          sorts: [sort],
          properties: names,
          limit,
        }),
      ),

    /** Reads up to 100 records by id; ids unknown to HubSpot are absent from the answer. */
    batchRead: (kind: RecordKind, names: string[], ids: string[]) =>
      call('call', schema.batchOutcome, () =>
        api.batch.read(OBJECT_TYPE[kind], {
          inputs: ids.map((id) => ({ id })),
          properties: names,
          propertiesWithHistory: [],
        }),
      ),

    /** Updates up to 100 contacts, each id once. */
    updateContacts: (inputs: Flagging[]) =>
      call('call', schema.batchOutcome, () =>
        api.batch.update('contacts', {
          inputs: inputs.map((row) => ({ ...row, objectWriteTraceId: row.id })),
        }),
      ),

    /** What up to 1,000 records of one kind are associated with. */
    associations: (from: RecordKind, to: RecordKind, ids: string[]) =>
      call('call', schema.associationRows, () =>
        api.associations.getPage(OBJECT_TYPE[from], OBJECT_TYPE[to], { inputs: ids.map((id) => ({ id })) }),
      ),

    /** One page of owners: of those who work there, or of those who left. */
    owners: (archived: boolean, after: string | null) =>
      call('call', schema.ownerPage, () => api.owners.getPage(undefined, after ?? undefined, 500, archived)),

    contactProperties: () => call('call', schema.propertyList, () => api.properties.getAll('contacts')),

    createContactProperty: (property: PropertyCreate) =>
      call('call', schema.propertyDefinition, () => api.properties.create('contacts', property)),

    /** Replaces the options of a contact property, all of them. */
    setContactPropertyOptions: (name: string, all: schema.PropertyOption[]) =>
      call('call', schema.propertyDefinition, () =>
        api.properties.update('contacts', name, { options: all }),
      ),

    createContactPropertyGroup: (group: PropertyGroupCreate) =>
      call('call', schema.propertyGroup, () => api.groups.create('contacts', group)),

    account: () =>
      call('call', schema.accountDetails, async () =>
        plainRequest('GET', `${options.apiUrl}/account-info/${API_VERSION}/details`),
      ),
  };
}

/** Paces, repeats and checks: the way every call of the client goes. */
function createCaller({ accessToken, spend, fetch, now, wait }: ClientOptions) {
  let clockOffset = 0;
  const onDate = (vendorTime: number) => {
    clockOffset = vendorTime - now();
  };
  const send = createTransport({ accessToken, fetch, refused: refusalError, onDate });
  const repeat = createRepeater(wait);
  const call = <T>(
    budget: 'call' | 'search',
    shape: ZodType<T>,
    request: () => Promise<VendorRequest>,
  ): Promise<T> => repeat(() => spend(budget, () => checked(shape, async () => send(await request()))));
  return { call, clockOffset: () => clockOffset };
}

async function checked<T>(shape: ZodType<T>, exchange: () => Promise<VendorResponse>): Promise<T> {
  try {
    return shape.parse(JSON.parse((await exchange()).text));
  } catch (cause) {
    if (cause instanceof ConnectorError) throw cause;
    throw unreachableError(cause); // 2xx with half a body or somebody else's page: as good as no answer
  }
}

function createApis(apiUrl: string) {
  const objects = sdkConfiguration(ObjectsServer, apiUrl);
  const properties = sdkConfiguration(PropertiesServer, apiUrl);
  return {
    basic: new BasicApiRequestFactory(objects),
    batch: new BatchApiRequestFactory(objects),
    search: new SearchApiRequestFactory(objects),
    properties: new CoreApiRequestFactory(properties),
    groups: new GroupsApiRequestFactory(properties),
    owners: new OwnersApiRequestFactory(sdkConfiguration(OwnersServer, apiUrl)),
    associations: new AssociationsRequestFactory(sdkConfiguration(AssociationsServer, apiUrl)),
  };
}

const OPERATORS = {
  EQ: FilterOperatorEnum.Eq,
  GT: FilterOperatorEnum.Gt,
  GTE: FilterOperatorEnum.Gte,
  LT: FilterOperatorEnum.Lt,
  LTE: FilterOperatorEnum.Lte,
};

function toFilter({ property, operator, value }: Search['filters'][number]) {
  return { propertyName: property, operator: OPERATORS[operator], value };
}
