import type { Clock } from '../clock.ts';
import type { Ids } from './ids.ts';

const LIFETIME = 30 * 60_000;
const USES = 5;

/** What a response URL may answer to. */
export interface ResponseUrl {
  kind: 'actions' | 'commands' | 'app';
  channelId: string;
  userId: string;
  /** The message whose button was pressed; null after a command. */
  messageTs: string | null;
  usesLeft: number;
  expiresAt: number;
}

/** Response URLs: five uses within thirty minutes, no scope needed. */
export class ResponseUrls {
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #byPath = new Map<string, ResponseUrl>();

  constructor(clock: Clock, ids: Ids) {
    this.#clock = clock;
    this.#ids = ids;
  }

  /** The path of a new response URL, from `/`. */
  issue(teamId: string, to: Pick<ResponseUrl, 'kind' | 'channelId' | 'userId' | 'messageTs'>): string {
    const path = `/${to.kind}/${teamId}/${this.#ids.next('')}/${this.#ids.next('r')}`;
    this.#byPath.set(path, { ...to, usesLeft: USES, expiresAt: this.#clock.now() + LIFETIME });
    return path;
  }

  /** Spends one use, or gives Slack's error code. */
  use(path: string): ResponseUrl | 'invalid_url' | 'expired_url' | 'used_url' {
    const target = this.#byPath.get(path);
    if (target === undefined) return 'invalid_url';
    if (this.#clock.now() > target.expiresAt) return 'expired_url';
    if (target.usesLeft <= 0) return 'used_url';
    target.usesLeft -= 1;
    return target;
  }
}
