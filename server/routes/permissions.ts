import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Permission } from '#core/member/role.ts';
import type { Problem } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { Principal } from '#server/workspace/members/sign-in.ts';

/** What a route asks for: one permission, or any of several. */
type Asked = Permission | readonly Permission[];

const DECIDE = ['approve', 'approve_finance'] as const;

/** What every route of the API and the console asks for that changes something; those that only show ask for `view`. */
const ASKED: Record<string, Asked> = {
  'POST /api/v1/people/:id/asks': 'propose',
  'POST /api/v1/people/:id/link': 'configure',
  'POST /api/v1/people/:id/erase': 'configure',
  'PUT /api/v1/people/:id/hold': 'configure',
  'DELETE /api/v1/people/:id/hold': 'configure',
  'PUT /api/v1/companies/:connection/:id/hold': 'configure',
  'DELETE /api/v1/companies/:connection/:id/hold': 'configure',
  'PUT /api/v1/domain-lists': 'configure',
  'POST /api/v1/identity/suggestions/:a/:b/accept': 'configure',
  'POST /api/v1/identity/suggestions/:a/:b/reject': 'configure',
  'POST /api/v1/signals': 'propose',
  'POST /api/v1/signals/batch': 'propose',
  'POST /api/v1/imports': 'configure',
  'POST /api/v1/imports/:id/dry-run': 'configure',
  'POST /api/v1/imports/:id/start': 'configure',
  'POST /api/v1/imports/:id/cancel': 'configure',
  'POST /api/v1/connections/:id/sync': 'configure',
  'POST /api/v1/connections/:id/disconnect': 'configure',
  'POST /api/v1/connections/:id/card-keys': 'configure',
  'POST /api/v1/connections/:id/write-back': 'configure',
  'POST /api/v1/connections/:id/api-share': 'configure',
  'POST /api/v1/models': 'configure',
  'POST /api/v1/models/back-test': 'view',
  'POST /api/v1/models/calibrate': 'configure',
  'POST /api/v1/models/preview': 'view',
  'POST /api/v1/models/revert': 'configure',
  'PUT /api/v1/models/:id': 'configure',
  'DELETE /api/v1/models/:id': 'configure',
  'POST /api/v1/models/:id/publish': 'configure',
  'POST /api/v1/rewards': 'propose',
  'POST /api/v1/rewards/decisions': DECIDE,
  'POST /api/v1/rewards/:id/revision': 'propose',
  'POST /api/v1/rewards/:id/take-back': 'manage_money',
  'PUT /api/v1/budgets': 'manage_money',
  'POST /api/v1/policies': 'govern',
  'POST /api/v1/policies/simulate': 'view',
  'PUT /api/v1/delegations': DECIDE,
  'POST /api/v1/delegations/end': DECIDE,
  'POST /api/v1/rewards/:id/decisions': DECIDE,
  'POST /api/v1/rewards/:id/fulfilment/sent': 'manage_money',
  'POST /api/v1/rewards/:id/fulfilment/reminded': 'manage_money',
  'POST /api/v1/rewards/:id/fulfilment/retry': 'manage_money',
  'POST /api/v1/rewards/:id/fulfilment/cancel': 'manage_money',
  'POST /api/v1/rewards/:id/fulfilment/settle-doubt': 'manage_money',
  'PUT /api/v1/fulfilment/providers': 'govern',
  'POST /api/v1/fulfilment/reconciliation': 'manage_money',
  'PUT /api/v1/reward-rules': 'govern',
  'PUT /api/v1/catalogue/:id': 'govern',
  'POST /api/v1/catalogue/:id/archive': 'govern',
  'GET /api/v1/tax/register': 'manage_money',
  'GET /api/v1/tax/register.csv': 'manage_money',
  'GET /api/v1/tax/totals.csv': 'manage_money',
  'GET /api/v1/tax/people/:id': 'manage_money',
  'PUT /api/v1/tax/settings': 'manage_money',
  'POST /api/v1/fraud/holds/:id/resolve': DECIDE,
  'PUT /api/v1/fraud/settings': 'govern',
  'POST /api/v1/job-changes/:id/settle': 'propose',
  'PUT /api/v1/points/programmes/:id': 'govern',
  'POST /api/v1/points/earn': 'manage_money',
  'POST /api/v1/points/spend': 'manage_money',
  'POST /api/v1/points/claw-back': 'manage_money',
  'GET /api/v1/members': 'manage_members',
  'POST /api/v1/members': 'manage_members',
  'PUT /api/v1/members/default-role': 'manage_members',

  'POST /console/advocates/:id/asks': 'propose',
  'POST /console/advocates/:id/hold': 'configure',
  'POST /console/advocates/:id/hold/lift': 'configure',
  'POST /console/advocates/:id/rewards': 'propose',
  'POST /console/advocates/:id/signals': 'propose',
  'POST /console/advocates/:id/link': 'configure',
  'POST /console/advocates/:id/erase': 'configure',
  'POST /console/accounts/:id/hold': 'configure',
  'POST /console/accounts/:id/hold/lift': 'configure',
  'POST /console/matches/:a/:b/accept': 'configure',
  'POST /console/matches/:a/:b/reject': 'configure',
  'POST /console/moves/:id': 'propose',
  // The workspace itself asks who may: whoever stands in for a manager decides, too.
  'POST /console/rewards/decisions': 'view',
  'POST /console/rewards/:id/decisions': 'view',
  'GET /console/rewards/new': 'propose',
  'POST /console/rewards/:id/revision': 'propose',
  'POST /console/rewards/:id/take-back': 'manage_money',
  'POST /console/budgets': 'manage_money',
  'POST /console/budgets/copy': 'manage_money',
  'POST /console/budgets/remove': 'manage_money',
  'POST /console/fulfilment/providers/:name': 'govern',
  'POST /console/fulfilment/test': 'govern',
  'POST /console/fulfilment/choices': 'govern',
  'POST /console/fulfilment/reconciliation': 'manage_money',
  'POST /console/fulfilment/rewards/:id/sent': 'manage_money',
  'POST /console/fulfilment/rewards/:id/reminded': 'manage_money',
  'POST /console/fulfilment/rewards/:id/retry': 'manage_money',
  'POST /console/fulfilment/rewards/:id/void': 'manage_money',
  'POST /console/fulfilment/rewards/:id/doubt': 'manage_money',
  'POST /console/fraud/holds': DECIDE,
  'POST /console/fraud/settings': 'govern',
  'POST /console/points/programme': 'govern',
  'POST /console/points/programmes/:id/people/:person': 'manage_money',
  'POST /console/rules': 'govern',
  'POST /console/rules/:id/remove': 'govern',
  'POST /console/catalogue': 'govern',
  'POST /console/catalogue/:id/archive': 'govern',
  'POST /console/tax/limits': 'manage_money',
  // Whoever looks may try a policy out; only publishing it changes anything.
  'POST /console/policy/edit': 'view',
  'POST /console/policy/edit/preview': 'view',
  'POST /console/policy/publish': 'govern',
  'POST /console/policy/delegate': DECIDE,
  'POST /console/policy/delegate/end': DECIDE,
  'GET /console/tax': 'manage_money',
  'GET /console/tax/register.csv': 'manage_money',
  'GET /console/tax/totals.csv': 'manage_money',
  'POST /console/models': 'configure',
  'POST /console/models/revert': 'configure',
  'POST /console/models/calibrate': 'configure',
  'POST /console/models/:id/discard': 'configure',
  'POST /console/models/:id': 'configure',
  'POST /console/models/:id/reset': 'configure',
  'POST /console/models/:id/preview': 'view',
  'POST /console/models/:id/preview/part': 'view',
  'GET /console/models/:id/publish': 'configure',
  'POST /console/models/:id/publish': 'configure',
  'POST /console/gates/domains': 'configure',
  'POST /console/gates/lift': 'configure',
  'GET /console/connections/:id/channels': 'configure',
  'POST /console/connections/:id/sync': 'configure',
  'POST /console/connections/:id/replay': 'configure',
  'POST /console/connections/:id/disconnect': 'configure',
  'POST /console/connections/:id/channels': 'configure',
  'POST /console/connections/:id/write-back': 'configure',
  'POST /console/imports': 'configure',
  'POST /console/imports/:id/dry-run': 'configure',
  'POST /console/imports/:id/start': 'configure',
  'POST /console/imports/:id/cancel': 'configure',
  'GET /console/salesforce': 'configure',
  'GET /console/salesforce/:id': 'configure',
  'POST /console/salesforce/user': 'configure',
  'POST /console/salesforce/:id/share': 'configure',
  'POST /console/salesforce/:id/card-keys': 'configure',
  'POST /console/deliveries/replay': 'configure',
  'POST /console/deliveries/replay-all': 'configure',
  'POST /console/members': 'manage_members',
  'POST /console/members/default-role': 'manage_members',
  'POST /console/members/slack/:team/:user': 'manage_members',
  'POST /console/members/:id/role': 'manage_members',
  'POST /console/members/:id/state': 'manage_members',
  'POST /console/members/:id/remove': 'manage_members',
  'POST /console/members/sign-out': 'view',
  'GET /console/keys': 'manage_members',
  'POST /console/keys': 'manage_members',
  'POST /console/keys/:id/revoke': 'manage_members',
};

