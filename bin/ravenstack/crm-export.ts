import Papa from 'papaparse';
import type { Tables } from './tables.ts';

/** The address of an account's one contact. */
export function contactOf(accountId: string): string {
  return `contact@${domainOf(accountId)}`;
}

/** The domain of an account, one kept free for examples. */
export function domainOf(accountId: string): string {
  return `${accountId.toLowerCase()}.example`;
}

/**
 * The accounts as a CRM would export them: each a company with one contact, since the tables hold no people. What an
 * account did is told of its contact.
 */
export function crmExport({ rows }: Tables): { companies: string; contacts: string } {
  const accounts = rows.accounts.map(({ cells }) => ({
    id: cells['account_id'] ?? '',
    name: cells['account_name'] ?? '',
  }));
  return {
    companies: Papa.unparse(
      accounts.map(({ id, name }) => ({
        'Record ID': id,
        name: `${name} (${id})`,
        domain: domainOf(id),
      })),
    ),
    contacts: Papa.unparse(
      accounts.map(({ id, name }) => ({
        'Record ID': `contact of ${id}`,
        email: contactOf(id),
        firstname: 'Contact of',
        lastname: name,
        jobtitle: 'Account contact',
        'Associated Company': id,
      })),
    ),
  };
}
