import type { Json } from '../json.ts';
import type { SlackSandbox } from '../sandbox.ts';
import type { Message } from '../team/messages.ts';
import { viewObject } from '../team/views.ts';

/** Everything of a message that a test may want to look at. */
export function messageReport(message: Message): Json {
  return {
    ts: message.ts,
    channel: message.channelId,
    user: message.userId,
    byApp: message.byApp,
    text: message.text,
    blocks: message.blocks,
    attachments: message.attachments,
    threadTs: message.threadTs,
    editedTs: message.editedTs,
    ephemeralTo: message.ephemeralTo,
    metadata: message.metadata,
    pings: message.pings,
    warnings: message.warnings,
    failure: message.failure,
    revision: message.revision,
  };
}

/** The workspace as it stands. */
export function stateReport(slack: SlackSandbox): Json {
  const { team, knobs } = slack;
  const live = team.installations.current();
  const modals = team.members
    .all()
    .map((member) => [
      member.id,
      team.views.stack(member.id).map((view) => viewObject(view, team.app, team.id)),
    ]);
  return {
    team: { id: team.id, name: team.name, domain: team.domain },
    app: { id: team.app.id, name: team.app.name, botUserId: team.app.botUserId },
    installation:
      live === null
        ? null
        : {
            scopes: [...live.scopes],
            installedBy: live.installedBy,
            webhooks: live.webhooks.map(({ channelId }) => channelId),
          },
    people: team.members.all(),
    channels: team.channels
      .all()
      .map((channel) => ({ ...channel, messages: team.messages.in(channel.id).length })),
    views: Object.fromEntries(modals),
    knobs,
    deliveries: slack.deliveries().length,
    calls: slack.calls().length,
  };
}
