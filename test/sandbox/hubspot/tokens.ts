import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

export const ACCESS_TOKEN_SECONDS = 1800;
export const CODE_MS = 60_000;

const claimsSchema = z.object({
  kind: z.enum(['code', 'access', 'refresh']),
  /** One install; every token of it dies with it. */
  grant: z.string(),
  id: z.string(),
  scopes: z.array(z.string()),
  issuedAt: z.number(),
  /** For codes: what the exchange must match. */
  redirectUri: z.string().nullable(),
  challenge: z.string().nullable(),
});

/** What a token stands for. Times are epoch milliseconds. */
export type Claims = z.infer<typeof claimsSchema>;

/**
 * Issues and checks the portal's tokens. They carry their own claims, so an app stays connected when the sandbox
 * restarts; only what was taken back is remembered.
 */
export class TokenOffice {
  readonly #secret: string;
  readonly #now: () => number;
  readonly #deadGrants = new Set<string>();
  readonly #usedCodes = new Set<string>();
  readonly #deadRefresh = new Set<string>();
  readonly #grants = new Set<string>();
  #serial = 0;
  #expiredSerial = 0;

  constructor(secret: string, now: () => number) {
    this.#secret = secret;
    this.#now = now;
  }

  issueCode(scopes: string[], redirectUri: string, challenge: string | null): string {
    return this.#sign({
      kind: 'code',
      grant: randomUUID(),
      id: randomUUID(),
      scopes,
      issuedAt: this.#now(),
      redirectUri,
      challenge,
    });
  }

  /** An access and a refresh token for the grant behind `claims`. */
  issuePair(claims: Claims): { access: string; refresh: string } {
    return {
      access: this.issueAccess(claims),
      refresh: this.#sign({ ...bare(claims), kind: 'refresh', id: claims.grant }),
    };
  }

  issueAccess(claims: Claims): string {
    return this.#sign({
      ...bare(claims),
      kind: 'access',
      id: `${++this.#serial}.${randomUUID()}`,
      issuedAt: this.#now(),
    });
  }

  /** The claims of an unused, fresh code, which from now on is used; null otherwise. */
  redeem(code: string): Claims | null {
    const claims = this.#read(code, 'code');
    if (!claims || this.#usedCodes.has(claims.id) || this.#now() - claims.issuedAt > CODE_MS) return null;
    this.#usedCodes.add(claims.id);
    return claims;
  }

  refreshClaims(token: string): Claims | null {
    const claims = this.#read(token, 'refresh');
    return claims && !this.#deadGrants.has(claims.grant) && !this.#deadRefresh.has(claims.grant)
      ? claims
      : null;
  }

  /** Claims of an access token with its age; null when it was never valid or its install is gone. */
  accessClaims(token: string): { claims: Claims; expired: boolean } | null {
    const claims = this.#read(token, 'access');
    if (!claims || this.#deadGrants.has(claims.grant)) return null;
    const isOld = this.#now() - claims.issuedAt >= ACCESS_TOKEN_SECONDS * 1000;
    return { claims, expired: isOld || Number.parseInt(claims.id, 10) <= this.#expiredSerial };
  }

  /** Takes back a refresh token; access tokens already out live on until they expire. */
  revokeRefresh(grant: string): void {
    this.#deadRefresh.add(grant);
  }

  /** Ends an install: nothing of it works from now on. */
  endGrant(grant: string): void {
    this.#deadGrants.add(grant);
  }

  /** Ends every install there has been a token of. */
  endAll(): void {
    for (const grant of this.#grants) this.#deadGrants.add(grant);
  }

  /** Makes every access token issued so far expired. */
  expireAll(): void {
    this.#expiredSerial = this.#serial;
  }

  #sign(claims: Claims): string {
    this.#grants.add(claims.grant);
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `${payload}.${this.#mac(payload)}`;
  }

  #read(token: string, kind: Claims['kind']): Claims | null {
    const [payload, mac] = token.split('.');
    if (!payload || !mac) return null;
    const expected = Buffer.from(this.#mac(payload));
    const given = Buffer.from(mac);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const claims = claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    this.#grants.add(claims.grant);
    return claims.kind === kind ? claims : null;
  }

  #mac(payload: string): string {
    return createHmac('sha256', this.#secret).update(payload).digest('base64url');
  }
}

function bare(claims: Claims): Claims {
  return { ...claims, redirectUri: null, challenge: null };
}
