import { ConnectionBadge } from '#server/console/parts/badge.tsx';
import { CONNECT_HREF } from '#server/console/parts/connect-href.ts';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { counted } from '#server/console/parts/words.ts';
import type { Channel, ChannelPurpose } from '#server/workspace/slack/channels.ts';
import type { Account } from './connections.tsx';
import { Disconnect } from './disconnect.tsx';
import { May } from '#server/console/parts/viewer.tsx';

interface SlackCardProps {
  account: Account;
  channels: { purpose: ChannelPurpose; channel: Channel }[];
  replaced: { count: number; last: string } | null;
}

/** A connected Slack team, and the channels we speak in. */
export function SlackCard({ account, channels, replaced }: SlackCardProps) {
  const { id, name, state, problem } = account;
  const alerts = channels.find(({ purpose }) => purpose === 'alerts')?.channel ?? null;
  const approvals = channels.find(({ purpose }) => purpose === 'approvals')?.channel ?? null;
  return (
    <section class="card" id={id} aria-labelledby={`${id}-title`}>
      <div class="card-head">
        <h2 id={`${id}-title`}>
          Slack <span class="quiet">{name}</span>
        </h2>
        <ConnectionBadge state={state} />
      </div>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {replaced === null ? null : (
        <ProblemNotice
          problem={{
            message: `${counted(replaced.count, 'message was', 'messages were')} not fit for Slack in the last seven days and went out as plain text. Last: ${replaced.last}`,
            remedy: 'Nothing is lost: each links here. The audit trail lists them all.',
          }}
        />
      )}
      <dl class="facts">
        <div>
          <dt>News about advocates</dt>
          <dd>{alerts === null ? 'No channel chosen' : <ChannelName channel={alerts} />}</dd>
        </div>
        <div>
          <dt>Rewards to decide</dt>
          <dd>{approvals === null ? 'The same channel' : <ChannelName channel={approvals} />}</dd>
        </div>
      </dl>
      <May any={['configure']}>
        <div class="actions">
          {state === 'revoked' ? (
            <a class="button button-main" href={CONNECT_HREF.slack}>
              Connect again
            </a>
          ) : (
            <a class="button" href={`/console/connections/${id}/channels`}>
              Choose channels
            </a>
          )}
          <Disconnect
            id={id}
            name="Slack"
            keeps="No more messages are sent; those already posted stay in Slack."
          />
        </div>
      </May>
    </section>
  );
}

function ChannelName({ channel }: { channel: Channel }) {
  if (channel.name === null) return <>A direct message to whoever connected Slack</>;
  return <bdi>#{channel.name}</bdi>;
}
