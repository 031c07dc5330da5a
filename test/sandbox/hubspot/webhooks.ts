import type { Random } from '../random.ts';
import type { Knobs } from './knobs.ts';
import type { PortalEvent } from './portal.ts';
import { signedHeaders } from './signature.ts';
import { toWebhook, type WebhookEvent } from './webhook-event.ts';

const BATCH = 100;
const MAX_ATTEMPTS = 10;
const TIMEOUT_MS = 5000;
const GATHER_MS = 20;
const CONCURRENCY = 10;
const KEPT_DELIVERIES = 5000;

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
  readonly #underway = new Set<Promise<void>>();
  #waiting: WebhookEvent[] = [];
  #gathering: NodeJS.Timeout | null = null;
  #senders = 0;

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
    if (this.#random() < this.#knobs.webhooksDuplicated) this.#queue(webhook);
    if (this.#random() < this.#knobs.webhooksReordered)
      this.#track(this.#pause(this.#knobs.webhookLateMs).then(() => this.#queue(webhook)));
    else this.#queue(webhook);
  }

  /** Resolves once everything sent so far has arrived or been given up. */
  async settled(): Promise<void> {
    this.#flush();
    while (this.#underway.size > 0 || this.#waiting.length > 0) {
      await Promise.all(this.#underway);
      this.#flush();
    }
  }

  /** Forgets everything not yet sent. */
  close(): void {
    if (this.#gathering) clearTimeout(this.#gathering);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#waiting = [];
  }

  #subscribed(event: PortalEvent): boolean {
    const name = event.property?.name;
    if (name === undefined) return true;
    if (name === 'lastmodifieddate' || name === 'hs_lastmodifieddate') return false;
    return this.#knobs.webhookProperties === null || this.#knobs.webhookProperties.includes(name);
  }

  #queue(webhook: WebhookEvent): void {
    this.#waiting.push(webhook);
    this.#gathering ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  /** Starts as many senders as there are batches waiting, up to HubSpot's usual concurrency. */
  #flush(): void {
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#gathering = null;
    const batches = Math.ceil(this.#waiting.length / BATCH);
    const started = Math.min(CONCURRENCY - this.#senders, batches);
    for (let one = 0; one < started; one++) this.#track(this.#sendWaiting());
  }

  async #sendWaiting(): Promise<void> {
    this.#senders += 1;
    for (let batch = this.#waiting.splice(0, BATCH); batch.length > 0; batch = this.#waiting.splice(0, BATCH))
      await this.#deliver(batch);
    this.#senders -= 1;
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#underway.delete(tracked));
    this.#underway.add(tracked);
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
      if (this.deliveries.length > KEPT_DELIVERIES) this.deliveries.splice(0, KEPT_DELIVERIES / 2);
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
