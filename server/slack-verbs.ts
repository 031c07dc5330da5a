import { refuse, type Result } from '#core/problem.ts';
import { replacedWords } from '#slack-app/guard.ts';
import type { SlackActor, SlackVerbs } from '#slack-app/verbs.ts';
import type { Services } from './services.ts';
import { slackOwners, type SlackOwners } from './slack-owners.ts';
import { slackUsers } from './slack-users.ts';

type Desk = ReturnType<Services['workspace']>['slack'];
type CallVerb = 'openModal' | 'publishHome' | 'whisper';

const STRANGER = refuse('not_connected', 'This Slack team is not connected.', 'Ask an admin to connect it.');

const GUEST = refuse(
  'forbidden',
  'You are a guest in this channel, and this is for people of its company.',
  'Ask somebody there to do it.',
);

/** What the Slack app asks for, answered by the workspace that owns the team. */
export function slackVerbs(services: Services): SlackVerbs {
  const owners = slackOwners(services);
  return {
    ...deskVerbs(services, owners),
    ...callVerbs(services, owners),
    ...housekeeping(services, owners),
  };
}

/** What is answered by the workspace alone, within milliseconds. */
function deskVerbs(services: Services, owners: SlackOwners) {
  const users = slackUsers(services);
  const user = (actor: SlackActor) => ({ id: actor.userId, name: actor.userName });

  /** `counts` where it matters that Slack knows who asks: what is decided, changed or proposed stands. */
  async function atDesk<T>(
    actor: SlackActor,
    ask: (desk: Desk, account: string) => PromiseLike<Result<NoInfer<T>>>,
    counts = false,
  ): Promise<Result<T>> {
    if (actor.homeTeamId !== undefined) return GUEST;
    const owner = await owners.of(actor);
    if (owner === null) {
      console.warn('refused', 'slack', actor.teamId, STRANGER.problem.code);
      return STRANGER;
    }
    if (counts) {
      const known = await users.tell(owner, actor);
      if (!known.ok) return known;
    } else users.noteSeen(owner, actor);
    const account = owner.connectionId.replace(/^slack-/, '');
    return ask(services.workspace(owner.workspaceId).slack, account);
  }

  const verbs: Omit<SlackVerbs, CallVerb | 'uninstalled' | 'countUnknown' | 'noteReplaced'> = {
    decideReward: async (actor, press) =>
      atDesk(actor, (desk, account) => desk.decide(user(actor), press, `slack-${account}`), true),
    rewardSubject: async (actor, rewardId) => atDesk(actor, (desk) => desk.rewardSubject(rewardId)),
    revisionForm: async (actor, rewardId) =>
      atDesk(actor, (desk) => desk.revisionForm(user(actor), rewardId)),
    reviseReward: async (actor, revision) =>
      atDesk(actor, (desk) => desk.revise(user(actor), revision), true),
    thankAdvocate: async (actor, { personId, key }) =>
      atDesk(actor, (desk) => desk.thank(user(actor), personId, key)),
    snoozeAlert: async (actor, { personId, until, key }) =>
      atDesk(actor, (desk) => desk.snooze(user(actor), personId, until, key)),
    topAdvocates: async (actor, query) => atDesk(actor, (desk) => desk.topAdvocates(query)),
    rewardsFor: async (actor) => atDesk(actor, (desk) => desk.rewards(user(actor))),
    homeFor: async (actor) => atDesk(actor, (desk) => desk.home(user(actor))),
    setDelegate: async (actor, delegate) =>
      atDesk(actor, (desk, account) => desk.setDelegate(user(actor), account, delegate), true),
    clearDelegate: async (actor) => atDesk(actor, (desk) => desk.clearDelegate(user(actor))),
    setDigest: async (actor, digest) => atDesk(actor, (desk) => desk.setDigest(user(actor), digest)),
    proposeForm: async (actor) => atDesk(actor, (desk) => desk.proposeForm(user(actor))),
    findPeople: async (actor, query) => atDesk(actor, (desk) => desk.findPeople(user(actor), query)),
    proposeReward: async (actor, draft) => atDesk(actor, (desk) => desk.propose(user(actor), draft), true),
  };
  return verbs;
}

/** What is a call to Slack, through the connection of the team or of its organisation. */
function callVerbs({ connection }: Services, owners: SlackOwners): Pick<SlackVerbs, CallVerb> {
  const connectionOf = async (actor: SlackActor) =>
    (await owners.of(actor))?.connectionId ?? `slack-${actor.teamId}`;
  return {
    async openModal(actor, triggerId, view) {
      const opened = await connection(await connectionOf(actor)).messages.openModal(triggerId, view);
      if (!opened.ok) throw new Error(opened.problem.message);
    },
    async publishHome(actor, view) {
      const shown = await connection(await connectionOf(actor)).messages.publishHome(actor.userId, view);
      if (!shown.ok) throw new Error(shown.problem.message);
    },
    async whisper(actor, channelId, responseUrl, text) {
      const to = { channel: channelId, userId: actor.userId, responseUrl };
      const told = await connection(await connectionOf(actor)).messages.whisper(to, text);
      if (!told.ok) throw new Error(told.problem.message);
    },
  };
}

/** What is kept about the app itself. */
function housekeeping(
  { directory, workspace, connection }: Services,
  owners: SlackOwners,
): Pick<SlackVerbs, 'uninstalled' | 'countUnknown' | 'noteReplaced'> {
  return {
    async uninstalled(accountId) {
      owners.forget();
      if ((await directory.ownerOf(`slack-${accountId}`)) !== null)
        await connection(`slack-${accountId}`).link.lost();
    },
    async countUnknown(teamId, kind) {
      await directory.countUnclaimed('slack', `${teamId ?? 'unknown'} ${kind}`.slice(0, 200), 1, Date.now());
    },
    async noteReplaced(teamId, what) {
      console.error('not fit for Slack', what.about, JSON.stringify(what.violations));
      const owner = teamId === null ? null : await owners.of({ teamId });
      if (owner === null) return;
      await workspace(owner.workspaceId).connections.noteReplaced(owner.connectionId, replacedWords(what));
    },
  };
}
