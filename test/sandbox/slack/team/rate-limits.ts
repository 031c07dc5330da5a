import type { Clock } from '../clock.ts';

const MINUTE = 60_000;

/** Calls a minute in each of Slack's tiers; `special` methods have no published figure and are not held back. */
const TIERS = { 1: 1, 2: 20, 3: 50, 4: 100, special: Number.POSITIVE_INFINITY } as const;

/** The tier Slack's documentation gives a method. */
export type Tier = keyof typeof TIERS;

/** Slack's budgets: one message a second a channel, and calls a minute by method. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #calls = new Map<string, number[]>();
  readonly #lastPost = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Seconds to wait before this method may be called again; 0 spends one call of its budget. */
  call(method: string, tier: Tier): number {
    const now = this.#clock.now();
    const recent = (this.#calls.get(method) ?? []).filter((at) => at > now - MINUTE);
    this.#calls.set(method, recent);
    const oldest = recent[0];
    if (recent.length >= TIERS[tier] && oldest !== undefined) return seconds(oldest + MINUTE - now);
    recent.push(now);
    return 0;
  }

  /** Seconds to wait before this channel takes another message; 0 takes the turn. */
  post(channelId: string): number {
    const now = this.#clock.now();
    const wait = (this.#lastPost.get(channelId) ?? Number.NEGATIVE_INFINITY) + 1000 - now;
    if (wait > 0) return seconds(wait);
    this.#lastPost.set(channelId, now);
    return 0;
  }
}

function seconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}
