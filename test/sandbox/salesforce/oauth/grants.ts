import { randomUUID } from 'node:crypto';
import type { Knobs } from '../knobs.ts';
import { TokenSeal, type Claims } from './seal.ts';

const CODE_MS = 900_000;
const DAY_MS = 86_400_000;
/** Grants of one user to one app; one more drops the oldest. */
const MOST_GRANTS = 5;

/** Who a call is made by. */
export interface Session {
  userId: string;
  family: string;
  scopes: string[];
}

export interface IssuedTokens {
  access: string;
  /** Null where the old one goes on, or none was ever due. */
  refresh: string | null;
  session: Session;
}

interface Family {
  userId: string;
  serial: number;
  usedAt: number;
  revoked: boolean;
}

/**
 * Issues, rotates and revokes the org's tokens. They carry their own claims, so an app stays connected when the
 * sandbox restarts; what was taken back is remembered.
 */
export class Grants {
  readonly #seal: TokenSeal;
  readonly #orgId: string;
  readonly #knobs: Knobs;
  readonly #now: () => number;
  readonly #families = new Map<string, Family>();
  readonly #usedCodes = new Set<string>();
  readonly #ended = new Set<string>();
  readonly #frozen = new Set<string>();
  #endedBefore = 0;
  #accessSerial = 0;

  constructor(secret: string, orgId: string, knobs: Knobs, now: () => number) {
    this.#seal = new TokenSeal(secret, now);
    this.#orgId = orgId;
    this.#knobs = knobs;
    this.#now = now;
  }

  /** Families with a refresh token that still works: how many connections there are. */
  get live(): number {
    return [...this.#families.values()].filter((family) => !family.revoked).length;
  }

  issueCode(userId: string, scopes: string[], redirectUri: string, challenge: string): string {
    return this.#seal.sign({
      kind: 'code',
      family: randomUUID(),
      serial: 0,
      userId,
      scopes,
      redirectUri,
      challenge,
    });
  }

  /** What a code was given for, whether it is used or not; null when it was never valid or is too old. */
  code(code: string): { redirectUri: string; challenge: string } | null {
    const claims = this.#seal.read(code, 'code');
    if (!claims || claims.redirectUri === null || claims.challenge === null) return null;
    if (this.#now() - claims.issuedAt > CODE_MS) return null;
    return { redirectUri: claims.redirectUri, challenge: claims.challenge };
  }

  /** Tokens for a code not used before. A second use takes back what the first gave. */
  redeem(code: string): IssuedTokens | null {
    const claims = this.#seal.read(code, 'code');
    if (!claims || this.#frozen.has(claims.userId)) return null;
    if (this.#usedCodes.has(claims.family)) {
      this.revokeFamily(claims.family);
      return null;
    }
    this.#usedCodes.add(claims.family);
    this.#dropOldest(claims.userId);
    const wantsRefresh = claims.scopes.some((scope) =>
      ['refresh_token', 'offline_access', 'full'].includes(scope),
    );
    this.#families.set(claims.family, {
      userId: claims.userId,
      serial: 0,
      usedAt: this.#now(),
      revoked: false,
    });
    return this.#issue(claims, wantsRefresh);
  }

  /**
   * Tokens for a refresh token. With rotation the one given is spent; giving it again takes back everything of its
   * grant. Null when it is not valid.
   */
  refresh(token: string): IssuedTokens | null {
    const claims = this.#seal.read(token, 'refresh');
    if (!claims || this.#frozen.has(claims.userId)) return null;
    const family = this.#family(claims);
    const idleMs = this.#now() - family.usedAt;
    if (family.revoked || idleMs > this.#knobs.refreshIdleDays * DAY_MS) return null;
    if (claims.serial !== family.serial) {
      family.revoked = true;
      return null;
    }
    family.usedAt = this.#now();
    return this.#issue(claims, this.#knobs.rotatesRefreshTokens);
  }

  /** An access token without a refresh token, as JWT bearer gives. */
  issueAccess(userId: string, scopes: string[]): IssuedTokens {
    const family = `jwt:${randomUUID()}`;
    return this.#issue({ family, serial: 0, userId, scopes }, false);
  }

  /** Who an access token speaks for; null when it is over, taken back, or its user frozen. */
  session(token: string): Session | null {
    const claims = this.#seal.read(token.slice(token.indexOf('!') + 1), 'access');
    if (!claims || this.#frozen.has(claims.userId) || this.#ended.has(token)) return null;
    if (claims.serial <= this.#endedBefore) return null;
    if (this.#now() - claims.issuedAt >= this.#knobs.sessionMs) return null;
    if (this.#families.get(claims.family)?.revoked) return null;
    return { userId: claims.userId, family: claims.family, scopes: claims.scopes };
  }

  endSession(token: string): void {
    this.#ended.add(token);
  }

  /** Ends every session there is; refresh tokens live on. */
  endSessions(): void {
    this.#endedBefore = this.#accessSerial;
  }

  /** Takes back a token: a refresh token with its whole grant, an access token alone. */
  revoke(token: string): boolean {
    const refresh = this.#seal.read(token, 'refresh');
    if (refresh) {
      this.#family(refresh).revoked = true;
      return true;
    }
    if (!this.session(token)) return false;
    this.endSession(token);
    return true;
  }

  revokeFamily(id: string): void {
    const family = this.#families.get(id);
    if (family) family.revoked = true;
  }

  /** Takes back everything ever granted. */
  revokeAll(): void {
    this.endSessions();
    for (const family of this.#families.values()) family.revoked = true;
  }

  isFrozen(userId: string): boolean {
    return this.#frozen.has(userId);
  }

  /** Freezes a user, whose grants are taken back for good; or lets them work again. */
  freeze(userId: string, frozen: boolean): void {
    if (!frozen) this.#frozen.delete(userId);
    else this.#frozen.add(userId);
    for (const family of this.#families.values())
      if (frozen && family.userId === userId) family.revoked = true;
  }

  #issue(
    claims: Pick<Claims, 'family' | 'serial' | 'userId' | 'scopes'>,
    withRefresh: boolean,
  ): IssuedTokens {
    const { family, userId, scopes } = claims;
    const none = { redirectUri: null, challenge: null };
    const known = this.#families.get(family);
    const serial = (known?.serial ?? 0) + 1;
    if (known && withRefresh) known.serial = serial;
    const access = this.#seal.sign({
      kind: 'access',
      family,
      serial: ++this.#accessSerial,
      userId,
      scopes,
      ...none,
    });
    return {
      access: `${this.#orgId.slice(0, 15)}!${access}`,
      refresh: withRefresh
        ? this.#seal.sign({ kind: 'refresh', family, serial, userId, scopes, ...none })
        : null,
      session: { userId, family, scopes },
    };
  }

  #dropOldest(userId: string): void {
    const own = [...this.#families.values()].filter((family) => family.userId === userId && !family.revoked);
    const oldest = own.toSorted((a, b) => a.usedAt - b.usedAt)[0];
    if (oldest && own.length >= MOST_GRANTS) oldest.revoked = true;
  }

  /** The grant of a token; one issued before a restart is taken at its word. */
  #family(claims: Claims): Family {
    let family = this.#families.get(claims.family);
    if (!family) {
      family = { userId: claims.userId, serial: claims.serial, usedAt: claims.issuedAt, revoked: false };
      this.#families.set(claims.family, family);
    }
    return family;
  }
}
