import { randomBytes } from 'node:crypto';
import { setBudget } from '#test/sandbox/budget.ts';
import { giveConsent } from '#test/sandbox/consent.ts';
import { letSlackDecide } from '#test/sandbox/default-role.ts';
import { startSandbox } from '#test/sandbox/serve.ts';
import { setUpOrg } from '#test/sandbox/set-up-org.ts';
import { switchOnWriteBack } from '#test/sandbox/write-back.ts';
import { build } from './build.ts';
import { serve } from './serve.ts';
import { readPort, readVariables } from './variables.ts';

const port = await readPort('PORT', 8787);
const sandboxPort = await readPort('SANDBOX_PORT', 8790);
const appUrl = `http://127.0.0.1:${port}`;
const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
const secret = () => randomBytes(24).toString('base64url');

const variables = readVariables({
  PUBLIC_URL: appUrl,
  ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  ADMIN_TOKEN: secret(),
  HUBSPOT_APP_URL: sandboxUrl,
  HUBSPOT_API_URL: sandboxUrl,
  HUBSPOT_CLIENT_ID: 'demo-hubspot-app',
  HUBSPOT_CLIENT_SECRET: secret(),
  SALESFORCE_LOGIN_URL: `http://127.0.0.1:${sandboxPort + 3}`,
  SALESFORCE_CLIENT_ID: 'demo-salesforce-app',
  SALESFORCE_CLIENT_SECRET: secret(),
  SLACK_API_URL: `http://127.0.0.1:${sandboxPort + 1}/api/`,
  SLACK_AUTHORIZE_URL: `http://127.0.0.1:${sandboxPort + 1}/oauth/v2/authorize`,
  SLACK_CLIENT_ID: 'demo-slack-app',
  SLACK_CLIENT_SECRET: secret(),
  SLACK_SIGNING_SECRET: secret(),
  PAYOUT_URL: `http://127.0.0.1:${sandboxPort + 2}/payouts`,
  PAYOUT_SECRET: secret(),
  TREMENDOUS_SANDBOX_URL: `http://127.0.0.1:${sandboxPort + 4}/api/v2`,
});
const set = (name: string) => variables[name] ?? '';

console.log('Building the Worker …');
build();
console.log('Starting the sandbox vendors and the server …');
const sandbox = await startSandbox({
  // What merges and deletions leave of them is 5,000 contacts.
  people: 5062,
  basePort: sandboxPort,
  appUrl,
  consoleUrl: set('PUBLIC_URL'),
  adminToken: set('ADMIN_TOKEN'),
  hubspot: { clientId: set('HUBSPOT_CLIENT_ID'), clientSecret: set('HUBSPOT_CLIENT_SECRET') },
  salesforce: {
    clientId: set('SALESFORCE_CLIENT_ID'),
    clientSecret: set('SALESFORCE_CLIENT_SECRET'),
  },
  slack: {
    clientId: set('SLACK_CLIENT_ID'),
    clientSecret: set('SLACK_CLIENT_SECRET'),
    signingSecret: set('SLACK_SIGNING_SECRET'),
  },
  payoutSecret: set('PAYOUT_SECRET'),
  dataFolder: process.env['SANDBOX_DATA'] ?? null,
});
for (const problem of sandbox.problems) console.log(`  ${problem}`);
// As slow as the real ones, so that the sync can be watched.
sandbox.hubspot.sandbox.knobs.latencyMs = 200;
sandbox.salesforce.sandbox.knobs.latencyMs = 600;
const server = await serve({ port, stateDir: null, variables });

console.log('Connecting Slack, HubSpot and Salesforce through their consent screens …');
for (const vendor of ['slack', 'hubspot', 'salesforce'] as const)
  await giveConsent(appUrl, vendor, set('ADMIN_TOKEN'));
await letSlackDecide(appUrl, set('ADMIN_TOKEN'));
await setUpOrg(sandbox.salesforce, appUrl, set('ADMIN_TOKEN'));
await switchOnWriteBack(appUrl, set('ADMIN_TOKEN'));

await setBudget(appUrl, set('ADMIN_TOKEN'), 5_000);

console.log(`
Groundswell is running, connected to HubSpot, Salesforce and Slack, and reading both CRMs.

  1. Open the sandbox   ${sandboxUrl}/
     It tells the story step by step and opens everything else: the records of both CRMs
     with the card on them, the Slack workspace, the payout desk.
  2. Console            ${set('PUBLIC_URL')}/console
     Admin token        ${set('ADMIN_TOKEN')}
  3. Write-back         ${set('PUBLIC_URL')}/console/connections
     A CRM is written to only once an admin has seen every change beside what its records
     say now. The demo has switched it on for you; pause it there to see the review.
  4. Matches            ${set('PUBLIC_URL')}/console/matches
     People who may be one and the same, for you to decide.

Stop with Ctrl+C. Nothing is kept: each start is a fresh demo.`);

async function stop(): Promise<void> {
  await Promise.all([server.close(), sandbox.close()]);
  process.exit(0);
}
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
