import { Hono } from 'hono';
import { http } from 'msw';
import { withFaults } from '../faults.ts';
import { liveRoute } from '../page/live.ts';
import { pageResponse, type Html } from '../page/page.ts';
import { seeded } from '../random.ts';
import type { Vendor } from '../vendor.ts';
import { bearer, budget, type ApiEnv, type Sandbox } from './api.ts';
import { CallLog } from './call-log.ts';
import { controlRoutes } from './control/control.ts';
import { definitionControl, recordControl } from './control/records.ts';
import { defaultKnobs, type Knobs } from './knobs.ts';
import { knobsRoutes } from './pages/knobs-routes.ts';
import { pageRoutes } from './pages/routes.ts';
import { listHref } from './pages/shell.ts';
import { Portal, type PortalData } from './portal.ts';
import { faultRefusal, notFound } from './refusal.ts';
import { accountRoutes } from './routes/account.ts';
import { associationRoutes } from './routes/associations.ts';
import { authorizeRoutes } from './routes/authorize.ts';
import { batchRoutes } from './routes/batch.ts';
import { objectRoutes } from './routes/objects.ts';
import { ownerRoutes } from './routes/owners.ts';
import { propertyRoutes } from './routes/properties.ts';
import { tokenRoutes } from './routes/token.ts';
import { TokenOffice } from './tokens.ts';
import { WebhookSender } from './webhooks.ts';

/** A portal to begin with and the world around it; everything but the data has a default. */
export interface HubspotOptions {
  data: PortalData;
  portalId?: number;
  clientId?: string;
  clientSecret?: string;
  appName?: string;
  /** Where webhooks go; none are sent while this is null. */
  webhookUrl?: string | null;
  uiDomain?: string;
  timeZone?: string;
  /** The page at `/`; without it the contacts are shown. */
  index?: (sandbox: Sandbox) => Html;
  seed?: string;
  knobs?: Partial<Knobs>;
  /** Epoch milliseconds. */
  now?: () => number;
}

/** A running fake portal: its handlers, and its insides for tests to look at and steer. */
export interface HubspotSandbox extends Vendor {
  sandbox: Sandbox;
  /** Answers one request, whatever origin it was sent to. */
  fetch(request: Request): Promise<Response>;
  /** Drops webhooks not yet sent. */
  close(): void;
}

/** Everything behind the bearer check. */
const API_PATHS = ['/crm/*', '/account-info/*', '/appinstalls/*'];
const ORIGINS = ['https://api.hubapi.com', 'https://app.hubspot.com'];

/** Builds a fake HubSpot around `options.data`. It holds all its state in memory. */
export function createHubspotSandbox(options: HubspotOptions): HubspotSandbox {
  const sandbox = assemble(options);
  const router = route(sandbox, options.index ?? null);
  const answer = async (request: Request): Promise<Response> => router.fetch(toCurrentPath(request));
  return {
    name: 'hubspot',
    title: 'HubSpot',
    origin: 'https://api.hubapi.com',
    handlers: ORIGINS.map((origin) =>
      http.all(`${origin}/*`, ({ request }) => answer(new Request(request.url, request))),
    ),
    sandbox,
    fetch: answer,
    close: () => sandbox.webhooks.close(),
  };
}

function assemble(options: HubspotOptions): Sandbox {
  const knobs = { ...defaultKnobs(), ...options.knobs };
  const now = options.now ?? Date.now;
  const random = seeded(`${options.seed ?? 'hubspot'}:world`);
  const portal = new Portal(options.portalId ?? 24_601_337, options.data, { knobs, now, random });
  const app = {
    id: 3_141_592,
    name: options.appName ?? 'Groundswell',
    clientId: options.clientId ?? 'sandbox-client-id',
    clientSecret: options.clientSecret ?? 'sandbox-client-secret',
  };
  const target = { url: options.webhookUrl ?? null, appId: app.id, clientSecret: app.clientSecret };
  const webhooks = new WebhookSender(portal.id, target, knobs, random, now);
  const sandbox: Sandbox = {
    app,
    portal,
    knobs,
    knobsAtRest: structuredClone(knobs),
    tokens: new TokenOffice(app.clientSecret, now),
    calls: new CallLog(),
    webhooks,
    now,
    random,
    uiDomain: options.uiDomain ?? 'app.hubspot.com',
    timeZone: options.timeZone ?? 'America/New_York',
    install: null,
  };
  portal.listen((event) => {
    if (sandbox.install) webhooks.send(event);
  });
  return sandbox;
}

function route(sandbox: Sandbox, index: ((sandbox: Sandbox) => Html) | null): Hono {
  const router = new Hono();
  const api = new Hono<ApiEnv>();
  const limit = budget(sandbox);
  for (const path of API_PATHS) api.use(path, bearer(sandbox), limit);
  objectRoutes(api, sandbox);
  batchRoutes(api, sandbox);
  accountRoutes(api, sandbox);
  propertyRoutes(api, sandbox);
  ownerRoutes(api, sandbox);
  associationRoutes(api, sandbox);
  for (const path of ['/oauth/*', ...API_PATHS]) {
    router.use(path, async (context, next) => {
      if (sandbox.knobs.latencyMs > 0)
        await new Promise((resolve) => setTimeout(resolve, sandbox.knobs.latencyMs));
      await next();
      sandbox.calls.count(context.req.method, context.req.path, context.res.status);
    });
    router.use(
      path,
      withFaults(() => sandbox.knobs.faults, sandbox.random, faultRefusal),
    );
  }
  liveRoute(router);
  router.get('/', async () => {
    if (index) return pageResponse(index(sandbox));
    return new Response(null, { status: 302, headers: { location: listHref(sandbox, 'contacts') } });
  });
  pageRoutes(router, sandbox);
  knobsRoutes(router, sandbox);
  authorizeRoutes(router, sandbox);
  tokenRoutes(router, sandbox);
  controlRoutes(router, sandbox);
  recordControl(router, sandbox);
  definitionControl(router, sandbox);
  router.route('/', api);
  router.notFound(() => notFound());
  return router;
}

/** Older paths name the version before the resource; one shape is enough behind this door. */
function toCurrentPath(request: Request): Request {
  const url = new URL(request.url);
  const current = url.pathname
    .replace(/^\/crm\/(v\d|\d{4}-\d{2})\/(objects|properties|owners|associations)(?=\/|$)/, '/crm/$2/$1')
    .replace(/(?<=.)\/$/, '');
  if (current === url.pathname) return request;
  url.pathname = current;
  return new Request(url, request);
}