/** Routes that change something and for which nothing is said above. */
export function unasked(routes: readonly { method: string; path: string }[]): string[] {
  return routes
    .filter(({ method, path }) => askedBy(method, path) === null)
    .map(({ method, path }) => `${method} ${path}`);
}

/** Lines above for routes that are gone. */
export function outdated(routes: readonly { method: string; path: string }[]): string[] {
  const here = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  return Object.keys(ASKED).filter((route) => !here.has(route));
}

/** What the route of a request asks for; null where nothing is written down, so that nobody gets through. */
export function askedOf(c: Context<AppEnv>): Asked | null {
  const method = c.req.method === 'HEAD' ? 'GET' : c.req.method;
  const route = matchedRoutes(c).find((each) => each.method !== 'ALL');
  // What no route answers is not found, whoever asks.
  return route === undefined ? 'view' : askedBy(method, route.path);
}

export function isAllowed({ permissions }: Pick<Principal, 'permissions'>, asked: Asked | null): boolean {
  if (asked === null) return false;
  return typeof asked === 'string'
    ? permissions.includes(asked)
    : asked.some((each) => permissions.includes(each));
}

/** Why somebody may not: for the page and the API alike. */
export function notAllowed(
  { role, permissions }: Pick<Principal, 'role' | 'permissions'>,
  asked: Asked | null,
): Problem {
  if (permissions.length === 0) return asleep;
  const what = asked === null ? 'do this' : WORDS[typeof asked === 'string' ? asked : (asked[0] ?? 'view')];
  const who = role === null ? 'The admin token only sets up: it may' : `Your role (${role}) may`;
  return {
    code: 'forbidden',
    message: `${who} not ${what}.`,
    remedy:
      role === null
        ? 'Sign in with Slack, or use an API key that a member made.'
        : 'Ask an owner or an admin for a role that may.',
  };
}

const asleep: Problem = {
  code: 'forbidden',
  message: 'Whoever made this API key may do nothing here any more, and a key may do no more than its maker.',
  remedy: 'Ask an owner or an admin for a key of their own.',
};

const WORDS: Record<Permission, string> = {
  view: 'look at this',
  propose: 'propose rewards or log acts',
  approve: 'decide rewards',
  approve_finance: 'decide rewards',
  configure: 'change how things are set up',
  govern: 'change by which rules rewards are given',
  manage_money: 'keep budgets, taxes and the books',
  manage_members: 'manage people and keys',
};

/** What a route asks for, by its method and the pattern of its path; null where nothing is written down. */
export function askedBy(method: string, path: string): Asked | null {
  return ASKED[`${method} ${path}`] ?? (method === 'GET' ? 'view' : null);
}
