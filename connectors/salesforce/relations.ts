import type { SalesforceClient } from './client.ts';
import { idOf, isRow, text, type WireRow } from './fields.ts';
import type { ObjectName, Schema } from './schema.ts';
import { quoted, select } from './soql.ts';

/** Rows of another object that belong to a record and are read along with it. */
interface Relation {
  /** What a query of the record calls them. */
  name: 'CampaignMembers' | 'Cases' | 'OpportunityContactRoles';
  object: ObjectName;
  /** Where they name the record. */
  parent: string;
}

const RELATIONS: Partial<Record<ObjectName, readonly Relation[]>> = {
  Contact: [
    { name: 'CampaignMembers', object: 'CampaignMember', parent: 'ContactId' },
    { name: 'Cases', object: 'Case', parent: 'ContactId' },
  ],
  Lead: [{ name: 'CampaignMembers', object: 'CampaignMember', parent: 'LeadId' }],
  Opportunity: [
    { name: 'OpportunityContactRoles', object: 'OpportunityContactRole', parent: 'OpportunityId' },
  ],
};

/** The relations of an object of which this user sees enough to be worth asking for. */
export function relationsOf(schema: Schema, object: ObjectName): readonly Relation[] {
  return (RELATIONS[object] ?? []).filter(
    (relation) =>
      schema.field(relation.object, relation.parent) !== null && conditions(schema, relation) !== null,
  );
}

/** What a query of an object asks for: its own fields, and each relation as a subquery. */
export function selection(schema: Schema, object: ObjectName): string[] {
  const relations = relationsOf(schema, object).map((relation) => {
    const where = conditions(schema, relation) ?? [];
    return `(${select({ fields: relatedFields(schema, relation), from: relation.name, where })})`;
  });
  return [...schema.readable(object), ...relations];
}

/** Completes relations that were too long for their page. */
export async function completeRelations(client: SalesforceClient, rows: WireRow[]): Promise<WireRow[]> {
  for (const row of rows) {
    for (const value of Object.values(row)) {
      if (!isCut(value)) continue;
      for (let next: string | null = value.nextRecordsUrl; next !== null;) {
        const page = await client.queryPage(next);
        value.records.push(...page.records);
        next = page.next;
      }
    }
  }
  return rows;
}

function isCut(value: unknown): value is { records: WireRow[]; nextRecordsUrl: string } {
  return isRow(value) && Array.isArray(value['records']) && typeof value['nextRecordsUrl'] === 'string';
}

/** Reads the relations of rows that came without, in the order of their ids: one query a relation for all of them. */
export async function joinRelations(
  client: SalesforceClient,
  schema: Schema,
  object: ObjectName,
  rows: WireRow[],
): Promise<WireRow[]> {
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last) return rows;
  for (const relation of relationsOf(schema, object)) {
    const { name, parent } = relation;
    const byParent = new Map<string, WireRow[]>();
    const range = [`${parent} >= ${quoted(idOf(first))}`, `${parent} <= ${quoted(idOf(last))}`];
    const where = [...range, ...(conditions(schema, relation) ?? [])];
    const soql = select({ fields: relatedFields(schema, relation), from: relation.object, where });
    for await (const page of client.query(soql)) {
      for (const child of page.records) {
        const siblings = byParent.get(text(child, parent));
        if (siblings) siblings.push(child);
        else byParent.set(text(child, parent), [child]);
      }
    }
    for (const row of rows) row[name] = { records: byParent.get(idOf(row)) ?? [] };
  }
  return rows;
}

function relatedFields(schema: Schema, { object }: Relation): string[] {
  const campaign = object === 'CampaignMember' ? ['Type', 'StartDate'] : [];
  return [
    ...schema.readable(object).filter((name) => !['IsDeleted', 'SystemModstamp'].includes(name)),
    ...campaign.filter((name) => schema.field('Campaign', name) !== null).map((name) => `Campaign.${name}`),
  ];
}

/** Which of the related rows tell something; null where the fields to tell by are hidden. */
function conditions(schema: Schema, { object }: Relation): string[] | null {
  const seen = (name: string) => schema.field(object, name) !== null;
  const alive = seen('IsDeleted') ? ['IsDeleted = false'] : [];
  if (object === 'CampaignMember') return seen('HasResponded') ? [...alive, 'HasResponded = true'] : null;
  if (object !== 'Case') return alive;
  const telling = [
    ...(seen('IsEscalated') ? ['IsEscalated = true'] : []),
    ...['Type', 'Reason'].filter(seen).map((name) => `${name} = 'Complaint'`),
  ];
  return telling.length > 0 ? [...alive, `(${telling.join(' OR ')})`] : null;
}
