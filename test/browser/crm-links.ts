import type { CrmVendor } from '#core/crm/crm.ts';
import { controlsOf } from '#test/e2e/controls.ts';
import { profileOf } from '#test/sandbox/salesforce/pages/profile.ts';
import type { RunningGroundswell } from '#test/support/running.ts';

/** A person as the API tells of them, with their record in each CRM. */
export interface LinkedPerson {
  id: string;
  name: string;
  status: string;
  propensity: number;
  links: { vendor: CrmVendor; id: string; url: string }[];
}

/** Where a person's record is in a CRM that holds them. */
export function urlOf({ links }: LinkedPerson, wanted: CrmVendor): string {
  return links.find(({ vendor }) => vendor === wanted)!.url;
}

/** What stands on each CRM's record of a person now, as status and score. */
export function writtenOn(g: RunningGroundswell, { links }: LinkedPerson): Promise<string[]> {
  const { record } = controlsOf(g);
  return Promise.all(
    links.map(async ({ vendor, id }) => {
      if (vendor === 'salesforce') {
        const profile = profileOf(g.sandbox.salesforce.sandbox, 'Contact', id);
        return `${profile?.['Status__c']} ${profile?.['Propensity__c']}`;
      }
      const { groundswell_status: status, groundswell_propensity: propensity } = (await record(id))
        .properties;
      return `${status} ${propensity}`;
    }),
  );
}
