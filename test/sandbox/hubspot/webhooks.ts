import type { Random } from '../random.ts';
import type { Knobs } from './knobs.ts';
import type { PortalEvent } from './portal.ts';
import { signedHeaders } from './signature.ts';
import { toWebhook, type WebhookEvent } from './webhook-event.ts';

const BATCH = 100;
const MAX_ATTEMPTS = 10;
const TIMEOUT_MS = 5000;
const GATHER_MS = 20;

/** Where webhooks go and who signs them. */
export interface WebhookTarget {
  url: string | null;
  appId: number;
  clientSecret: string;
}

/** One POST to the app and what became of it. `status` is null when nobody answered. */
export interface Delivery {
  at: number;
  attempt: number;
  events: WebhookEvent[];
  status: number | null;
}

/** Sends the portal's events to the app the way HubSpot does: batched, signed, retried, in no sure order. */
export class WebhookSender {
  readonly target: WebhookTarget;
  readonly deliveries: Delivery[] = [];
  readonly #knobs: Knobs;
  readonly #random: Random;
  readonly #portalId: number;
  readonly #now: () => number;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #inFlight = new Set<Promise<void>>();
  #queue: WebhookEvent[] = [];
  #held: WebhookEvent[] = [];
  #gathering: NodeJS.Timeout | null = null;

  constructor(portalId: number, target: WebhookTarget, knobs: Knobs, random: Random, now: () => number) {
    this.#portalId = portalId;
    this.target = target;
    this.#knobs = knobs;
    this.#random = random;
    this.#now = now;
  }

  /** Queues one event, if the app subscribes to it and the knobs let it through. */
  send(event: PortalEvent): void {
    if (!this.target.url || !this.#subscribed(event)) return;
    if (this.#random() < this.#knobs.webhooksDropped) return;
    const webhook = toWebhook(
      event,
      this.#portalId,
      this.target.appId,
      this.#knobs.webhookForm,
      this.#random,
    );
    if (this.#random() < this.#knobs.webhooksReordered) {
      this.#held.push(webhook);
    } else {
      this.#queue.push(webhook, ...this.#held);
      this.#held = [];
    }
    if (this.#random() < this.#knobs.webhooksDuplicated) this.#queue.push(webhook);
    this.#gathering ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  /** Resolves once everything queued so far has been sent or given up. */
  async settled(): Promise<void> {
    this.#flush();
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight);
  }

  /** Forgets everything not yet sent. */
  close(): void {
    if (this.#gathering) clearTimeout(this.#gathering);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#queue = [];
    this.#held = [];
  }

  #subscribed(event: PortalEvent): boolean {
    const name = event.property?.name;
    if (name === undefined) return true;
    if (name === 'lastmodifieddate' || name === 'hs_lastmodifieddate') return false;
    return this.#knobs.webhookProperties === null || this.#knobs.webhookProperties.includes(name);
  }

  #flush(): void {
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#gathering = null;
    const events = [...this.#queue, ...this.#held];
    this.#queue = [];
    this.#held = [];
    for (let i = 0; i < events.length; i += BATCH) this.#track(this.#deliver(events.slice(i, i + BATCH)));
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#inFlight.delete(tracked));
    this.#inFlight.add(tracked);
  }

  async #deliver(events: WebhookEvent[]): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      if (attempt > 0) await this.#pause(this.#knobs.webhookRetryMs * attempt);
      const url = this.target.url;
      if (!url) return;
      const status = await this.#post(
        url,
        events.map((event) => ({ ...event, attemptNumber: attempt })),
      );
      this.deliveries.push({ at: this.#now(), attempt, events, status });
      if (this.deliveries.length > 5000) this.deliveries.splice(0, 2500);
      if (status !== null && status < 300) return;
    }
  }

  async #post(url: string, events: WebhookEvent[]): Promise<number | null> {
    const body = JSON.stringify(events);
    const headers = signedHeaders(this.target.clientSecret, 'POST', url, body, this.#now());
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.add(timer);
    });
  }
}
