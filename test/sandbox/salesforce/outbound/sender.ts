import type { Random } from '../../random.ts';
import type { Knobs } from '../knobs.ts';
import { makeId } from '../org/id.ts';
import type { OrgChange } from '../org/org.ts';
import { OBJECTS, type ObjectName } from '../schema/schema.ts';
import { isAcknowledged, toEnvelope, type Notification } from './soap.ts';

const MOST_PER_MESSAGE = 100;
const MAX_ATTEMPTS = 10;
const TIMEOUT_MS = 5000;
const GATHER_MS = 20;
const KEPT_DELIVERIES = 5000;

/** One POST to the app and what became of it. `status` is null when nobody answered. */
interface OutboundDelivery {
  at: number;
  attempt: number;
  object: ObjectName;
  notifications: { id: string; recordId: string }[];
  status: number | null;
  acknowledged: boolean;
}

/** Who sends, and where to; nothing is sent while `url` is null. */
interface OutboundTarget {
  url: string | null;
  orgId: string;
  instanceUrl: string;
}

/** Sends outbound messages as Salesforce does: gathered by object, repeated until acknowledged, in no sure order. */
export class OutboundSender {
  readonly target: OutboundTarget;
  readonly deliveries: OutboundDelivery[] = [];
  readonly #knobs: Knobs;
  readonly #random: Random;
  readonly #now: () => number;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #underway = new Set<Promise<void>>();
  #waiting: Notification[] = [];
  #gathering: NodeJS.Timeout | null = null;
  #serial = 0;

  constructor(target: OutboundTarget, knobs: Knobs, random: Random, now: () => number) {
    this.target = target;
    this.#knobs = knobs;
    this.#random = random;
    this.#now = now;
  }

  /** Queues one change, where an admin asked for it: flows send on creation and update, never on deletion. */
  send(change: OrgChange): void {
    if (!this.target.url || !this.#knobs.outboundObjects.includes(change.object)) return;
    if (change.action !== 'created' && change.action !== 'updated' && change.action !== 'undeleted') return;
    if (this.#random() < this.#knobs.outboundDropped) return;
    const notification = { id: makeId('04l', ++this.#serial), object: change.object, row: change.row };
    if (this.#random() < this.#knobs.outboundDuplicated) this.#queue(notification);
    if (this.#random() < this.#knobs.outboundReordered)
      this.#track(this.#pause(this.#knobs.outboundLateMs).then(() => this.#queue(notification)));
    else this.#queue(notification);
  }

  /** Resolves once everything sent so far has been taken or given up. */
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
    this.#gathering = null;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#waiting = [];
  }

  #queue(notification: Notification): void {
    this.#waiting.push(notification);
    this.#gathering ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  #flush(): void {
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#gathering = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const object of OBJECTS) {
      const own = waiting.filter((one) => one.object === object);
      for (let from = 0; from < own.length; from += MOST_PER_MESSAGE)
        this.#track(this.#deliver(object, own.slice(from, from + MOST_PER_MESSAGE)));
    }
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#underway.delete(tracked));
    this.#underway.add(tracked);
  }

  async #deliver(object: ObjectName, notifications: Notification[]): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      if (attempt > 0) await this.#pause(this.#knobs.outboundRetryMs * attempt);
      const { url } = this.target;
      if (!url) return;
      const answer = await this.#post(url, object, notifications);
      this.deliveries.push({
        at: this.#now(),
        attempt,
        object,
        notifications: notifications.map((one) => ({ id: one.id, recordId: String(one.row['Id']) })),
        ...answer,
      });
      if (this.deliveries.length > KEPT_DELIVERIES) this.deliveries.splice(0, KEPT_DELIVERIES / 2);
      if (answer.acknowledged) return;
    }
  }

  async #post(
    url: string,
    object: ObjectName,
    notifications: Notification[],
  ): Promise<{ status: number | null; acknowledged: boolean }> {
    const actionId = makeId('04k', OBJECTS.indexOf(object) + 1);
    const { orgId, instanceUrl } = this.target;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
        body: toEnvelope({ orgId, actionId, instanceUrl }, notifications),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return {
        status: response.status,
        acknowledged: isAcknowledged(response.status, await response.text()),
      };
    } catch {
      return { status: null, acknowledged: false };
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
