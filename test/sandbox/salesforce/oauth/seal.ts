import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

const claimsSchema = z.object({
  kind: z.enum(['code', 'access', 'refresh']),
  /** One grant: every token that came of one consent. */
  family: z.string(),
  /** Counts up within a family; of refresh tokens only the newest counts. */
  serial: z.number(),
  userId: z.string(),
  scopes: z.array(z.string()),
  issuedAt: z.number(),
  /** For codes: what the exchange must match. */
  redirectUri: z.string().nullable(),
  challenge: z.string().nullable(),
});

/** What a token stands for. `issuedAt` is epoch milliseconds. */
export type Claims = z.infer<typeof claimsSchema>;

/** Makes tokens that carry their own claims, and reads only those it made. */
export class TokenSeal {
  readonly #secret: string;
  readonly #now: () => number;

  constructor(secret: string, now: () => number) {
    this.#secret = secret;
    this.#now = now;
  }

  sign(claims: Omit<Claims, 'issuedAt'>): string {
    const payload = Buffer.from(JSON.stringify({ ...claims, issuedAt: this.#now() })).toString('base64url');
    return `${payload}.${this.#mac(payload)}`;
  }

  /** The claims of a token of this kind; null where it is none of ours. */
  read(token: string, kind: Claims['kind']): Claims | null {
    const [payload, mac] = token.split('.');
    if (!payload || !mac) return null;
    const expected = Buffer.from(this.#mac(payload));
    const given = Buffer.from(mac);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const claims = claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    return claims.kind === kind ? claims : null;
  }

  #mac(payload: string): string {
    return createHmac('sha256', this.#secret).update(payload).digest('base64url');
  }
}
