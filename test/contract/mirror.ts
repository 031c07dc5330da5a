import type { CrmBatch, CrmCompany, CrmContact, CrmDeal, CrmOwner } from '#core/crm/crm.ts';

/** What somebody knows who has applied every batch so far: the simplest thing a workspace could be. */
export class Mirror {
  readonly contacts = new Map<string, CrmContact>();
  readonly companies = new Map<string, CrmCompany>();
  readonly deals = new Map<string, CrmDeal>();
  readonly owners = new Map<string, CrmOwner>();

  apply(batch: CrmBatch): void {
    for (const { from } of batch.merges) for (const id of from) this.contacts.delete(id);
    for (const contact of batch.contacts) keepNewest(this.contacts, contact);
    for (const company of batch.companies) keepNewest(this.companies, company);
    for (const deal of batch.deals) keepNewest(this.deals, deal);
    for (const owner of batch.owners) this.owners.set(owner.id, owner);
    const tables = { contact: this.contacts, company: this.companies, deal: this.deals };
    for (const { kind, id } of batch.removals) tables[kind].delete(id);
  }
}

function keepNewest<T extends { id: string; modifiedAt: number }>(table: Map<string, T>, record: T): void {
  const known = table.get(record.id);
  if (known === undefined || known.modifiedAt <= record.modifiedAt) table.set(record.id, record);
}
