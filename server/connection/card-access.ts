import { RpcTarget } from 'cloudflare:workers';
import { ok, refuse, type Result } from '#core/problem.ts';
import { verifyCardRequest, type CardRequest } from '#connectors/salesforce/card-signature.ts';
import { randomToken } from '#server/tokens.ts';
import { GroupCommit } from '#server/workspace/slack/group-commit.ts';
import { AnsweredRequests } from './answered-requests.ts';
import { getFact } from './facts.ts';
import type { Line } from './line.ts';

const TOKEN = 'card token';
const SECRET = 'card secret';

/** What a CRM's package signs its card requests with. */
export interface CardKeys {
  token: string;
  secret: string;
}

/** A request that may be answered, and whose people the answer is about. */
export interface Admission {
  workspaceId: string;
}

/** Who may ask for cards of this account, and that each request is answered once. Lives as long as its connection. */
export class CardAccess extends RpcTarget {
  readonly #line: Line;
  readonly #answered: AnsweredRequests;
  readonly #commit = new GroupCommit();
  /** Opened once: it takes longer than all the rest of a card. */
  #keys: CardKeys | null = null;

  constructor(line: Line) {
    super();
    this.#line = line;
    this.#answered = new AnsweredRequests(line.sql, line.now);
  }

  /** New keys in place of the old ones, which stop working at once. They are never shown again. */
  async issue(): Promise<CardKeys> {
    const keys = { token: randomToken(), secret: randomToken() };
    await this.#line.secrets.keep({ [TOKEN]: keys.token, [SECRET]: keys.secret });
    this.#keys = keys;
    return keys;
  }

  /**
   * The user behind a request signed with our keys, once for each. Fails as `verifyCardRequest` does, with `forbidden`
   * for another organisation's, `not_connected`, and `replayed`.
   */
  async verify(
    request: Omit<CardRequest, 'headers'> & { headers: [string, string][] },
  ): Promise<Result<Admission & { userId: string }>> {
    const signed = { ...request, headers: new Headers(request.headers) };
    const caller = await verifyCardRequest(signed, await this.#openKeys(), this.#line.now());
    if (!caller.ok) return caller;
    const { orgId, userId, nonce } = caller.value;
    if (orgId !== getFact(this.#line.sql, 'identity')?.accountId) return anothersOrg;
    const admitted = await this.admit(nonce);
    return admitted.ok ? ok({ ...admitted.value, userId }) : admitted;
  }

  /**
   * Lets in a request that was verified already, once; one without an id as often as it comes. Fails with
   * `not_connected`, and with `replayed`.
   */
  admit(id: string | null): Promise<Result<Admission>> {
    return this.#commit.run(() => this.#admit(id));
  }

  /** A request that was let in and got no answer may come again. */
  forget(id: string): void {
    this.#answered.forget(id);
  }

  #admit(id: string | null): Result<Admission> {
    const { sql } = this.#line;
    const identity = getFact(sql, 'identity');
    if (identity === undefined || getFact(sql, 'state') === 'disconnected') return notConnected;
    if (id !== null && !this.#answered.remember(id)) return replayed;
    return ok({ workspaceId: identity.workspaceId });
  }

  async #openKeys(): Promise<CardKeys> {
    const { secrets } = this.#line;
    if (!secrets.has(TOKEN)) return { token: '', secret: '' };
    this.#keys ??= {
      token: (await secrets.open(TOKEN)) ?? '',
      secret: (await secrets.open(SECRET)) ?? '',
    };
    return this.#keys;
  }
}

const replayed = refuse(
  'replayed',
  'This request was already used; reload the page.',
  'Reload the page to get a fresh card.',
);

const notConnected = refuse(
  'not_connected',
  'This CRM account is not connected to Groundswell.',
  'Ask your Groundswell admin to connect it.',
);

const anothersOrg = refuse(
  'forbidden',
  'This request belongs to another Salesforce organisation.',
  'Ask your Salesforce admin to set up the Groundswell credential of this organisation.',
);
