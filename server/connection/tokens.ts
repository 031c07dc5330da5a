import type { CrmAuthorization, TokenSet } from '#connectors/connector.ts';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { first, type Sql } from '#server/storage/sql.ts';
import { getFact, setFact } from './facts.ts';
import type { Vault } from './vault.ts';

/** Renewed this long before its end, so that no call sets out with a token that dies on the way. */
const EARLY = 60_000;

/**
 * The tokens of one vendor account, sealed at rest. A refresh runs once however many ask for it, is stored before it
 * is used, and is never repeated blindly: a rotated refresh token used twice would end the grant.
 */
export class Tokens {
  readonly #sql: Sql;
  readonly #vault: () => Promise<Vault>;
  readonly #authorization: () => Promise<CrmAuthorization>;
  readonly #now: () => number;
  #access: string | null = null;
  #refreshing: Promise<string> | null = null;

  constructor(
    sql: Sql,
    vault: () => Promise<Vault>,
    authorization: () => Promise<CrmAuthorization>,
    now: () => number,
  ) {
    this.#sql = sql;
    this.#vault = vault;
    this.#authorization = authorization;
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

  /** Stores tokens as the vendor gave them. */
  async save(tokens: Pick<TokenSet, 'accessToken' | 'refreshToken' | 'expiresAt'>): Promise<void> {
    const vault = await this.#vault();
    const access = await vault.seal('access', tokens.accessToken);
    const refresh = await vault.seal('refresh', tokens.refreshToken);
    this.#sql.transaction(() => {
      this.#put('access', access);
      this.#put('refresh', refresh);
      setFact(this.#sql, 'tokenExpiresAt', tokens.expiresAt);
    });
    this.#access = tokens.accessToken;
  }

  /** Everything held, for giving it back to the vendor. */
  async all(): Promise<TokenSet> {
    return {
      accessToken: await this.#open('access'),
      refreshToken: await this.#open('refresh'),
      expiresAt: getFact(this.#sql, 'tokenExpiresAt') ?? 0,
      scopes: getFact(this.#sql, 'identity')?.scopes ?? [],
    };
  }

  /** Whether there is a grant to give back. */
  isHeld(): boolean {
    return first(this.#sql, 'SELECT 1 FROM secret LIMIT 1') !== undefined;
  }

  forget(): void {
    this.#access = null;
    this.#sql.run('DELETE FROM secret');
  }

  async #refresh(): Promise<string> {
    const authorization = await this.#authorization();
    const renewed = await authorization.refresh(await this.#open('refresh'));
    if (!renewed.ok) {
      throw new ConnectorError(renewed.problem, renewed.problem.code === 'vendor_unavailable' ? 5_000 : null);
    }
    await this.save(renewed.value);
    return renewed.value.accessToken;
  }

  async #open(field: string): Promise<string> {
    const row = first<{ sealed: string }>(this.#sql, 'SELECT sealed FROM secret WHERE field = ?', field);
    if (row === undefined) {
      throw new ConnectorError(
        { code: 'not_connected', message: 'This account is not connected.', remedy: 'Connect it again.' },
        null,
      );
    }
    return (await this.#vault()).open(field, row.sealed);
  }

  #put(field: string, sealed: string): void {
    this.#sql.run(
      'INSERT INTO secret (field, sealed) VALUES (?, ?) ON CONFLICT (field) DO UPDATE SET sealed = excluded.sealed',
      field,
      sealed,
    );
  }
}
