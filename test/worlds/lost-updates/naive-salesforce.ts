import * as z from 'zod';
import type { NaivePoller } from './naive-poller.ts';

const PAGE = 2_000;
const PEOPLE = ['Contact', 'Lead'];
/** Everything a contact is judged by, each a table that is followed by itself. */
const OBJECTS = [
  'User',
  ...PEOPLE,
  'Account',
  'Opportunity',
  'OpportunityContactRole',
  'CampaignMember',
  'Case',
];

const row = z.object({
  Id: z.string(),
  SystemModstamp: z.string(),
  FirstName: z.string().nullish(),
  LastName: z.string().nullish(),
  IsConverted: z.boolean().optional(),
});
const answer = z.object({ records: z.array(row), nextRecordsUrl: z.string().optional() });

/** Follows an org as a plain poller does: newer than the newest time seen, in its order, two thousand at a time. */
export function naiveSalesforce(
  fetch: typeof globalThis.fetch,
  origin: string,
  token: () => string,
): NaivePoller {
  const names = new Map<string, string>();
  const newest = new Map<string, string>();

  const query = async (soql: string) => {
    const url = `${origin}/services/data/v67.0/query?q=${encodeURIComponent(soql)}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${token()}` } });
    if (!response.ok) throw new Error(`Salesforce refused ${soql}: ${await response.text()}`);
    return answer.parse(await response.json()).records;
  };
  const follow = async (object: string) => {
    const fields = ['Id', 'SystemModstamp', ...(PEOPLE.includes(object) ? ['FirstName', 'LastName'] : [])];
    if (object === 'Lead') fields.push('IsConverted');
    for (;;) {
      const after = newest.get(object);
      const where = after === undefined ? '' : ` WHERE SystemModstamp > ${after.replace('+0000', 'Z')}`;
      const rows = await query(
        `SELECT ${fields.join(', ')} FROM ${object}${where} ORDER BY SystemModstamp LIMIT ${PAGE}`,
      );
      for (const one of rows) {
        newest.set(object, one.SystemModstamp);
        if (!PEOPLE.includes(object)) continue;
        if (one.IsConverted === true) names.delete(one.Id);
        else names.set(one.Id, `${one.FirstName ?? ''} ${one.LastName ?? ''}`.trim());
      }
      if (rows.length < PAGE) return;
    }
  };
  const poll = async () => {
    for (const object of OBJECTS) await follow(object);
  };
  return { names, backfill: poll, poll };
}
