import { DurableObject } from 'cloudflare:workers';
import { readConfig, type Config } from '#server/config.ts';
import type { Env } from '#server/env.ts';
import { migrate } from '#server/storage/migrate.ts';
import { durableSql, type Sql } from '#server/storage/sql.ts';
import { createBudget } from './budget.ts';
import { CardAccess } from './card-access.ts';
import { CrmSync } from './crm-sync.ts';
import { getFact, setFact, type Identity } from './facts.ts';
import { Flags } from './flags.ts';
import { Inbox } from './inbox.ts';
import { createDailyUsage } from './daily-usage.ts';
import type { Line } from './line.ts';
import { Link } from './link.ts';
import { Messages, SlackTraffic } from './messages.ts';
import { migrations } from './migrations.ts';
import { Privacy } from './privacy.ts';
import { renewalOf } from '#server/crm-grants.ts';
import { Secrets } from './secrets.ts';
import { Tokens } from './tokens.ts';
import { WakeUp } from './wake-up.ts';
import { runSync } from './run-sync.ts';
import { openVault, type Vault } from './vault.ts';

/** The only door to one vendor account: its tokens, its rate budget, its place in the sync. */
export class Connection extends DurableObject<Env> {
  readonly #line: Line;
  readonly #traffic = new SlackTraffic();
  /** One for all requests: it keeps what is costly to open. */
  readonly #card: CardAccess;
  #tenant: string;
  #vault: Promise<Vault> | null = null;
  #alarmAt: number | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const config = readConfig(env);
    if (!config.ok) throw new Error(config.problem.message);
    const sql = durableSql(ctx.storage);
    migrate(sql, migrations);
    this.#tenant = tenantOf(getFact(sql, 'identity'));
    this.#line = this.#createLine(sql, config.value);
    this.#card = new CardAccess(this.#line);
    void ctx.blockConcurrencyWhile(async () => {
      this.#alarmAt = await ctx.storage.getAlarm();
    });
  }

  get link(): Link {
    return new Link(this.#line, (identity) => {
      this.#tenant = tenantOf(identity);
      this.#vault = null;
    });
  }

  get sync(): CrmSync {
    return new CrmSync(this.#line);
  }

  get inbox(): Inbox {
    return new Inbox(this.#line);
  }

  get flags(): Flags {
    return new Flags(this.#line);
  }

  get card(): CardAccess {
    return this.#card;
  }

  get privacy(): Privacy {
    return new Privacy(this.#line);
  }

  get messages(): Messages {
    return new Messages(this.#line, this.#traffic);
  }

  get wakeUp(): WakeUp {
    return new WakeUp(this.#line);
  }

  override async alarm(): Promise<void> {
    this.#alarmAt = null;
    const identity = getFact(this.#line.sql, 'identity');
    if (identity !== undefined && identity.vendor !== 'slack') await runSync(this.#line);
  }

  #createLine(sql: Sql, config: Config): Line {
    const now = () => Date.now();
    const vault = () => (this.#vault ??= openVault(config.ENCRYPTION_KEY, this.#tenant));
    let noted = getFact(sql, 'lastCallAt') ?? 0;
    const paced = createBudget(config.HUBSPOT_RATE, noted, now, (at) => {
      // Once a second is exact enough to know after a restart whether the window may be spent.
      if (at - noted < 1_000) return;
      noted = at;
      setFact(sql, 'lastCallAt', at);
    });
    const daily = createDailyUsage(sql, now);
    const isDaily = () => getFact(sql, 'identity')?.vendor === 'salesforce';
    const secrets = new Secrets(sql, vault);
    return {
      sql,
      config,
      env: this.env,
      now,
      wake: (at) => this.#wake(at),
      after: (work) =>
        this.ctx.waitUntil(work.catch((error: unknown) => console.error('after a call:', error))),
      secrets,
      tokens: new Tokens(sql, secrets, () => renewalOf(config, getFact(sql, 'identity')), now),
      spend: (budget, call) => (isDaily() ? daily.spend : paced)(budget, call),
      noteUsage: (usage) => daily.note(usage),
    };
  }

  #wake(at: number): void {
    if (this.#alarmAt !== null && this.#alarmAt <= at) return;
    this.#alarmAt = at;
    this.ctx.waitUntil(this.ctx.storage.setAlarm(at));
  }
}

function tenantOf(identity: Identity | undefined): string {
  return identity === undefined ? '' : `${identity.workspaceId}|${identity.id}`;
}
