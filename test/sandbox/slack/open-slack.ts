import { getResponse } from 'msw';
import type { Clock } from './clock.ts';
import { isObject, parseJson, type Json } from './json.ts';
import type { SlackSandbox } from './sandbox.ts';
import { createSlackSandbox } from './slack.ts';

/** What the app in a test answers to one request. */
export type Answering = (body: Json, headers: Headers) => Response | Promise<Response>;

/** A Slack for one test: time stands still until it is moved, and the app is a function. */
export interface OpenSlack {
  slack: SlackSandbox;
  /** Moves time, doing on the way whatever was due. */
  pass: (milliseconds: number) => Promise<void>;
  /** Everything the app was sent, parsed. */
  heard: Json[];
  /** Changes what the app answers from now on. */
  answer: (next: Answering) => void;
  /** Calls a Web API method with the installed token, and gives the parsed answer. */
  api: (method: string, args?: Json, token?: string) => Promise<Json>;
  request: (path: string, init?: RequestInit) => Promise<Response>;
}

/** The scopes the tests' app asks for. */
export const SCOPES = [
  'chat:write',
  'commands',
  'users:read',
  'users:read.email',
  'im:write',
  'channels:read',
];

/** Opens a workspace with the app installed in it. */
export function openSlack(): OpenSlack {
  const clock = stoppedClock();
  const heard: Json[] = [];
  let respond: Answering = () => new Response('');
  const slack = createSlackSandbox({
    clientId: 'client',
    clientSecret: 'secret',
    signingSecret: 'signing',
    appUrl: 'https://app.example',
    now: clock.now,
    after: clock.after,
    fetch: async (_url, init) => {
      const body = readBody(init.body);
      heard.push(body);
      return respond(body, new Headers(init.headers));
    },
  });
  const token = slack.install('U0ANAORTIZ', SCOPES).token;
  const request = async (path: string, init: RequestInit = {}) => {
    const response = await getResponse(slack.handlers, new Request(`https://slack.com${path}`, init));
    if (response === undefined) throw new Error(`Nothing answers ${path}.`);
    return response;
  };
  return {
    slack,
    heard,
    pass: clock.pass,
    request,
    answer: (next) => {
      respond = next;
    },
    api: async (method, args = {}, as = token) => {
      const headers = { authorization: `Bearer ${as}`, 'content-type': 'application/json' };
      const response = await request(`/api/${method}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(args),
      });
      const body = parseJson(await response.text());
      const seen = { status: response.status, retryAfter: response.headers.get('retry-after') };
      return isObject(body) ? { ...body, ...seen } : seen;
    },
  };
}

function readBody(text: string): Json {
  const form = new URLSearchParams(text);
  const payload = parseJson(form.get('payload') ?? text);
  return isObject(payload) ? payload : Object.fromEntries(form);
}

function stoppedClock(): Clock & Pick<OpenSlack, 'pass'> {
  let now = Date.UTC(2026, 10, 22, 9, 0, 0);
  let due: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after: (milliseconds, run) => {
      due.push({ at: now + milliseconds, run });
    },
    pass: async (milliseconds) => {
      const end = now + milliseconds;
      await settle();
      for (let next = earliest(due, end); next !== undefined; next = earliest(due, end)) {
        const ran = next;
        due = due.filter((each) => each !== ran);
        now = Math.max(now, ran.at);
        ran.run();
        await settle();
      }
      now = end;
    },
  };
}

function earliest<T extends { at: number }>(due: readonly T[], end: number): T | undefined {
  return due.filter(({ at }) => at <= end).toSorted((one, other) => one.at - other.at)[0];
}

/** Lets everything that waits on settled promises run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}
