import type { Json } from '../json.ts';
import type { Installation } from '../team/installation.ts';
import type { Tier } from '../team/rate-limits.ts';
import type { Team } from '../team/team.ts';
import type { Args } from './args.ts';

/** What a method answers: its fields, an error code with more fields, or seconds to wait. */
export type Reply =
  | { kind: 'ok'; body: Json }
  | { kind: 'error'; error: string; body: Json }
  | { kind: 'rate_limited'; seconds: number };

/** One authenticated call. */
export interface Call {
  team: Team;
  args: Args;
  caller: Installation;
}

/** One Web API method: its rate tier, the scopes it always needs, and what it does. */
export interface Method {
  tier: Tier;
  scopes: readonly string[];
  run(call: Call): Reply | Promise<Reply>;
}

/** Methods by the name in their URL. */
export type Methods = Readonly<Record<string, Method>>;

/** An answer with `ok: true`. */
export function done(body: Json = {}): Reply {
  return { kind: 'ok', body };
}

/** An answer with `ok: false` and Slack's error code. */
export function refused(error: string, body: Json = {}): Reply {
  return { kind: 'error', error, body };
}

/** An answer naming what was wrong with the arguments, as Slack does for blocks and views. */
export function refusedWith(error: string, messages: readonly string[]): Reply {
  return refused(error, {
    errors: messages.map((message) => message.replace(/^\[ERROR\] /u, '')),
    response_metadata: { messages },
  });
}

/** An answer for a caller that lacks a scope. */
export function missingScope(needed: string, caller: Installation): Reply {
  return refused('missing_scope', { needed, provided: [...caller.scopes].join(',') });
}
