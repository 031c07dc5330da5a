import { RpcTarget } from 'cloudflare:workers';
import type { TokenSet } from '#connectors/connector.ts';
import { ok, type Problem, type Result } from '#core/problem.ts';
import { beginBackfill } from './backfill.ts';
import { setFact, type Identity } from './facts.ts';
import { noteLoss } from './loss.ts';
import { authorizationOf } from '#server/crm-grants.ts';
import { identityOf, type Line } from './line.ts';

/** Why nothing passes a connection whose grant the vendor took back. */
export const REMOVED: Problem = {
  code: 'vendor_revoked',
  message: 'The app was removed on the vendor’s side.',
  remedy: 'Connect it again to go on.',
};

/** Making and ending the connection. */
export class Link extends RpcTarget {
  readonly #line: Line;
  readonly #adopt: (identity: Identity) => void;

  constructor(line: Line, adopt: (identity: Identity) => void) {
    super();
    this.#line = line;
    this.#adopt = adopt;
  }

  /** Keeps the account's tokens, sealed, and for a CRM begins to read. `problem` is what works less well than it should. */
  async establish(
    identity: Identity,
    tokens: Pick<TokenSet, 'accessToken' | 'refreshToken' | 'expiresAt'>,
    problem: Problem | null,
  ): Promise<void> {
    const { sql, now, wake } = this.#line;
    setFact(sql, 'identity', identity);
    this.#adopt(identity);
    await this.#line.tokens.save(tokens);
    sql.transaction(() => {
      setFact(sql, 'problem', problem);
      setFact(sql, 'failingSince', null);
      setFact(sql, 'inspectedAt', 0);
      setFact(sql, 'flagsPrepared', false);
      if (identity.vendor === 'slack') {
        setFact(sql, 'state', 'live');
        return;
      }
      setFact(sql, 'state', 'syncing');
      beginBackfill(this.#line);
      wake(now());
    });
  }

  /** Gives the grant back to the vendor and forgets the tokens; what was read stays in the workspace. */
  async disconnect(): Promise<Result<null>> {
    const { sql, tokens, secrets } = this.#line;
    const revoked = tokens.isHeld() ? await this.#revoke() : ok(null);
    tokens.forget();
    secrets.forgetAll();
    setFact(sql, 'state', 'disconnected');
    return revoked;
  }

  async #revoke(): Promise<Result<null>> {
    const { config, tokens } = this.#line;
    const identity = identityOf(this.#line);
    if (identity.vendor !== 'slack') {
      return (await authorizationOf(config, identity.vendor, identity.org)).revoke(await tokens.all());
    }
    const [{ createSlackClient }, { guardOf }] = await Promise.all([
      import('#slack-app/client.ts'),
      import('./slack-guard.ts'),
    ]);
    const { accessToken } = await tokens.all();
    const slack = createSlackClient({
      apiUrl: config.SLACK_API_URL,
      token: accessToken,
      fetch: (input, init) => fetch(input, init),
      guard: guardOf(this.#line),
    });
    return slack.revoke();
  }

  /** The vendor told us the grant is gone. */
  lost(): void {
    const { sql } = this.#line;
    this.#line.tokens.forget();
    noteLoss(sql, REMOVED, this.#line.now());
  }
}
