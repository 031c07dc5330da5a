/** The app, as its manifest describes it. */
export interface AppIdentity {
  id: string;
  name: string;
  clientId: string;
  clientSecret: string;
  signingSecret: string;
  botUserId: string;
  botId: string;
}

/** An incoming webhook handed out at install. */
export interface IncomingWebhook {
  channelId: string;
  /** The last part of its URL. */
  secret: string;
}

/** What the workspace knows of the app once somebody allowed it. */
export interface Installation {
  token: string;
  /** Good for one exchange; null without rotation. */
  refreshToken: string | null;
  /** When the token ends, epoch milliseconds; null without rotation. */
  expiresAt: number | null;
  scopes: Set<string>;
  installedBy: string;
  webhooks: IncomingWebhook[];
  /** Why the token no longer works; null while it does. */
  ended: 'token_revoked' | 'account_inactive' | null;
}

export const TWELVE_HOURS = 12 * 60 * 60_000;

/** Every installation there has been; only the newest can be live. */
export class Installations {
  readonly #all: Installation[] = [];
  #rotations = 0;

  /** The live installation, or null. */
  current(): Installation | null {
    return this.#all.find((installation) => installation.ended === null) ?? null;
  }

  byToken(token: string): Installation | null {
    return this.#all.find((installation) => installation.token === token) ?? null;
  }

  /** Gives an installation its next pair of tokens; the pair before it is worth nothing from then on. */
  rotate(installation: Installation, now: number): void {
    this.#rotations += 1;
    installation.token = `xoxe.xoxb-sandbox-${this.#rotations}`;
    installation.refreshToken = `xoxe-sandbox-${this.#rotations}`;
    installation.expiresAt = now + TWELVE_HOURS;
  }

  byRefreshToken(token: string): Installation | null {
    return this.#all.find(({ refreshToken, ended }) => refreshToken === token && ended === null) ?? null;
  }

  byWebhook(secret: string): { installation: Installation; webhook: IncomingWebhook } | null {
    for (const installation of this.#all) {
      const webhook = installation.webhooks.find((each) => each.secret === secret);
      if (webhook !== undefined) return { installation, webhook };
    }
    return null;
  }

  /** Allows the app. A second install adds its scopes to the first and keeps the token, as Slack does. */
  allow(installedBy: string, scopes: readonly string[]): Installation {
    const live = this.current();
    if (live !== null) {
      for (const scope of scopes) live.scopes.add(scope);
      live.installedBy = installedBy;
      return live;
    }
    const serial = this.#all.length + 1;
    const installation: Installation = {
      token: `xoxb-sandbox-${serial}-${String(serial * 7919).padStart(12, '0')}`,
      refreshToken: null,
      expiresAt: null,
      scopes: new Set(scopes),
      installedBy,
      webhooks: [],
      ended: null,
    };
    this.#all.push(installation);
    return installation;
  }
}
