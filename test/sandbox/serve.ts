import { loadFolder } from './demo/csv/folder.ts';
import { createDemo } from './demo/demo.ts';
import { homePage } from './home/home.ts';
import { createHubspotSandbox, type HubspotSandbox } from './hubspot/hubspot.ts';
import { SUBSCRIBED_PROPERTIES } from './hubspot/portal-properties.ts';
import { listen, type Listening } from './listen.ts';
import { createPayoutDesk, type PayoutDesk } from './payouts/payouts.ts';
import { createSalesforceDemo } from './salesforce/demo/demo.ts';
import { createSalesforceSandbox, type SalesforceSandbox } from './salesforce/salesforce.ts';
import type { SlackSandbox } from './slack/sandbox.ts';
import { createSlackSandbox } from './slack/slack.ts';
import { createTremendous, SANDBOX_API_KEY, type TremendousSandbox } from './tremendous/tremendous.ts';

/** How to run the vendors. Everything has a default. */
export interface SandboxOptions {
  /** HubSpot's port; Slack, the payout desk, Salesforce and Tremendous take the next four. 0 takes any free ports. */
  basePort?: number;
  /** Where webhooks and Slack payloads go, without a trailing slash. */
  appUrl?: string;
  consoleUrl?: string | null;
  adminToken?: string | null;
  hubspot?: { clientId?: string; clientSecret?: string };
  slack?: { clientId?: string; clientSecret?: string; signingSecret?: string };
  salesforce?: {
    clientId?: string;
    clientSecret?: string;
    /** PEM of the certificate or public key for JWT bearer. */
    publicKey?: string | null;
    /** Path outbound messages are sent to, with its secret in it; none are sent without. */
    webhookPath?: string | null;
    usageLimit?: number;
  };
  payoutSecret?: string | null;
  /** The key its webhooks are signed with; none are sent without. */
  tremendous?: { apiKey?: string; privateKey?: string };
  people?: number;
  seed?: string;
  /** A folder of CSV exports to load instead of the demo company. */
  dataFolder?: string | null;
  now?: () => number;
}

export interface RunningSandbox {
  ports: { hubspot: number; slack: number; payouts: number; salesforce: number; tremendous: number };
  hubspot: HubspotSandbox;
  slack: SlackSandbox;
  payouts: PayoutDesk;
  tremendous: TremendousSandbox;
  salesforce: SalesforceSandbox;
  /** What could not be loaded, a sentence each. */
  problems: string[];
  close(): Promise<void>;
}

/** Starts every fake vendor on a port of its own. Rejects when a port is taken or a data folder cannot be read. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const { now = Date.now, seed = 'groundswell', appUrl = 'http://127.0.0.1:8787' } = options;
  const people = options.people ?? 5000;
  const loaded = options.dataFolder
    ? loadFolder(options.dataFolder, { seed, now: now() })
    : { data: createDemo({ seed, people, now: now() }), problems: [] };
  const [first, second, third, fourth, fifth] = await takePorts(options.basePort ?? 0);
  const payouts = createPayoutDesk({ secret: options.payoutSecret ?? null, homeUrl: first.url, seed, now });
  const { apiKey = SANDBOX_API_KEY, privateKey } = options.tremendous ?? {};
  const tremendous = createTremendous({
    apiKey,
    webhook: privateKey === undefined ? null : { url: `${appUrl}/webhooks/tremendous`, privateKey },
    homeUrl: first.url,
    seed,
    now,
  });
  const hubspot = createHubspotSandbox({
    ...options.hubspot,
    data: loaded.data,
    knobs: { webhookProperties: SUBSCRIBED_PROPERTIES },
    webhookUrl: `${appUrl}/webhooks/hubspot`,
    uiDomain: first.url.replace('http://', ''),
    index: (portal) =>
      homePage({
        portal,
        org: salesforce.sandbox,
        slackUrl: second.url,
        payoutsUrl: third.url,
        tremendousUrl: fifth.url,
        payouts: payouts.ledger.list().length,
        consoleUrl: options.consoleUrl ?? null,
        adminToken: options.adminToken ?? null,
      }),
    seed,
    now,
  });
  const slack = createSlackSandbox({ ...SLACK, ...options.slack, appUrl, now });
  const { webhookPath = null, ...org } = options.salesforce ?? {};
  const salesforce = createSalesforceSandbox({
    ...org,
    data: createSalesforceDemo({ seed, people, now: now() }),
    webhookUrl: webhookPath === null ? null : `${appUrl}${webhookPath}`,
    uiHost: fourth.url.replace('http://', ''),
    homeUrl: first.url,
    seed,
    now,
  });
  first.serve(hubspot);
  second.serve(slack);
  third.serve(payouts);
  fourth.serve(salesforce);
  fifth.serve(tremendous);
  return {
    ports: {
      hubspot: first.port,
      slack: second.port,
      payouts: third.port,
      salesforce: fourth.port,
      tremendous: fifth.port,
    },
    hubspot,
    slack,
    payouts,
    tremendous,
    salesforce,
    problems: loaded.problems,
    async close() {
      hubspot.close();
      salesforce.close();
      await Promise.all([first, second, third, fourth, fifth].map((one) => one.close()));
    },
  };
}

const SLACK = {
  clientId: 'sandbox-slack-client-id',
  clientSecret: 'sandbox-slack-client-secret',
  signingSecret: 'sandbox-slack-signing-secret',
};

/** Five ports from `base` up, any free ones for 0; when one is taken the others are let go. */
async function takePorts(base: number): Promise<[Listening, Listening, Listening, Listening, Listening]> {
  const wanted = [0, 1, 2, 3, 4].map((offset) => listen(base === 0 ? 0 : base + offset));
  const settled = await Promise.allSettled(wanted);
  const refused = settled.find((one) => one.status === 'rejected');
  if (refused) {
    await Promise.all(settled.flatMap((one) => (one.status === 'fulfilled' ? one.value.close() : [])));
    throw refused.reason;
  }
  const [first, second, third, fourth, fifth] = await Promise.all(wanted);
  if (!first || !second || !third || !fourth || !fifth) throw new RangeError('five ports were asked for');
  return [first, second, third, fourth, fifth];
}
