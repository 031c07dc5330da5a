import type { Problem } from '#core/problem.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import type { Channel, ChannelPurpose } from '#server/workspace/slack/channels.ts';

export interface ChannelsData {
  id: string;
  name: string;
  listed: { id: string; name: string }[];
  problem: Problem | null;
  chosen: { purpose: ChannelPurpose; channel: Channel }[];
}

const PURPOSES: { purpose: ChannelPurpose; label: string; hint: string }[] = [
  { purpose: 'alerts', label: 'News about advocates', hint: 'Who became an advocate, and why.' },
  {
    purpose: 'approvals',
    label: 'Rewards to decide',
    hint: 'Everybody in this channel can approve and decline.',
  },
];

/** Chooses where Slack messages go. */
export function ChannelsPage({ data }: { data: ChannelsData }) {
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href="/console/connections">Connections</a>
      </nav>
      <Heading title="Slack channels" lead={`Where Groundswell speaks in ${data.name}.`} />
      {data.problem === null ? null : <ProblemNotice problem={data.problem} urgent />}
      {PURPOSES.map((each) => (
        <Picker {...each} data={data} />
      ))}
    </>
  );
}

function Picker(props: { purpose: ChannelPurpose; label: string; hint: string; data: ChannelsData }) {
  const { purpose, label, hint, data } = props;
  const chosen = data.chosen.find((each) => each.purpose === purpose)?.channel ?? null;
  const isListed = data.listed.some(({ id }) => id === chosen?.id);
  return (
    <form class="card picker" method="post" action={`/console/connections/${data.id}/channels`}>
      <input type="hidden" name="purpose" value={purpose} />
      <div class="field">
        <label for={purpose}>{label}</label>
        <select
          id={purpose}
          name="channel"
          required
          aria-describedby={`${purpose}-hint`}
          disabled={data.listed.length === 0}
        >
          {isListed ? null : (
            <option value="">{chosen === null ? 'Choose a channel' : nameOf(chosen)}</option>
          )}
          {data.listed.map(({ id, name }) => (
            <option value={id} selected={id === chosen?.id}>
              #{name}
            </option>
          ))}
        </select>
        <p class="hint" id={`${purpose}-hint`}>
          {hint}
        </p>
      </div>
      <button class="button" type="submit">
        Save<span class="visually-hidden"> the channel for {label}</span>
      </button>
    </form>
  );
}

function nameOf(channel: Channel): string {
  return channel.name === null ? 'Direct message' : `#${channel.name}`;
}
