import type { Incoming } from '../incoming.ts';
import { http, HttpResponse, type RequestHandler } from 'msw';
import type { Courier } from '../delivery/courier.ts';
import { takeFault } from '../knobs.ts';
import type { Installation } from '../team/installation.ts';
import type { Team } from '../team/team.ts';
import { Args, readArgs } from './args.ts';
import { authMethods } from './auth.ts';
import { CHAT } from './chat.ts';
import { CONVERSATIONS } from './conversations.ts';
import { missingScope, refused, type Methods, type Reply } from './method.ts';
import { misbehave } from './fault-response.ts';
import { USERS } from './users.ts';
import { VIEWS } from './views.ts';

/** Handlers for every Web API method at `/api/{method}`; unknown methods are refused as Slack does. */
export function webApi(courier: () => Courier): RequestHandler[] {
  const methods = { ...authMethods(courier), ...CHAT, ...CONVERSATIONS, ...USERS, ...VIEWS };
  return [
    http.all('*/api/:method', async ({ request, params }) => {
      const name = String(params['method']);
      if (!/^[a-z]+(\.[a-zA-Z]+)+$/u.test(name) || /^(oauth|openid)\./u.test(name)) return undefined;
      return answer(courier().team, methods, name, request);
    }),
  ];
}

async function answer(team: Team, methods: Methods, name: string, request: Incoming): Promise<Response> {
  team.calledAt(request);
  const args = await readArgs(request);
  const fault = takeFault(team.knobs, name);
  const reply = fault?.when === 'before' ? null : await run(team, methods, name, args, bearer(request, args));
  await pause(team);
  const response = fault === null ? toResponse(team, reply ?? refused('internal_error')) : misbehave(fault);
  team.calls.add({
    at: team.clock.now(),
    method: name,
    args: { ...args?.all, token: undefined },
    status: response.type === 'error' ? 0 : response.status,
    error: reply?.kind === 'error' ? reply.error : reply?.kind === 'rate_limited' ? 'ratelimited' : null,
    fault: fault?.kind ?? null,
  });
  return response;
}

async function run(
  team: Team,
  methods: Methods,
  name: string,
  args: Args | null,
  token: string,
): Promise<Reply> {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method === undefined) return refused('unknown_method', { req_method: name });
  if (args === null) return refused('invalid_json');
  const caller = authenticate(team, token);
  if (typeof caller === 'string') return refused(caller);
  const seconds = team.knobs.rateLimits ? team.rateLimits.call(name, method.tier) : 0;
  if (seconds > 0) return { kind: 'rate_limited', seconds };
  const lacking = method.scopes.find((scope) => !caller.scopes.has(scope));
  return lacking === undefined ? method.run({ team, args, caller }) : missingScope(lacking, caller);
}

/** The installation a token stands for, or Slack's error code. */
function authenticate(team: Team, token: string): Installation | string {
  if (token === '') return 'not_authed';
  if (team.knobs.token !== 'valid')
    return team.knobs.token === 'invalid' ? 'invalid_auth' : `token_${team.knobs.token}`;
  const installation = team.installations.byToken(token);
  if (installation === null) return 'invalid_auth';
  const hasEnded = installation.expiresAt !== null && installation.expiresAt <= team.clock.now();
  return installation.ended ?? (hasEnded ? 'token_expired' : installation);
}

function bearer(request: Incoming, args: Args | null): string {
  const header = /^Bearer (.+)$/u.exec(request.headers.get('authorization') ?? '')?.[1];
  return header ?? args?.text('token') ?? '';
}

async function pause(team: Team): Promise<void> {
  if (team.knobs.apiDelay === 0) return;
  await new Promise<void>((resolve) => {
    team.clock.after(team.knobs.apiDelay, resolve);
  });
}

function toResponse(team: Team, reply: Reply): Response {
  const scopes = [...(team.installations.current()?.scopes ?? [])].join(',');
  const headers = { 'x-slack-req-id': team.ids.next('req'), 'x-oauth-scopes': scopes };
  if (reply.kind === 'ok') return HttpResponse.json({ ok: true, ...reply.body }, { headers });
  if (reply.kind === 'error')
    return HttpResponse.json({ ok: false, error: reply.error, ...reply.body }, { headers });
  const wait = { ...headers, 'retry-after': String(reply.seconds) };
  return HttpResponse.json({ ok: false, error: 'ratelimited' }, { status: 429, headers: wait });
}
