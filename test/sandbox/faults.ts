import type { MiddlewareHandler } from 'hono';
import { pick, type Random } from './random.ts';

/** What can go wrong between a caller and a vendor. `-after` kinds fail once the effect has happened. */
export const FAULT_KINDS = [
  'rate-limited',
  'daily-limit',
  'locked',
  'migrating',
  'server-error',
  'html-error',
  'reset-before',
  'reset-after',
  'timeout-before',
  'timeout-after',
  'error-after',
  'truncated',
  'garbage',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One rule: which calls fail, how, and how often. Rules are tried in order; the first that fires wins. */
export interface Fault {
  kind: FaultKind;
  /** Fires on requests whose path contains this text; empty for all. */
  path: string;
  method: string | null;
  /** How many more calls fail; null for no end. */
  times: number | null;
  /** Share of the matching calls that fail, 0 to 1. */
  ratio: number;
}

/** A rule with everything it does not name at its plainest: every call, one time. */
export function fault(kind: FaultKind, rule: Partial<Fault> = {}): Fault {
  return { path: '', method: null, times: 1, ratio: 1, ...rule, kind };
}

/** How a vendor words the refusals that are its own. */
export type Refusals = (kind: FaultKind) => Response;

const SERVER_ERRORS = [500, 502, 503, 504] as const;
const HANG_MS = 60_000;

/** Middleware that applies the rules of `faults()` to every request passing through it. */
export function withFaults(faults: () => Fault[], random: Random, refusals: Refusals): MiddlewareHandler {
  return async (context, next) => {
    const rule = faults().find((one) => fires(one, context.req.method, context.req.path, random));
    if (!rule) return next();
    if (rule.times !== null) rule.times -= 1;
    const before = await failBefore(rule.kind, context.req.raw.signal, random, refusals);
    if (before) return before;
    await next();
    const failed = await failAfter(rule.kind, context.res, context.req.raw.signal);
    // Hono copies the old answer's headers onto the new one, which a dropped connection cannot carry.
    context.res = undefined;
    context.res = failed;
  };
}

function fires(rule: Fault, method: string, path: string, random: Random): boolean {
  if (rule.times === 0 || !path.includes(rule.path)) return false;
  if (rule.method && rule.method !== method) return false;
  return rule.ratio >= 1 || random() < rule.ratio;
}

async function failBefore(
  kind: FaultKind,
  signal: AbortSignal,
  random: Random,
  refusals: Refusals,
): Promise<Response | null> {
  switch (kind) {
    case 'reset-before':
      return Response.error();
    case 'timeout-before':
      return hang(signal);
    case 'server-error':
      return new Response('', { status: pick(random, SERVER_ERRORS) });
    case 'html-error':
      return new Response('<html><body><h1>502 Bad Gateway</h1></body></html>', {
        status: 502,
        headers: { 'content-type': 'text/html' },
      });
    case 'rate-limited':
    case 'daily-limit':
    case 'locked':
    case 'migrating':
      return refusals(kind);
    case 'reset-after':
    case 'timeout-after':
    case 'error-after':
    case 'truncated':
    case 'garbage':
      return null;
    default:
      return kind satisfies never;
  }
}

async function failAfter(kind: FaultKind, response: Response, signal: AbortSignal): Promise<Response> {
  if (kind === 'reset-after') return Response.error();
  if (kind === 'timeout-after') return hang(signal);
  if (kind === 'error-after') return new Response('', { status: 504 });
  const text = kind === 'garbage' ? '<<<not json>>>' : await half(response);
  return new Response(text, { status: response.status, headers: { 'content-type': 'application/json' } });
}

async function half(response: Response): Promise<string> {
  const text = await response.text();
  return text.slice(0, Math.floor(text.length / 2));
}

/** Waits until the caller gives up, at most a minute, then drops the connection. */
async function hang(signal: AbortSignal): Promise<Response> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, HANG_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  return Response.error();
}
