import { NO_EXPIRY, type TokenSet } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { refuse, type Problem, type Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';
import type { Sql } from '#server/storage/sql.ts';
import { getFact, setFact } from './facts.ts';
import { isLost, noteLoss } from './loss.ts';
import type { Secrets } from './secrets.ts';

/** Renewed this long before its end, so that no call sets out with a token that dies on the way. */
const EARLY = 60_000;
/** Salesforce lets a refresh token die that was not used for thirty days. */
const KEEP_ALIVE = 14 * DAY;
const RETRY_AFTER = 5_000;
/** A refusal that may be put right on the other side is not asked for over and over. */
const REFUSED_AGAIN = 15 * 60_000;

/** How a grant is renewed. */
export interface Renewal {
  /** Whether a refresh token is spent by using it, see `CrmAuthorization.rotates`. */
  rotates: boolean;
  renew: (refreshToken: string) => Promise<Result<TokenSet>>;
}

type HeldTokens = Pick<TokenSet, 'accessToken' | 'refreshToken' | 'expiresAt'>;

/** Why a grant may be gone: the one answer that would tell got lost. */
const UNCERTAIN: Problem = refuse(
  'grant_uncertain',
  'The connection was interrupted while its access was being renewed, so nobody can tell which token is good.',
  'Connect it again. Nothing that was read is lost.',
).problem;

/**
 * The tokens of one vendor account, sealed at rest. A refresh runs once however many ask for it, is stored before it
 * is used, and is never repeated blindly: a rotated refresh token used twice would end the grant.
 */
export class Tokens {
  readonly #sql: Sql;
  readonly #secrets: Secrets;
  readonly #renewal: () => Promise<Renewal>;
  readonly #now: () => number;
  #access: string | null = null;
  #refreshing: Promise<string> | null = null;
  /** Counts the grants held: an answer to one that was replaced meanwhile says nothing about the next. */
  #grant = 0;
  /** Why the grant is gone, so that whoever else waits for it does not ask again. */
  #gone: Problem | null = null;

  constructor(sql: Sql, secrets: Secrets, renewal: () => Promise<Renewal>, now: () => number) {
    this.#sql = sql;
    this.#secrets = secrets;
    this.#renewal = renewal;
    this.#now = now;
  }

  /** An access token good for the next minute. Throws ConnectorError where the grant is gone or the vendor is down. */
  async access(): Promise<string> {
    const expiresAt = getFact(this.#sql, 'tokenExpiresAt') ?? 0;
    if (expiresAt - EARLY > this.#now()) return (this.#access ??= await this.#open('access'));
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  /** The vendor refused this access token before its time: whoever asks next gets a fresh one. */
  refused(accessToken: string): void {
    // Calls under way with a token that has been renewed since change nothing.
    if (accessToken === this.#access) setFact(this.#sql, 'tokenExpiresAt', 0);
  }

  /** Stores the tokens of a new grant as the vendor gave them. */
  async save(tokens: HeldTokens): Promise<void> {
    this.#grant += 1;
    this.#gone = null;
    await this.#keep(tokens);
  }

  /** Everything held, for giving it back to the vendor. */
  async all(): Promise<TokenSet> {
    const identity = getFact(this.#sql, 'identity');
    return {
      accessToken: await this.#open('access'),
      refreshToken: await this.#open('refresh'),
      expiresAt: getFact(this.#sql, 'tokenExpiresAt') ?? 0,
      scopes: identity?.scopes ?? [],
      apiUrl: identity?.org?.apiUrl ?? null,
    };
  }

  /** Whether there is a grant to give back. */
  isHeld(): boolean {
    return this.#secrets.has('access');
  }

  forget(): void {
    this.#grant += 1;
    this.#gone = null;
    this.#access = null;
    this.#secrets.forget(['access', 'refresh']);
    setFact(this.#sql, 'renewingSince', null);
  }

  async #refresh(): Promise<string> {
    const grant = this.#grant;
    const isReplaced = () => grant !== this.#grant;
    if (this.#gone !== null) throw new ConnectorError(this.#gone, null);
    const { rotates, renew } = await this.#renewal();
    const refreshToken = await this.#open('refresh');
    if (isReplaced()) return this.#open('access');
    if (rotates && getFact(this.#sql, 'renewingSince') != null) throw this.#lost(UNCERTAIN);
    // Kept before the call leaves: whoever finds it after a crash knows that the token may be spent.
    if (rotates) setFact(this.#sql, 'renewingSince', this.#now());
    const renewed = await renew(refreshToken);
    if (isReplaced()) return this.#open('access');
    if (!renewed.ok) {
      const { problem } = renewed;
      if (problem.code !== 'grant_uncertain') setFact(this.#sql, 'renewingSince', null);
      throw this.#lost(problem);
    }
    await this.#keep(renewed.value);
    return renewed.value.accessToken;
  }

  async #keep(tokens: HeldTokens): Promise<void> {
    const { accessToken: access, refreshToken: refresh } = tokens;
    await this.#secrets.keep({ access, refresh }, () => {
      setFact(this.#sql, 'tokenExpiresAt', this.#endOf(tokens));
      setFact(this.#sql, 'renewingSince', null);
    });
    this.#access = access;
  }

  /** Where the grant is gone everything stops at once, not only what asked. */
  #lost(problem: Problem): ConnectorError {
    if (isLost(problem)) {
      this.#gone = problem;
      noteLoss(this.#sql, problem, this.#now());
      return new ConnectorError(problem, null);
    }
    return new ConnectorError(problem, problem.code === 'vendor_unavailable' ? RETRY_AFTER : REFUSED_AGAIN);
  }

  #endOf({ expiresAt, refreshToken }: HeldTokens): number {
    return expiresAt === NO_EXPIRY && refreshToken !== '' ? this.#now() + KEEP_ALIVE : expiresAt;
  }

  async #open(field: 'access' | 'refresh'): Promise<string> {
    const token = await this.#secrets.open(field);
    if (token !== null) return token;
    throw new ConnectorError(
      { code: 'not_connected', message: 'This account is not connected.', remedy: 'Connect it again.' },
      null,
    );
  }
}
