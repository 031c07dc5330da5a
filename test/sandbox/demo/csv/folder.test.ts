import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHubspotSandbox } from '../../hubspot/hubspot.ts';
import { loadFolder } from './folder.ts';

const NOW = Date.UTC(2026, 10, 1);
const options = { seed: 'test', now: NOW };
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tables-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
function load() {
  const { data, problems } = loadFolder(folder, options);
  return { problems, portal: createHubspotSandbox({ data, now: () => NOW }).sandbox.portal, data };
}

/** A small RavenStack: two accounts, one of them with a bad date; the history ends on 2024-12-31. */
function putRavenstack(): void {
  put(
    'ravenstack_accounts.csv',
    `\uFEFFaccount_id,account_name,industry,country,signup_date,referral_source,plan_tier,seats,is_trial,churn_flag
A-1,Company_0,EdTech,US,16-10-2023,partner,Basic,9,FALSE,FALSE
A-2,Company_1,FinTech,IN,31-02-2023,other,Basic,18,FALSE,TRUE
A-3,Company_2,FinTech,DE,17-08-2023,other,Basic,18,FALSE,TRUE
`,
  );
  put(
    'ravenstack_subscriptions.csv',
    `subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount,arr_amount,is_trial
S-1,A-1,01-01-2024,,Pro,17,833,9996,FALSE
S-2,A-1,01-02-2024,01-03-2024,Pro,5,0,0,TRUE
S-3,A-9,01-01-2024,,Pro,17,833,9996,FALSE
`,
  );
  put(
    'ravenstack_supports_ticket.csv',
    `ticket_id,account_id,submitted_at,closed_at,satisfaction_score,escalation_flag
T-1,A-1,01-06-2024,02-06-2024 03:00,4,FALSE
T-2,A-1,01-07-2024,02-07-2024 03:00,,TRUE
T-3,A-1,too,many,cells,in,this,row
`,
  );
  put(
    'ravenstack_feature_usage.csv',
    `usage_id,subscription_id,usage_date,feature_name,usage_count
U-1,S-1,31-12-2024,feature_1,9
U-2,S-1,01-01-2024,feature_2,many
`,
  );
  put(
    'ravenstack_churn_events.csv',
    `churn_event_id,account_id,churn_date,is_reactivation\nC-1,A-3,27-10-2024,FALSE\n`,
  );
}

test('RavenStack accounts become companies with people, subscriptions deals, and its history ends today', () => {
  putRavenstack();
  const { portal, data } = load();
  expect([data.companies.count, data.deals.count]).toEqual([2, 2]);
  expect(data.contacts.count).toBeGreaterThanOrEqual(6);
  expect(data.contacts.count).toBeLessThanOrEqual(16);
  expect(portal.tables.deals.get(2_000_000_001)?.properties).toMatchObject({
    amount: '9996',
    dealstage: 'closedwon',
  });
  expect(portal.tables.deals.get(2_000_000_002)?.properties['dealstage']).toBe('closedlost');
  expect(portal.linked('deals', 2_000_000_001, 'companies')).toEqual([{ to: 900_000_001, primary: true }]);
  const people = Array.from(
    { length: data.contacts.count },
    (_, index) => data.contacts.at(index).properties,
  );
  expect(people.filter((one) => one['product_last_used'] === '2026-11-01')).toHaveLength(1);
  expect(people.some((one) => one['csat_score'] === '4' && one['csat_date'] === '2026-04-03')).toBe(true);
  expect(people.some((one) => one['last_complaint_date'] === '2026-05-03')).toBe(true);
  expect(
    people.some((one) => one['company'] === 'Company_2' && one['churn_risk_date'] === '2026-08-28'),
  ).toBe(true);
});

test('bad rows are named by file and line, and the rest is loaded', () => {
  putRavenstack();
  expect(load().problems).toEqual([
    'ravenstack: dates moved by 670 days so that the history ends today',
    'ravenstack_accounts.csv, line 3: no date in "31-02-2023"',
    'ravenstack_subscriptions.csv, line 4: no account A-9',
    'ravenstack_supports_ticket.csv, line 4: 8 cells where the header has 6',
    'ravenstack_feature_usage.csv, line 3: no date or count',
  ]);
});

test('a CRM export is read by property names or labels, with its associations under new ids', () => {
  put(
    'companies.csv',
    'Record ID,Company name,Company domain name\n77,"Smith, ""Sons"" & Co",smith.example\n',
  );
  put(
    'contacts.csv',
    `Record ID,First Name,email,NPS score,NPS answered on,Last modified date,Associated Company IDs,Shoe size
1,Ada,ADA@smith.example,10,2026-05-01,2026-06-01 10:21,77,44
2,Bo,not an address,nine,01-05-2026,,,
`,
  );
  put(
    'deals.csv',
    'Record ID,Deal name,Amount,Associated Contact IDs,Associated Company IDs\n5,Renewal,1200.50,1;2,77\n',
  );
  const { portal, problems } = load();
  expect(problems).toEqual([
    'contacts.csv, line 3: email "not an address" left out',
    'contacts.csv, line 3: NPS score "nine" left out',
  ]);
  const ada = portal.tables.contacts.get(100_001);
  expect(ada?.properties).toMatchObject({
    firstname: 'Ada',
    email: 'ada@smith.example',
    nps_score: '10',
    associatedcompanyid: '900000001',
  });
  expect(ada?.modifiedAt).toBe(Date.UTC(2026, 5, 1, 10, 21));
  expect(portal.tables.contacts.get(100_002)?.properties['nps_date']).toBe('2026-05-01');
  expect(portal.tables.companies.get(900_000_001)?.properties['name']).toBe('Smith, "Sons" & Co');
  expect(portal.linked('deals', 2_000_000_001, 'contacts').map((link) => link.to)).toEqual([
    100_001, 100_002,
  ]);
  expect(portal.linked('contacts', 100_001, 'companies')).toEqual([{ to: 900_000_001, primary: true }]);
});

test('a file that breaks off inside quotes loses only what follows', () => {
  put('contacts.csv', 'Record ID,First name\n1,Ada\n2,"Bo\n');
  const { data, problems } = load();
  expect(data.contacts.count).toBe(1);
  expect(problems.join()).toContain('contacts.csv');
});

test('a folder without known tables is refused', () => {
  put('notes.txt', 'hello');
  expect(() => loadFolder(folder, options)).toThrow('neither');
});
