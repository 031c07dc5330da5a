import type { Clock } from '../clock.ts';
import type { Ids } from './ids.ts';

/** Milliseconds a trigger id can open a modal for. */
const TRIGGER_LIFETIME = 3000;

/** The interaction a trigger id stands for. */
export interface Trigger {
  userId: string;
  /** The modal it came from; null when it came from a message, a command or the home tab. */
  viewId: string | null;
  expiresAt: number;
  used: boolean;
}

/** Trigger ids: three seconds, one use. */
export class Triggers {
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #byId = new Map<string, Trigger>();

  constructor(clock: Clock, ids: Ids) {
    this.#clock = clock;
    this.#ids = ids;
  }

  issue(userId: string, viewId: string | null): string {
    const id = `${this.#ids.next('')}.${this.#ids.next('')}`;
    this.#byId.set(id, { userId, viewId, expiresAt: this.#clock.now() + TRIGGER_LIFETIME, used: false });
    return id;
  }

  /** Spends a trigger id, or gives Slack's error code for why it cannot be spent. */
  exchange(id: string): Trigger | 'invalid_trigger_id' | 'exchanged_trigger_id' | 'expired_trigger_id' {
    const trigger = this.#byId.get(id);
    if (trigger === undefined) return 'invalid_trigger_id';
    if (trigger.used) return 'exchanged_trigger_id';
    if (this.#clock.now() > trigger.expiresAt) return 'expired_trigger_id';
    trigger.used = true;
    return trigger;
  }
}
