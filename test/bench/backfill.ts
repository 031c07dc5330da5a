import { Client } from '@hubspot/api-client';
import { giveConsent } from '#test/sandbox/consent.ts';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { whole, type Row } from './row.ts';

const PEOPLE = 45_000;
const ROUND_TRIP = 250;
const BUDGET = 11;
const SERIAL_PAGES = 40;

/** A first read at HubSpot's rate and distance, against what the budget allows and against one serial loop. */
export const backfill: Row = {
  name: 'backfill',
  async measure(scale) {
    const groundswell = await startGroundswell({ people: PEOPLE * scale, connect: [] });
    const { knobs, portal, calls } = groundswell.sandbox.hubspot.sandbox;
    knobs.latencyMs = ROUND_TRIP;
    await giveConsent(groundswell.appUrl, 'hubspot', groundswell.adminToken);
    await groundswell.synced(300_000);
    const { items } = await groundswell.api<{ items: { startedAt: number; finishedAt: number }[] }>(
      '/connections',
    );
    const seconds = (items[0]!.finishedAt - items[0]!.startedAt) / 1000;
    const { contacts, companies, deals } = portal.counts();
    const needed = [contacts, companies, deals].reduce((sum, count) => sum + Math.ceil(count / 100), 1);
    const refused = calls.summary().statuses['429'] ?? 0;
    const serial = await serialRate(groundswell, SERIAL_PAGES * scale);
    await groundswell.close();
    const share = needed / (BUDGET * seconds);
    return [
      {
        what: 'backfill at 110 calls / 10 s, 250 ms away',
        figure: `${(share * 100).toFixed(1)} % of the budget, ${refused} × 429`,
        target: '≥ 95 %, no 429',
        beside: `${whole(contacts / seconds)} contacts/s; a serial loop over the SDK: ${whole(serial)}/s`,
        reached: share >= 0.95 && refused === 0,
      },
    ];
  },
};

/** Contacts a second of the official client, page after page. */
async function serialRate({ sandbox }: RunningGroundswell, pages: number): Promise<number> {
  const { tokens, install } = sandbox.hubspot.sandbox;
  if (install === null) throw new Error('nothing is installed in the portal');
  const accessToken = tokens.issueAccess({
    kind: 'access',
    id: 'bench',
    grant: install.grant,
    scopes: install.scopes,
    issuedAt: Date.now(),
    redirectUri: null,
    challenge: null,
  });
  const client = new Client({ accessToken, basePath: `http://127.0.0.1:${sandbox.ports.hubspot}` });
  const begun = performance.now();
  let read = 0;
  let after: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const { results, paging } = await client.crm.contacts.basicApi.getPage(100, after);
    read += results.length;
    after = paging?.next?.after;
    if (after === undefined) break;
  }
  return read / ((performance.now() - begun) / 1000);
}
