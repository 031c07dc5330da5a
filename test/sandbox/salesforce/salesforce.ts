import { Hono } from 'hono';
import { http } from 'msw';
import { withFaults } from '../faults.ts';
import { liveRoute } from '../page/live.ts';
import { seeded } from '../random.ts';
import type { Vendor } from '../vendor.ts';
import { bearer, dailyLimit, type ApiEnv, type Sandbox } from './api.ts';
import { BulkJobs } from './bulk/jobs.ts';
import { bulkRoutes } from './bulk/routes.ts';
import { CallLog } from './call-log.ts';
import { controlRoutes } from './control/control.ts';
import { recordControl } from './control/records.ts';
import { defaultKnobs, type Knobs } from './knobs.ts';
import { authorizeRoutes } from './oauth/authorize.ts';
import { Grants } from './oauth/grants.ts';
import { identityRoutes } from './oauth/identity.ts';
import { tokenRoutes } from './oauth/token.ts';
import { OrgAdmin } from './org/admin.ts';
import { makeId, PREFIXES } from './org/id.ts';
import { Org, type OrgData } from './org/org.ts';
import { OutboundSender } from './outbound/sender.ts';
import { pageRoutes } from './pages/routes.ts';
import { faultRefusal, notFound } from './refusal.ts';
import { collectionRoutes } from './rest/collections.ts';
import { QueryCursors } from './rest/cursors.ts';
import { describeRoutes, versionRoutes } from './rest/describe.ts';
import { limitRoutes } from './rest/limits.ts';
import { queryRoutes } from './rest/query.ts';
import { removedRoutes } from './rest/removed.ts';
import { ApiUsage } from './usage.ts';

/** An org to begin with and the world around it; everything but the data has a default. */
export interface SalesforceOptions {
  data: OrgData;
  /** 18 characters. */
  orgId?: string;
  clientId?: string;
  clientSecret?: string;
  /** PEM of the certificate or public key uploaded for JWT bearer. */
  publicKey?: string | null;
  appName?: string;
  /** Where outbound messages go; none are sent while this is null. */
  webhookUrl?: string | null;
  /** Host (and port) of the org; a local one is served over plain HTTP. */
  uiHost?: string;
  /** Address of the index of the sandbox. */
  homeUrl?: string;
  /** API calls the org may make in a day. */
  usageLimit?: number;
  seed?: string;
  knobs?: Partial<Knobs>;
  /** Epoch milliseconds. */
  now?: () => number;
}

/** A running fake org: its handlers, and its insides for tests to look at and steer. */
export interface SalesforceSandbox extends Vendor {
  sandbox: Sandbox;
  /** Answers one request, whatever origin it was sent to. */
  fetch(request: Request): Promise<Response>;
  /** Drops messages not yet sent. */
  close(): void;
}

const DEFAULT_HOST = 'northwind-cloud.my.salesforce.com';
const LOGIN_URL = 'https://login.salesforce.com';
const ORIGINS = [
  LOGIN_URL,
  'https://test.salesforce.com',
  `https://${DEFAULT_HOST}`,
  'https://northwind-cloud.lightning.force.com',
];

/** Builds a fake Salesforce org around `options.data`. It holds all its state in memory. */
export function createSalesforceSandbox(options: SalesforceOptions): SalesforceSandbox {
  const sandbox = assemble(options);
  const router = route(sandbox);
  const answer = async (request: Request): Promise<Response> => router.fetch(toPlainPath(request));
  return {
    name: 'salesforce',
    title: 'Salesforce',
    origin: `https://${DEFAULT_HOST}`,
    handlers: ORIGINS.map((origin) =>
      http.all(`${origin}/*`, ({ request }) => answer(new Request(request.url, request))),
    ),
    sandbox,
    fetch: answer,
    close: () => sandbox.outbound.close(),
  };
}

function assemble(options: SalesforceOptions): Sandbox {
  const limit = options.usageLimit === undefined ? {} : { dailyCalls: options.usageLimit };
  const knobs = { ...defaultKnobs(), ...limit, ...options.knobs };
  const now = options.now ?? Date.now;
  const random = seeded(`${options.seed ?? 'salesforce'}:org`);
  const org = new Org(options.orgId ?? makeId(PREFIXES.Organization, 1), options.data, {
    knobs,
    now,
    random,
  });
  const app = {
    name: options.appName ?? 'Groundswell',
    clientId: options.clientId ?? 'sandbox-salesforce-client-id',
    clientSecret: options.clientSecret ?? 'sandbox-salesforce-client-secret',
    publicKey: options.publicKey ?? null,
  };
  const host = options.uiHost ?? DEFAULT_HOST;
  const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(host);
  const instanceUrl = `${isLocal ? 'http' : 'https'}://${host}`;
  const grants = new Grants(app.clientSecret, org.id, knobs, now);
  const target = { url: options.webhookUrl ?? null, orgId: org.id, instanceUrl };
  const outbound = new OutboundSender(target, knobs, random, now);
  org.listen((change) => outbound.send(change));
  return {
    app,
    org,
    admin: new OrgAdmin(org, grants),
    knobs,
    knobsAtRest: structuredClone(knobs),
    grants,
    cursors: new QueryCursors(knobs, now),
    jobs: new BulkJobs(knobs, now),
    calls: new CallLog(),
    usage: new ApiUsage(now),
    outbound,
    now,
    random,
    instanceUrl,
    card: null,
    homeUrl: options.homeUrl ?? null,
    loginUrl: isLocal ? instanceUrl : LOGIN_URL,
  };
}

function route(sandbox: Sandbox): Hono {
  const router = new Hono();
  for (const path of ['/services/*', '/id/*']) {
    router.use(path, async (context, next) => {
      if (sandbox.knobs.latencyMs > 0)
        await new Promise((resolve) => setTimeout(resolve, sandbox.knobs.latencyMs));
      await next();
      sandbox.calls.call({
        at: sandbox.now(),
        method: context.req.method,
        path: context.req.path,
        status: context.res.status,
        soql: context.req.query('q') ?? null,
      });
      if (context.res.type !== 'error')
        context.res.headers.set('date', new Date(sandbox.now()).toUTCString());
    });
    router.use(
      path,
      withFaults(() => sandbox.knobs.faults, sandbox.random, faultRefusal),
    );
  }
  liveRoute(router);
  pageRoutes(router, sandbox);
  controlRoutes(router, sandbox);
  recordControl(router, sandbox);
  authorizeRoutes(router, sandbox);
  tokenRoutes(router, sandbox);
  identityRoutes(router, sandbox);
  versionRoutes(router);
  const api = new Hono<ApiEnv>();
  api.use('/services/data/*', bearer(sandbox), dailyLimit(sandbox));
  queryRoutes(api, sandbox);
  describeRoutes(api, sandbox);
  removedRoutes(api, sandbox);
  limitRoutes(api, sandbox);
  collectionRoutes(api, sandbox);
  bulkRoutes(api, sandbox);
  router.route('/', api);
  router.notFound(() => notFound());
  return router;
}

/** A slash at the end names the same resource. */
function toPlainPath(request: Request): Request {
  const url = new URL(request.url);
  const plain = url.pathname.replace(/(?<=.)\/$/, '');
  if (plain === url.pathname) return request;
  url.pathname = plain;
  return new Request(url, request);
}
