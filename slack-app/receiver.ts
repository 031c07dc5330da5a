import type { App, Receiver } from '@slack/bolt';

import { problemDetails, type Problem } from '#core/problem.ts';

import { readBody } from './body.ts';
import { createGuard, type Replaced } from './guard.ts';
import { isSslCheck, parsePayload, type SlackPayload } from './payload.ts';
import type { Verify } from './verify.ts';

const BAD_SIGNATURE: Problem = {
  code: 'bad_signature',
  message: 'Slack did not sign this request, or not within the last five minutes.',
  remedy:
    'Compare SLACK_SIGNING_SECRET with the signing secret on the app page at Slack, and check the clock.',
};
const TOO_LARGE: Problem = {
  code: 'too_large',
  message: 'The body is longer than 1 MB.',
  remedy: 'Send what Slack sends; its requests stay far below that.',
};
const NOT_READABLE: Problem = {
  code: 'not_json',
  message: 'The body is none of the payloads Slack sends.',
  remedy: 'Send an event as JSON, an interaction as the form field "payload", or a command as a form.',
};
const FAILED: Problem = {
  code: 'internal',
  message: 'The request could not be processed and nothing was changed.',
  remedy: 'Try again; the cause is in the log.',
};

export type WaitUntil = (work: Promise<unknown>) => void;
type Known = Extract<SlackPayload, { kind: 'known' }>;

export interface FetchReceiverOptions {
  verify: Verify;
  /** Types of events that have a listener; the others are counted and never reach Bolt. */
  events: ReadonlySet<string>;
  countUnknown: (teamId: string | null, kind: string) => Promise<void>;
  /** Where what cannot be shown in Slack can be seen. */
  consoleUrl: string;
  noteReplaced: (teamId: string | null, what: Replaced) => Promise<void>;
}

/**
 * Takes Slack's requests as `Request` and gives them to Bolt. Interactions and commands are answered the moment a
 * listener acks; what the listener does after that runs on under `waitUntil`. Events are answered once their
 * listener is done, so that one we failed to record is sent again.
 */
export class FetchReceiver implements Receiver {
  readonly #options: FetchReceiverOptions;
  #app: App | null = null;

  constructor(options: FetchReceiverOptions) {
    this.#options = options;
  }

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  /** 401 for a signature that is not good now, 413 above 1 MB, 400 for what Slack would not send. */
  async handle(request: Request, waitUntil: WaitUntil): Promise<Response> {
    const bytes = await readBody(request);
    if (bytes === null) return problemResponse(413, TOO_LARGE);
    const contentType = request.headers.get('content-type') ?? '';
    if (!(await this.#options.verify(request.headers, bytes))) {
      return isSslCheck(bytes, contentType) ? new Response() : problemResponse(401, BAD_SIGNATURE);
    }
    const payload = parsePayload(bytes, contentType);
    if (payload === null) return problemResponse(400, NOT_READABLE);
    if (payload.kind === 'challenge') return Response.json({ challenge: payload.challenge });
    if (payload.kind === 'known') return this.#dispatch(payload, request.headers, waitUntil);
    if (payload.kind === 'unknown') waitUntil(this.#options.countUnknown(payload.teamId, payload.label));
    return new Response();
  }

  async #dispatch(payload: Known, headers: Headers, waitUntil: WaitUntil): Promise<Response> {
    if (payload.event !== null && !this.#options.events.has(payload.event)) {
      waitUntil(this.#options.countUnknown(payload.teamId, payload.label));
      return new Response();
    }
    const answered = Promise.withResolvers<Response>();
    waitUntil(this.#process(payload, headers, answered.resolve, waitUntil));
    return answered.promise;
  }

  /** Runs the listeners. `answer` may be called more than once; the first answer counts. */
  async #process(
    payload: Known,
    headers: Headers,
    answer: (response: Response) => void,
    waitUntil: WaitUntil,
  ): Promise<void> {
    const { consoleUrl, noteReplaced } = this.#options;
    const replaced = (what: Replaced) => waitUntil(noteReplaced(payload.teamId, what));
    const guard = createGuard({ consoleUrl, replaced });
    let acked = false;
    const ack = async (response?: unknown) => {
      acked = true;
      if (payload.event === null) answer(ackResponse(guard.answer(response)));
    };
    try {
      if (this.#app === null) throw new Error('Bolt has not taken this receiver yet');
      await this.#app.processEvent({ body: payload.body, ...retry(headers), ack });
    } catch (error) {
      answer(problemResponse(500, FAILED));
      throw error;
    }
    answer(new Response());
    if (!acked) await this.#options.countUnknown(payload.teamId, payload.label);
  }
}

function retry(headers: Headers): { retryNum?: number; retryReason?: string } {
  const retryNum = headers.get('x-slack-retry-num');
  if (retryNum === null) return {};
  return { retryNum: Number(retryNum), retryReason: headers.get('x-slack-retry-reason') ?? '' };
}

function ackResponse(response: unknown): Response {
  if (response === undefined || response === '') return new Response();
  return typeof response === 'string' ? new Response(response) : Response.json(response);
}

function problemResponse(status: number, problem: Problem): Response {
  return Response.json(problemDetails(problem, status), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
