import type { MiddlewareHandler } from 'hono';
import type { Random } from '../random.ts';
import type { CallLog } from './call-log.ts';
import type { QueryCursors } from './rest/cursors.ts';
import type { BulkJobs } from './bulk/jobs.ts';
import type { Knobs } from './knobs.ts';
import type { Grants, Session } from './oauth/grants.ts';
import type { OrgAdmin } from './org/admin.ts';
import type { Org } from './org/org.ts';
import type { OutboundSender } from './outbound/sender.ts';
import { limitExceeded, sessionEnded } from './refusal.ts';
import type { ApiUsage } from './usage.ts';

/** The External Client App an admin of this org installed. */
interface InstalledApp {
  name: string;
  clientId: string;
  clientSecret: string;
  /** PEM of the certificate or public key JWT bearer assertions are checked with; null refuses them. */
  publicKey: string | null;
}

/** What an admin of the org entered for the app's card: where its server is, and what the card proves itself with. */
export interface CardSetup {
  url: string;
  token: string;
  secret: string;
}

/** Everything a route of this sandbox may need. */
export interface Sandbox {
  app: InstalledApp;
  org: Org;
  admin: OrgAdmin;
  knobs: Knobs;
  /** How the knobs stood when the org was made, for a reset. */
  knobsAtRest: Knobs;
  grants: Grants;
  cursors: QueryCursors;
  jobs: BulkJobs;
  calls: CallLog;
  usage: ApiUsage;
  outbound: OutboundSender;
  now: () => number;
  random: Random;
  /** Where the org's API and pages are, without a trailing slash. */
  instanceUrl: string;
  /** Where its users sign in; the id url begins here. */
  loginUrl: string;
  /** Null until an admin set the card up. */
  card: CardSetup | null;
  /** Address of the index of the sandbox; null where there is none. */
  homeUrl: string | null;
}

/** What the session check leaves for the routes behind it. */
export interface ApiEnv {
  Variables: { session: Session };
}

export const API_VERSION = '67.0';
export const LATEST_VERSION = 67;
export const OLDEST_VERSION = 31;

/** Lets only live sessions through. */
export function bearer(sandbox: Sandbox): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const token = /^(?:Bearer|OAuth) (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
    const session = token ? sandbox.grants.session(token) : null;
    if (!token || !session) return sessionEnded();
    if (sandbox.knobs.sessionsLost > 0 && sandbox.random() < sandbox.knobs.sessionsLost) {
      sandbox.grants.endSession(token);
      return sessionEnded();
    }
    context.set('session', session);
    return next();
  };
}

/** Counts every call against the org's day, and tells how much of it is used on every answer. */
export function dailyLimit(sandbox: Sandbox): MiddlewareHandler {
  return async (context, next) => {
    const { knobs, usage } = sandbox;
    const used = (): number => usage.used + knobs.callsByOthers;
    if (used() >= knobs.dailyCalls) context.res = limitExceeded();
    else {
      usage.add();
      await next();
    }
    context.res.headers.set('sforce-limit-info', `api-usage=${used()}/${knobs.dailyCalls}`);
  };
}

/** The body as JSON; null when it is none. */
export async function jsonBody(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text()) as unknown;
  } catch {
    return null;
  }
}
