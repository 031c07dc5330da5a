import type { SyncHealth } from '#server/connection/crm-sync.ts';
import type { ConnectionStatus } from '#server/connections.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { VENDOR_WORDS } from '#server/console/parts/words.ts';
import type { Channel, ChannelPurpose } from '#server/workspace/channels.ts';
import { CrmCard } from './crm-card.tsx';
import { SlackCard } from './slack-card.tsx';

/** A connected account with all an admin should know of it. */
export type Account = ConnectionStatus & SyncHealth;

export interface ConnectionsData {
  now: number;
  accounts: Account[];
  channels: { purpose: ChannelPurpose; channel: Channel }[];
  scopes: Record<'hubspot' | 'slack', readonly { scope: string; why: string }[]>;
}

/** The accounts Groundswell works with. */
export function ConnectionsPage({ data }: { data: ConnectionsData }) {
  const { accounts, channels, scopes, now } = data;
  const crms = accounts.filter(({ vendor }) => vendor !== 'slack');
  const teams = accounts.filter(({ vendor }) => vendor === 'slack');
  return (
    <>
      <Heading title="Connections" lead="Where people are read from, and where your team hears of them." />
      <div class="stack">
        {crms.map((account) => (
          <CrmCard account={account} now={now} />
        ))}
        {crms.length === 0 ? (
          <Offer
            vendor="hubspot"
            text="Contacts, companies, deals and owners are read and kept up to date. The score and its reason are written back, into properties of our own only."
            scopes={scopes.hubspot}
          />
        ) : null}
        {teams.map((account) => (
          <SlackCard account={account} channels={channels} />
        ))}
        {teams.length === 0 ? (
          <Offer
            vendor="slack"
            text="Your team hears of new advocates with the reasons, and managers approve rewards with one press."
            scopes={scopes.slack}
          />
        ) : null}
      </div>
    </>
  );
}

function Offer(props: {
  vendor: 'hubspot' | 'slack';
  text: string;
  scopes: readonly { scope: string; why: string }[];
}) {
  const { vendor, text, scopes } = props;
  const name = VENDOR_WORDS[vendor];
  return (
    <section class="card offer" aria-labelledby={`offer-${vendor}`}>
      <div class="card-head">
        <h2 id={`offer-${vendor}`}>{name}</h2>
        <span class="quiet">Not connected</span>
      </div>
      <p>{text}</p>
      <p>
        <a class="button button-main" href={`/connect/${vendor}`}>
          Connect {name}
        </a>
      </p>
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
