import { listen } from '#test/sandbox/listen.ts';
import { createSalesforceSandbox } from '#test/sandbox/salesforce/salesforce.ts';

/** Where a process of its own serves an org, and a session in it. */
export interface ServedOrg {
  url: string;
  orgId: string;
  token: string;
}

const DAY = 86_400_000;

// Serves an org of so many contacts until it is killed. A number sent to it becomes the most rows of a page of
// bulk results, and is sent back.
const contacts = Number(process.argv[2]);
const taken = await listen(0);
const vendor = createSalesforceSandbox({
  uiHost: new URL(taken.url).host,
  knobs: { dailyCalls: 1e9 },
  data: {
    fill: (org) => {
      const now = Date.now();
      org.load('User', { LastName: 'Admin', Username: 'a@acme.example', IsActive: true }, now - 400 * DAY);
      const accounts = Array.from({ length: Math.ceil(contacts / 10) }, (_, index) =>
        org.load('Account', { Name: `Company ${index}` }, now - 400 * DAY),
      );
      for (let index = 0; index < contacts; index += 1) {
        const values = {
          FirstName: `First${index}`,
          LastName: `Last${index}`,
          Email: `person${index}@company.example`,
          Title: 'Head of Operations',
          AccountId: accounts[index % accounts.length] ?? null,
          ...(index % 2 === 0 ? { NPS_Score__c: index % 11, NPS_Date__c: '2026-05-01' } : {}),
        };
        org.load('Contact', values, now - 300 * DAY, now - 30 * DAY + index * 10);
      }
    },
  },
});
const { org, grants, knobs } = vendor.sandbox;
org.table('Contact');
taken.serve(vendor);
process.on('message', (rows: number) => {
  knobs.bulkPageRows = rows;
  process.send?.(rows);
});
const { access } = grants.issueAccess(org.adminId, ['api', 'id']);
process.send?.({ url: taken.url, orgId: org.id, token: access } satisfies ServedOrg);
