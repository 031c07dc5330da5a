import { refuse } from '#core/problem.ts';
import type { SlackActor, SlackVerbs } from '#slack-app/verbs.ts';
import type { Services } from './services.ts';

const FRESH_FOR = 60_000;

/** What the Slack app asks for, answered by the workspace that owns the team. */
export function slackVerbs({ directory, workspace, connection }: Services): SlackVerbs {
  const owners = new Map<string, { workspaceId: string; until: number }>();

  /** The owner of a team; remembered for a minute, since every press asks. */
  async function ownerOf(teamId: string): Promise<string | null> {
    const known = owners.get(teamId);
    if (known !== undefined && known.until > Date.now()) return known.workspaceId;
    const workspaceId = await directory.ownerOf(`slack-${teamId}`);
    if (workspaceId !== null) owners.set(teamId, { workspaceId, until: Date.now() + FRESH_FOR });
    return workspaceId;
  }

  const user = (actor: SlackActor) => ({ id: actor.userId, name: actor.userName });
  const stranger = refuse(
    'not_connected',
    'This Slack team is not connected.',
    'Ask an admin to connect it.',
  );

  return {
    async decideReward(actor, press) {
      const owner = await ownerOf(actor.teamId);
      return owner === null ? stranger : workspace(owner).slack.decide(user(actor), press);
    },
    async thankAdvocate(actor, { personId, key }) {
      const owner = await ownerOf(actor.teamId);
      return owner === null ? stranger : workspace(owner).slack.thank(user(actor), personId, key);
    },
    async snoozeAlert(actor, { personId, until, key }) {
      const owner = await ownerOf(actor.teamId);
      return owner === null ? stranger : workspace(owner).slack.snooze(user(actor), personId, until, key);
    },
    async topAdvocates(actor, query) {
      const owner = await ownerOf(actor.teamId);
      return owner === null ? stranger : workspace(owner).slack.topAdvocates(query);
    },
    async uninstalled(teamId) {
      owners.delete(teamId);
      if ((await directory.ownerOf(`slack-${teamId}`)) !== null)
        await connection(`slack-${teamId}`).link.lost();
    },
    async countUnknown(teamId, kind) {
      await directory.countUnclaimed('slack', `${teamId ?? 'unknown'} ${kind}`.slice(0, 200), 1, Date.now());
    },
    async openModal(actor, triggerId, view) {
      const opened = await connection(`slack-${actor.teamId}`).messages.openModal(triggerId, view);
      if (!opened.ok) throw new Error(opened.problem.message);
    },
    async whisper(actor, channelId, responseUrl, text) {
      const to = { channel: channelId, userId: actor.userId, responseUrl };
      const told = await connection(`slack-${actor.teamId}`).messages.whisper(to, text);
      if (!told.ok) throw new Error(told.problem.message);
    },
  };
}
