import type { ApiUsage } from '#connectors/connector.ts';
import { CRM_VENDORS } from '#core/crm/crm.ts';
import type { SyncHealth } from '#server/connection/crm-sync.ts';
import type { ConnectionStatus } from '#server/connections.ts';
import { CONNECT_HREF } from '#server/console/parts/connect-href.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { VENDOR_WORDS } from '#server/console/parts/words.ts';
import type { Channel, ChannelPurpose } from '#server/workspace/slack/channels.ts';
import type { Vendor } from '#server/workspace/connections.ts';
import { CrmCard } from './crm-card.tsx';
import { SlackCard } from './slack-card.tsx';
import { May } from '#server/console/parts/viewer.tsx';

/** A connected account with all an admin should know of it. */
export type Account = ConnectionStatus &
  SyncHealth & {
    ownedNames: string[];
    /** Calls of a day; null where nobody counts by the day, or nobody has told yet. */
    usage: ApiUsage | null;
  };

export interface ConnectionsData {
  now: number;
  accounts: Account[];
  channels: { purpose: ChannelPurpose; channel: Channel }[];
  /** Messages of the last week that went out as plain text, by connection. */
  replaced: { connection: string; count: number; last: string }[];
  scopes: Record<Vendor, readonly { scope: string; why: string }[]>;
}

const WRITTEN =
  'the score and its reason are written back once you have seen what would be written and switched it on.';
const OFFERS: Record<Vendor, string> = {
  hubspot: `Contacts, companies, deals and owners are read and kept up to date. Into properties of our own only, ${WRITTEN}`,
  salesforce: `Contacts, leads, accounts, opportunities, campaigns and cases are read and kept up to date. Into an object of our own only, ${WRITTEN}`,
  slack: 'Your team hears of new advocates with the reasons, and managers approve rewards with one press.',
};

/** The accounts Groundswell works with. */
export function ConnectionsPage({ data }: { data: ConnectionsData }) {
  const { accounts, channels, replaced, scopes, now } = data;
  const crms = accounts.filter(({ vendor }) => vendor !== 'slack');
  const teams = accounts.filter(({ vendor }) => vendor === 'slack');
  const missing = CRM_VENDORS.filter((vendor) => crms.every((account) => account.vendor !== vendor));
  return (
    <>
      <Heading title="Connections" lead="Where people are read from, and where your team hears of them." />
      <div class="stack">
        {crms.map((account) => (
          <CrmCard account={account} now={now} />
        ))}
        {missing.map((vendor) => (
          <Offer vendor={vendor} scopes={scopes[vendor]} />
        ))}
        {teams.map((account) => (
          <SlackCard
            account={account}
            channels={channels}
            replaced={replaced.find(({ connection }) => connection === account.id) ?? null}
          />
        ))}
        {teams.length === 0 ? <Offer vendor="slack" scopes={scopes.slack} /> : null}
      </div>
    </>
  );
}

function Offer({ vendor, scopes }: { vendor: Vendor; scopes: readonly { scope: string; why: string }[] }) {
  const name = VENDOR_WORDS[vendor];
  return (
    <section class="card offer" aria-labelledby={`offer-${vendor}`}>
      <div class="card-head">
        <h2 id={`offer-${vendor}`}>{name}</h2>
        <span class="quiet">Not connected</span>
      </div>
      <p>{OFFERS[vendor]}</p>
      <May any={['configure']}>
        <p>
          <a class="button button-main" href={CONNECT_HREF[vendor]}>
            Connect {name}
          </a>
        </p>
      </May>
      <details class="more">
        <summary>What {name} will be asked for, and why</summary>
        <dl class="scopes">
          {scopes.map(({ scope, why }) => (
            <div>
              <dt class="code">{scope}</dt>
              <dd>{why}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
