import type { Team } from '../team/team.ts';
import type { AppAnswer } from './answer.ts';
import { acknowledged, failed, type Outcome } from './outcome.ts';
import { signV0 } from './signature.ts';

/** One request sent to the app, kept so that it can be looked at and sent again. */
export interface Delivery {
  id: number;
  at: number;
  /** The payload type or event, for example `block_actions`. */
  kind: string;
  headers: Record<string, string>;
  body: string;
  answer: AppAnswer | null;
}

/** The content type of interactions and slash commands. */
export const FORM = 'application/x-www-form-urlencoded';

/** A request on its way to the app. */
export interface Sending {
  method: 'POST';
  headers: Record<string, string>;
  body: string;
  redirect: 'manual';
}

/** Calls the app; the platform's own `fetch` unless a test brings another. */
export type Fetch = (url: string, init: Sending) => Promise<Response>;

/** Carries signed requests to the app and waits for its answer as long as Slack does. */
export class Courier {
  readonly deliveries: Delivery[] = [];
  readonly team: Team;
  readonly #url: string;
  readonly #fetch: Fetch;

  constructor(team: Team, url: string, fetch: Fetch) {
    this.team = team;
    this.#url = url;
    this.#fetch = fetch;
  }

  /** Signs and sends one body; `extra` headers go along. */
  async send(
    kind: string,
    contentType: string,
    body: string,
    extra: Record<string, string> = {},
  ): Promise<AppAnswer> {
    const headers = {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...this.#sign(body),
      ...extra,
    };
    return this.#carry({
      id: this.deliveries.length,
      at: this.team.clock.now(),
      kind,
      headers,
      body,
      answer: null,
    });
  }

  /** Sends a body nobody signed. */
  async sendUnsigned(kind: string, contentType: string, body: string): Promise<AppAnswer> {
    return this.#carry({
      id: this.deliveries.length,
      at: this.team.clock.now(),
      kind,
      headers: { 'content-type': contentType },
      body,
      answer: null,
    });
  }

  /** Sends an interaction, and at the same moment as many copies as the knobs ask for; gives the first one's answer. */
  async sendInteraction(kind: string, body: string): Promise<AppAnswer> {
    const copies = Array.from({ length: this.team.knobs.duplicateInteractions }, () =>
      this.send(kind, FORM, body),
    );
    const [answer] = await Promise.all([this.send(kind, FORM, body), ...copies]);
    return answer;
  }

  /** Sends an earlier request once more, byte for byte, its old timestamp and signature included. */
  async replay(id: number): Promise<Outcome> {
    const old = this.deliveries[id];
    if (old === undefined) return failed('delivery_not_found', `There was no delivery ${id}.`);
    const again = { ...old, id: this.deliveries.length, at: this.team.clock.now(), answer: null };
    return acknowledged(await this.#carry(again), this.team.app.name);
  }

  #sign(body: string): Record<string, string> {
    const { signature, timestampSkew } = this.team.knobs;
    if (signature === 'missing') return {};
    const timestamp = String(Math.floor(this.team.clock.now() / 1000) + timestampSkew);
    const secret = this.team.app.signingSecret;
    const signed = signV0(signature === 'forged' ? `${secret}-not` : secret, timestamp, body);
    return {
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature === 'truncated' ? signed.slice(0, -2) : signed,
    };
  }

  async #carry(delivery: Delivery): Promise<AppAnswer> {
    this.deliveries.push(delivery);
    const { loseDeliveries, loseAnswers, ackTimeout } = this.team.knobs;
    const answer = loseDeliveries
      ? this.#never(ackTimeout)
      : Promise.race([this.#ask(delivery), this.#never(ackTimeout)]);
    const heard: AppAnswer = await answer;
    delivery.answer = loseAnswers ? { kind: 'timeout' } : heard;
    return delivery.answer;
  }

  async #ask({ headers, body }: Delivery): Promise<AppAnswer> {
    try {
      const response = await this.#fetch(this.#url, { method: 'POST', headers, body, redirect: 'manual' });
      const text = await response.text();
      return {
        kind: 'answered',
        status: response.status,
        body: text,
        headers: Object.fromEntries(response.headers),
      };
    } catch (error) {
      return { kind: 'unreachable', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async #never(milliseconds: number): Promise<AppAnswer> {
    await new Promise<void>((resolve) => {
      this.team.clock.after(milliseconds, resolve);
    });
    return { kind: 'timeout' };
  }
}
