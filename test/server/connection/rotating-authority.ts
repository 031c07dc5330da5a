import { NO_EXPIRY, type TokenSet } from '#connectors/connector.ts';
import { ok, refuse, type Result } from '#core/problem.ts';

/** What becomes of one renewal on its way. */
export type Fate = 'answered' | 'lost' | 'busy';

/** A vendor whose refresh tokens are spent by use: using one again ends the whole family. */
export class RotatingAuthority {
  readonly issued: TokenSet[] = [];
  readonly fates: Fate[] = [];
  asked = 0;
  inFlight = 0;
  mostInFlight = 0;
  familyRevoked = false;
  #current = '';

  issue(): TokenSet {
    const number = this.issued.length + 1;
    this.#current = `refresh-${number}`;
    const tokens = {
      accessToken: `access-${number}`,
      refreshToken: this.#current,
      expiresAt: NO_EXPIRY,
      scopes: ['api'],
      apiUrl: 'https://org.test',
    };
    this.issued.push(tokens);
    return tokens;
  }

  accepts(accessToken: string): boolean {
    return !this.familyRevoked && this.issued.at(-1)?.accessToken === accessToken;
  }

  async renew(refreshToken: string): Promise<Result<TokenSet>> {
    this.asked += 1;
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    const fate = this.fates.shift() ?? 'answered';
    await Promise.resolve();
    this.inFlight -= 1;
    if (fate === 'busy') return refuse('vendor_unavailable', 'Busy.', 'Wait.');
    if (this.familyRevoked || refreshToken !== this.#current) {
      this.familyRevoked = true;
      return refuse('vendor_revoked', 'The grant is gone.', 'Connect again.');
    }
    const tokens = this.issue();
    return fate === 'lost' ? refuse('grant_uncertain', 'No answer came.', 'Connect again.') : ok(tokens);
  }
}
