import type { Hono } from 'hono';
import { LATEST_VERSION, OLDEST_VERSION, type ApiEnv, type Sandbox } from '../api.ts';
import { PREFIXES } from '../org/id.ts';
import { notFound } from '../refusal.ts';
import type { Field, FieldType } from '../schema/field.ts';
import { childRelationships } from '../schema/children.ts';
import { labelOf, OBJECTS, pluralOf, type ObjectName } from '../schema/schema.ts';

/** Three releases a year; the winter one carries the year to come. */
const SEASONS = ['Spring', 'Summer', 'Winter'];

/** The API versions there are; this one asks for no session. */
export function versionRoutes(router: Hono): void {
  router.get('/services/data', () =>
    Response.json(
      Array.from({ length: LATEST_VERSION - OLDEST_VERSION + 1 }, (_, index) => {
        const version = OLDEST_VERSION + index;
        const season = SEASONS[version % 3] ?? '';
        const year = 4 + (season === 'Winter' ? Math.ceil(version / 3) : Math.floor(version / 3));
        return {
          label: `${season} '${year}`,
          url: `/services/data/v${version}.0`,
          version: `${version}.0`,
        };
      }),
    ),
  );
}

/** What objects and fields this user may see. */
export function describeRoutes(api: Hono<ApiEnv>, sandbox: Sandbox): void {
  const { schema } = sandbox.org;

  api.get('/services/data/:version/sobjects', (context) =>
    Response.json({
      encoding: 'UTF-8',
      maxBatchSize: 200,
      sobjects: OBJECTS.filter((object) => schema.object(object) !== null).map((object) =>
        summary(object, context.req.param('version')),
      ),
    }),
  );

  api.get('/services/data/:version/sobjects/:object/describe', (context) => {
    const object = schema.object(context.req.param('object'));
    if (!object) return notFound();
    return Response.json({
      ...summary(object, context.req.param('version')),
      fields: schema.fields(object).map(describeField),
      childRelationships: childRelationships(object)
        .filter((one) => schema.object(one.object) !== null && schema.field(one.object, one.field) !== null)
        .map((one) => ({ childSObject: one.object, field: one.field, relationshipName: one.name })),
      recordTypeInfos: [],
      supportedScopes: [],
    });
  });
}

function summary(object: ObjectName, version: string): Record<string, unknown> {
  const custom = object.endsWith('__c');
  const base = `/services/data/${version}/sobjects/${object}`;
  return {
    name: object,
    label: labelOf(object),
    labelPlural: pluralOf(object),
    keyPrefix: PREFIXES[object],
    custom,
    createable: true,
    updateable: true,
    deletable: true,
    undeletable: true,
    queryable: true,
    retrieveable: true,
    searchable: true,
    replicateable: true,
    mergeable: ['Account', 'Contact', 'Lead', 'Case'].includes(object),
    urls: { sobject: base, describe: `${base}/describe`, rowTemplate: `${base}/{ID}` },
  };
}

const SOAP_TYPES: Partial<Record<FieldType, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  double: 'xsd:double',
  percent: 'xsd:double',
  currency: 'xsd:double',
  int: 'xsd:int',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
};

function describeField(field: Field): Record<string, unknown> {
  const filterable = field.type !== 'textarea';
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    soapType: SOAP_TYPES[field.type] ?? 'xsd:string',
    length: field.length,
    byteLength: field.length * 3,
    precision: field.digits === 0 ? 0 : field.digits + field.scale,
    scale: field.scale,
    digits: field.type === 'int' ? field.digits : 0,
    custom: /__(c|pc)$/.test(field.name),
    nillable: field.nillable,
    createable: field.writable,
    updateable: field.writable,
    defaultedOnCreate: field.type === 'boolean' || field.name === 'OwnerId',
    calculated: false,
    externalId: field.externalId,
    idLookup: field.type === 'id' || field.externalId,
    unique: field.externalId,
    caseSensitive: false,
    filterable,
    sortable: filterable,
    groupable: filterable && field.type !== 'datetime' && field.type !== 'double',
    permissionable: field.nillable && field.writable,
    restrictedPicklist: field.restricted,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    picklistValues: field.picklist.map((value) => ({
      value,
      label: value,
      active: true,
      defaultValue: false,
      validFor: null,
    })),
  };
}
