import type { RecordKind, Spend } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import * as associations from '@hubspot/api-client/lib/codegen/crm/associations/v4/index.js';
import * as objects from '@hubspot/api-client/lib/codegen/crm/objects/index.js';
import * as owners from '@hubspot/api-client/lib/codegen/crm/owners/index.js';
import * as properties from '@hubspot/api-client/lib/codegen/crm/properties/index.js';
import type { ZodType } from 'zod';
import { BatchAnswers, PageAnswers, SearchAnswers } from './answers.ts';
import { refusalError, unreachableError } from './errors.ts';
import { createRepeater, type Wait } from './repeat.ts';
import * as schema from './schema.ts';
import { sdkConfiguration } from './sdk.ts';
import { API_VERSION, createTransport, plainRequest, type Transport } from './transport.ts';

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

/** One method an endpoint, all through the SDK's generated classes. Every method throws ConnectorError and nothing else. */
export function createClient(options: ClientOptions) {
  const { call, clockOffset, plain } = createCaller(options);
  const api = createApis(options.apiUrl, plain);

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

    owners: (after: string | null) =>
      call('call', schema.ownerPage, () => api.owners.getPage(undefined, after ?? undefined, 500)),

    contactProperties: () => call('call', schema.propertyList, () => api.properties.getAll('contacts')),

    createContactProperty: (property: properties.PropertyCreate) =>
      call('call', schema.propertyDefinition, () => api.properties.create('contacts', property)),

    createContactPropertyGroup: (group: properties.PropertyGroupCreate) =>
      call('call', schema.propertyGroup, () => api.groups.create('contacts', group)),

    account: () =>
      call('call', schema.accountDetails, async () => {
        const url = `${options.apiUrl}/account-info/${API_VERSION}/details`;
        return JSON.parse((await plain(plainRequest('GET', url))).text);
      }),
  };
}

/** Paces, repeats and checks: the way every call of the client goes. */
function createCaller({ accessToken, spend, fetch, now, wait }: ClientOptions) {
  let clockOffset = 0;
  const onDate = (vendorTime: number) => {
    clockOffset = vendorTime - now();
  };
  const plain = createTransport({ accessToken, fetch, refused: refusalError, onDate });
  const repeat = createRepeater(wait);
  const call = <T>(budget: 'call' | 'search', shape: ZodType<T>, send: () => Promise<unknown>): Promise<T> =>
    repeat(() => spend(budget, () => checked(shape, send)));
  return { plain, call, clockOffset: () => clockOffset };
}

async function checked<T>(shape: ZodType<T>, send: () => Promise<unknown>): Promise<T> {
  try {
    return shape.parse(await send());
  } catch (cause) {
    if (cause instanceof ConnectorError) throw cause;
    throw unreachableError(cause); // 2xx with half a body or somebody else's page: as good as no answer
  }
}

function createApis(apiUrl: string, transport: Transport) {
  const crm = sdkConfiguration(objects, apiUrl, transport);
  const propertiesOf = sdkConfiguration(properties, apiUrl, transport);
  return {
    basic: new objects.BasicApi(crm, undefined, new PageAnswers()),
    batch: new objects.BatchApi(crm, undefined, new BatchAnswers()),
    search: new objects.SearchApi(crm, undefined, new SearchAnswers()),
    properties: new properties.CoreApi(propertiesOf),
    groups: new properties.GroupsApi(propertiesOf),
    owners: new owners.OwnersApi(sdkConfiguration(owners, apiUrl, transport)),
    associations: new associations.BatchApi(sdkConfiguration(associations, apiUrl, transport)),
  };
}

const OPERATORS = {
  EQ: objects.FilterOperatorEnum.Eq,
  GT: objects.FilterOperatorEnum.Gt,
  GTE: objects.FilterOperatorEnum.Gte,
  LT: objects.FilterOperatorEnum.Lt,
  LTE: objects.FilterOperatorEnum.Lte,
};

function toFilter({ property, operator, value }: Search['filters'][number]) {
  return { propertyName: property, operator: OPERATORS[operator], value };
}
