import { loadFolder } from './demo/csv/folder.ts';
import { createDemo } from './demo/demo.ts';
import { homePage } from './home/home.ts';
import { createHubspotSandbox, type HubspotSandbox } from './hubspot/hubspot.ts';
import { SUBSCRIBED_PROPERTIES } from './hubspot/portal-properties.ts';
import { listen, type Listening } from './listen.ts';
import { createPayoutDesk, type PayoutDesk } from './payouts/payouts.ts';
import type { SlackSandbox } from './slack/sandbox.ts';
import { createSlackSandbox } from './slack/slack.ts';

/** How to run the vendors. Everything has a default. */
export interface SandboxOptions {
  /** HubSpot's port; Slack and the payout desk take the next two. 0 takes any free ports. */
  basePort?: number;
  /** Where webhooks and Slack payloads go, without a trailing slash. */
  appUrl?: string;
  consoleUrl?: string | null;
  adminToken?: string | null;
  hubspot?: { clientId?: string; clientSecret?: string };
  slack?: { clientId?: string; clientSecret?: string; signingSecret?: string };
  payoutSecret?: string | null;
  people?: number;
  seed?: string;
  /** A folder of CSV exports to load instead of the demo company. */
  dataFolder?: string | null;
  now?: () => number;
}

export interface RunningSandbox {
  ports: { hubspot: number; slack: number; payouts: number };
  hubspot: HubspotSandbox;
  slack: SlackSandbox;
  payouts: PayoutDesk;
  /** What could not be loaded, a sentence each. */
  problems: string[];
  close(): Promise<void>;
}

/** Starts every fake vendor on a port of its own. Rejects when a port is taken or a data folder cannot be read. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const { now = Date.now, seed = 'groundswell', appUrl = 'http://127.0.0.1:8787' } = options;
  const loaded = options.dataFolder
    ? loadFolder(options.dataFolder, { seed, now: now() })
    : { data: createDemo({ seed, people: options.people ?? 5000, now: now() }), problems: [] };
  const [first, second, third] = await takePorts(options.basePort ?? 0);
  const payouts = createPayoutDesk({ secret: options.payoutSecret ?? null, homeUrl: first.url, seed, now });
  const hubspot = createHubspotSandbox({
    ...options.hubspot,
    data: loaded.data,
    knobs: { webhookProperties: SUBSCRIBED_PROPERTIES },
    webhookUrl: `${appUrl}/webhooks/hubspot`,
    uiDomain: first.url.replace('http://', ''),
    index: (sandbox) =>
      homePage(sandbox, {
        slackUrl: second.url,
        payoutsUrl: third.url,
        payouts: payouts.ledger.list().length,
        consoleUrl: options.consoleUrl ?? null,
        adminToken: options.adminToken ?? null,
      }),
    seed,
    now,
  });
  const slack = createSlackSandbox({ ...SLACK, ...options.slack, appUrl, now });
  first.serve(hubspot);
  second.serve(slack);
  third.serve(payouts);
  return {
    ports: { hubspot: first.port, slack: second.port, payouts: third.port },
    hubspot,
    slack,
    payouts,
    problems: loaded.problems,
    async close() {
      hubspot.close();
      await Promise.all([first.close(), second.close(), third.close()]);
    },
  };
}

const SLACK = {
  clientId: 'sandbox-slack-client-id',
  clientSecret: 'sandbox-slack-client-secret',
  signingSecret: 'sandbox-slack-signing-secret',
};

/** Three ports from `base` up, any free ones for 0; when one is taken the others are let go. */
async function takePorts(base: number): Promise<[Listening, Listening, Listening]> {
  const wanted = [0, 1, 2].map((offset) => listen(base === 0 ? 0 : base + offset));
  const settled = await Promise.allSettled(wanted);
  const refused = settled.find((one) => one.status === 'rejected');
  if (refused) {
    await Promise.all(settled.flatMap((one) => (one.status === 'fulfilled' ? one.value.close() : [])));
    throw refused.reason;
  }
  const [first, second, third] = await Promise.all(wanted);
  if (!first || !second || !third) throw new RangeError('three ports were asked for');
  return [first, second, third];
}
