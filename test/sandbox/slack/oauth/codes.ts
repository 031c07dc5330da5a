import type { Clock } from '../clock.ts';
import type { Ids } from '../team/ids.ts';

const LIFETIME = 10 * 60_000;

/** What a person allowed on the consent screen. */
export interface Grant {
  userId: string;
  scopes: readonly string[];
  redirectUri: string;
  /** Where the incoming webhook posts; null when none was asked for. */
  channelId: string | null;
  /** What a sign-in asked to have in its ID token; null for an installation. */
  nonce: string | null;
}

/** Authorization codes: ten minutes, one use. */
export class Codes {
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #byCode = new Map<string, { grant: Grant; expiresAt: number; used: boolean }>();

  constructor(clock: Clock, ids: Ids) {
    this.#clock = clock;
    this.#ids = ids;
  }

  issue(grant: Grant): string {
    const code = `${this.#ids.next('')}.${this.#ids.next('')}.${this.#ids.next('code')}`;
    this.#byCode.set(code, { grant, expiresAt: this.#clock.now() + LIFETIME, used: false });
    return code;
  }

  /** Spends a code, or gives Slack's error code. A wrong redirect address does not spend it. */
  exchange(
    code: string,
    redirectUri: string,
  ): Grant | 'invalid_code' | 'code_already_used' | 'bad_redirect_uri' {
    const entry = this.#byCode.get(code);
    if (entry === undefined || this.#clock.now() > entry.expiresAt) return 'invalid_code';
    if (entry.used) return 'code_already_used';
    if (redirectUri !== entry.grant.redirectUri) return 'bad_redirect_uri';
    entry.used = true;
    return entry.grant;
  }
}
