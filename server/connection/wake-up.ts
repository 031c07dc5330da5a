import { RpcTarget } from 'cloudflare:workers';
import type { CrmWebhookEvent } from '#connectors/connector.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { randomToken, sha256 } from '#server/tokens.ts';
import { Inbox } from './inbox.ts';
import { identityOf, type Line } from './line.ts';

const FIELD = 'webhook';

/** Webhooks of a vendor that signs nothing: whoever knows the secret address may tell us to look again. */
export class WakeUp extends RpcTarget {
  readonly #line: Line;

  constructor(line: Line) {
    super();
    this.#line = line;
  }

  /** The last part of the address the vendor sends to: `<account>-<secret>`. Made on first use. */
  async address(): Promise<string> {
    const { secrets } = this.#line;
    const { accountId } = identityOf(this.#line);
    const known = await secrets.open(FIELD);
    const secret = known ?? randomToken();
    if (known === null) await secrets.keep({ [FIELD]: secret });
    return `${accountId}-${secret}`;
  }

  /** Whether this is our secret; compared by digest, so that time tells nothing. */
  async admits(secret: string): Promise<boolean> {
    const known = await this.#line.secrets.open(FIELD);
    return known !== null && (await sha256(known)) === (await sha256(secret));
  }

  /** Stores events, or refuses those of another account. */
  receive(accountId: string, events: CrmWebhookEvent[]): Result<null> {
    if (accountId !== identityOf(this.#line).accountId) {
      return refuse(
        'forbidden',
        'The message comes from another organisation than this address belongs to.',
        'Use the address shown for this organisation on the page of connections.',
      );
    }
    new Inbox(this.#line).receive(events);
    return ok(null);
  }
}
