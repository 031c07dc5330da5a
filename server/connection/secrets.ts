import { first, type Sql } from '#server/storage/sql.ts';
import type { Vault } from './vault.ts';

/** What a connection keeps sealed, by field: tokens, and the secrets its vendor shares with us. */
export class Secrets {
  readonly #sql: Sql;
  readonly #vault: () => Promise<Vault>;

  constructor(sql: Sql, vault: () => Promise<Vault>) {
    this.#sql = sql;
    this.#vault = vault;
  }

  has(field: string): boolean {
    return this.#read(field) !== undefined;
  }

  /** The secret in the clear, or null where there is none. */
  async open(field: string): Promise<string | null> {
    const sealed = this.#read(field);
    return sealed === undefined ? null : (await this.#vault()).open(field, sealed);
  }

  /** Seals secrets and keeps them in one commit with whatever `beside` writes. */
  async keep(plain: Record<string, string>, beside: () => void = () => undefined): Promise<void> {
    const vault = await this.#vault();
    const sealed = await Promise.all(
      Object.entries(plain).map(async ([field, text]) => [field, await vault.seal(field, text)] as const),
    );
    this.#sql.transaction(() => {
      for (const [field, text] of sealed) {
        this.#sql.run(
          'INSERT INTO secret (field, sealed) VALUES (?, ?) ON CONFLICT (field) DO UPDATE SET sealed = excluded.sealed',
          field,
          text,
        );
      }
      beside();
    });
  }

  forget(fields: readonly string[]): void {
    for (const field of fields) this.#sql.run('DELETE FROM secret WHERE field = ?', field);
  }

  forgetAll(): void {
    this.#sql.run('DELETE FROM secret');
  }

  #read(field: string): string | undefined {
    return first<{ sealed: string }>(this.#sql, 'SELECT sealed FROM secret WHERE field = ?', field)?.sealed;
  }
}
