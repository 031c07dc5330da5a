import type { Channel } from '../team/channels.ts';
import { avatar } from './avatar.ts';
import type { Frame } from './frame.ts';
import { html, type Markup } from './html.ts';

/** What of the workspace is open: a channel, the app's home tab, or the sandbox's controls. */
export type Open = Channel | 'home' | 'controls';

/** The workspace's channels and people, with what is new in each channel. */
export function drawSidebar(frame: Frame, open: Open): Markup {
  const { team, viewer } = frame;
  const channels = team.channels
    .all()
    .filter((channel) => channel.directWith === null && !channel.isArchived);
  const direct = team.channels.all().find((channel) => channel.directWith === viewer.id);
  return html` <h2 id="channels-title">Channels</h2>
    <ul aria-labelledby="channels-title">
      ${channels.map((channel) => channelLink(channel, channel.isPrivate ? '🔒' : '#', channel.name, frame, open))}
    </ul>
    <h2 id="apps-title">Apps</h2>
    <ul aria-labelledby="apps-title">
      ${direct !== undefined && channelLink(direct, '✉', team.app.name, frame, open)}
      <li>
        ${link(`/client/${team.id}/home?as=${viewer.id}`, open === 'home', html`<span class="sigil" aria-hidden="true">≈</span><span class="label">${team.app.name} home</span>`)}
      </li>
    </ul>
    <h2 id="people-title">You are</h2>
    <ul class="people" aria-labelledby="people-title">
      ${team.members.all().map((member) => {
        const place =
          open === 'home' || open === 'controls' ? open : open.directWith === null ? open.id : 'home';
        const href =
          place === 'controls' ? `/controls?as=${member.id}` : `/client/${team.id}/${place}?as=${member.id}`;
        return html`<li data-user="${member.id}">
          ${link(href, member.id === viewer.id, html`${avatar(member.realName, member.id)}<span class="label"><b>${member.realName}</b><small>${member.title}</small></span>`)}
        </li>`;
      })}
    </ul>
    <ul class="foot">
      <li>
        ${link(`/controls?as=${viewer.id}`, open === 'controls', html`<span class="sigil" aria-hidden="true">⚙</span><span class="label">Sandbox controls</span>`)}
      </li>
    </ul>`;
}

function channelLink(
  channel: Channel,
  sigil: string,
  name: string,
  { team, viewer }: Frame,
  open: Open,
): Markup {
  const isOpen = typeof open === 'object' && open.id === channel.id;
  const unread = isOpen
    ? 0
    : team.readMarks.unread(viewer.id, channel.id, team.messages.seenBy(viewer.id, channel.id));
  const label = html`<span class="sigil" aria-hidden="true">${sigil}</span
    ><span class="label">${name}</span
    >${unread > 0 && html`<span class="unread">${unread}<span class="hidden"> unread</span></span>`}`;
  return html`<li data-channel="${channel.name}" ${unread > 0 && html` class="news"`}>
    ${link(`/client/${team.id}/${channel.id}?as=${viewer.id}`, isOpen, label)}
  </li>`;
}

function link(href: string, isCurrent: boolean, label: Markup): Markup {
  return html`<a href="${href}" ${isCurrent && html` aria-current="page"`}>${label}</a>`;
}
