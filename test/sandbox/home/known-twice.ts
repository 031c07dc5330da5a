import type { Sandbox as Portal } from '../hubspot/api.ts';
import type { CrmRecord } from '../hubspot/record.ts';
import { search, searchSchema } from '../hubspot/search.ts';
import type { Sandbox as Org } from '../salesforce/api.ts';
import { idOf, isDeleted, type Row } from '../salesforce/org/row.ts';
import { profileOf } from '../salesforce/pages/profile.ts';

/** A contact of the portal, and the contact of the org that is the same person. */
export interface KnownTwice {
  contact: CrmRecord;
  twin: Row;
}

/** Somebody both CRMs hold whom one more act makes an advocate; null before both were written to. */
export function nearlyThere(portal: Portal, org: Org): KnownTwice | null {
  const candidate = { propertyName: 'groundswell_status', operator: 'EQ', value: 'candidate' };
  const query = searchSchema.parse({
    filterGroups: [{ filters: [candidate] }],
    sorts: ['-groundswell_propensity'],
    limit: 100,
  });
  const found = search(portal.portal, 'contacts', query, portal.now() + 86_400_000);
  if (typeof found === 'string') return null;
  for (const contact of found.records) {
    const twin = twinOf(org, contact);
    if (twin !== null) return { contact, twin };
  }
  return null;
}

/** The contact with the same address that was told the same score: an address alone proves nobody. */
function twinOf(org: Org, { properties }: CrmRecord): Row | null {
  const { email, groundswell_status: status, groundswell_propensity: propensity } = properties;
  if (!email) return null;
  const rows = org.org.table('Contact').having('Email', [email, email.toUpperCase()]);
  const isTwin = (row: Row) => {
    const profile = isDeleted(row) ? null : profileOf(org, 'Contact', idOf(row));
    return profile?.['Status__c'] === status && String(profile?.['Propensity__c']) === propensity;
  };
  return rows.find((row) => row['IsPersonAccount'] !== true && isTwin(row)) ?? null;
}
