import type { HomeView, ModalView } from '@slack/types';
import { LogLevel, type WebAPICallResult, WebClient } from '@slack/web-api';

import type { SlackMessage } from './blocks/layout.ts';
import { guardFetch } from './client-fetch.ts';
import { slackProblem, type SlackResult } from './client-problem.ts';
import type { Guard } from './guard.ts';
import type { MessagePlace } from './verbs.ts';

export interface SlackUser {
  id: string;
  name: string;
  /** Null where Slack does not tell it, or its owner never confirmed it. */
  email: string | null;
  image: string | null;
  /** As in the IANA database. */
  timeZone: string | null;
  isBot: boolean;
  /** Somebody let into single channels, or of another company. */
  isGuest: boolean;
  /** Their account was closed. */
  isGone: boolean;
}

export interface SlackChannel {
  id: string;
  name: string;
  isPrivate: boolean;
  isMember: boolean;
}

/** Every call we make to Slack with a team's token. Each answers a Result; none throws for what Slack does. */
export interface SlackClient {
  /** To a channel, or to a person by their id; `thread` is the `ts` of the message it answers, or null. */
  postMessage(
    channelId: string,
    message: SlackMessage,
    thread: string | null,
  ): Promise<SlackResult<MessagePlace>>;
  updateMessage(place: MessagePlace, message: SlackMessage): Promise<SlackResult<MessagePlace>>;
  /** A message in the channel that only `userId` sees, until they reload. `text` is escaped mrkdwn. */
  postEphemeral(channelId: string, userId: string, text: string): Promise<SlackResult<null>>;
  openView(triggerId: string, view: ModalView): Promise<SlackResult<null>>;
  /** Shows somebody their home tab. */
  publishHome(userId: string, view: HomeView): Promise<SlackResult<null>>;
  lookupByEmail(email: string): Promise<SlackResult<SlackUser>>;
  userInfo(userId: string): Promise<SlackResult<SlackUser>>;
  /** One page of the team's channels we may see; `next` asks for the page after it. */
  listChannels(
    cursor: string | null,
  ): Promise<SlackResult<{ channels: SlackChannel[]; next: string | null }>>;
  authTest(): Promise<SlackResult<{ teamId: string; teamName: string; botUserId: string }>>;
  /** Gives the token back. A token that is gone already counts as given back. */
  revoke(): Promise<SlackResult<null>>;
}

/** Builds the client. What `guard` does not let through leaves as the plain text it gives instead. Make one per use or keep it inside one object, never in a module: it holds a queue. */
export function createSlackClient(options: {
  apiUrl: string;
  token: string;
  fetch: typeof fetch;
  guard: Guard;
}): SlackClient {
  const client = createWebClient(options);
  return { ...messages(client, options.guard), ...people(client), ...account(client) };
}

/**
 * Slack's own client, set so that it calls once: the outbox decides when to repeat. Without these settings it would
 * repeat for half an hour, wait without end, and follow `fetch` options that Workers refuse.
 */
export function createWebClient(options: { apiUrl: string; token?: string; fetch: typeof fetch }): WebClient {
  return new WebClient(options.token, {
    slackApiUrl: options.apiUrl,
    fetch: guardFetch(options.fetch),
    timeout: 10_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logLevel: LogLevel.ERROR,
  });
}

/** Makes one call and turns every way it can fail into a problem. */
export async function attempt<A extends WebAPICallResult, T>(
  call: Promise<A>,
  read: (answer: A) => T,
): Promise<SlackResult<T>> {
  try {
    return { ok: true, value: read(await call) };
  } catch (error) {
    return { ok: false, problem: slackProblem(error) };
  }
}

// No unfurling and no parsing: what a message shows is what we wrote.
const AS_WRITTEN = { unfurl_links: false, unfurl_media: false, parse: 'none', link_names: false } as const;

function messages(client: WebClient, guard: Guard) {
  return {
    postMessage: async (channel: string, drawn: SlackMessage, thread: string | null) =>
      attempt(
        client.chat.postMessage({
          channel,
          ...guard.message(drawn),
          ...AS_WRITTEN,
          ...(thread === null ? {} : { thread_ts: thread }),
        }),
        toPlace,
      ),
    updateMessage: async ({ channelId: channel, messageTs: ts }: MessagePlace, drawn: SlackMessage) =>
      attempt(
        client.chat.update({ channel, ts, ...guard.message(drawn), parse: 'none', link_names: false }),
        toPlace,
      ),
    postEphemeral: async (channel: string, user: string, said: string) => {
      const { text } = guard.message({ text: said, blocks: [] });
      return attempt(
        client.chat.postEphemeral({ channel, user, text, parse: 'none', link_names: false }),
        () => null,
      );
    },
    openView: async (triggerId: string, view: ModalView) =>
      attempt(client.views.open({ trigger_id: triggerId, view: guard.modal(view) }), () => null),
    publishHome: async (userId: string, view: HomeView) =>
      attempt(client.views.publish({ user_id: userId, view: guard.home(view) }), () => null),
  };
}

function people(client: WebClient) {
  return {
    lookupByEmail: async (email: string) => attempt(client.users.lookupByEmail({ email }), toUser),
    userInfo: async (userId: string) => attempt(client.users.info({ user: userId }), toUser),
  };
}

interface MemberAnswer {
  id?: string;
  name?: string;
  real_name?: string;
  is_bot?: boolean;
  deleted?: boolean;
  is_restricted?: boolean;
  is_stranger?: boolean;
  is_email_confirmed?: boolean;
  tz?: string;
  profile?: { real_name?: string; email?: string; image_72?: string };
}

function account(client: WebClient) {
  return {
    listChannels: async (cursor: string | null) =>
      attempt(
        client.conversations.list({
          types: 'public_channel',
          exclude_archived: true,
          limit: 200,
          ...(cursor === null ? {} : { cursor }),
        }),
        (answer) => ({
          channels: (answer.channels ?? []).map((channel) => ({
            id: channel.id ?? '',
            name: channel.name ?? '',
            isPrivate: channel.is_private ?? false,
            isMember: channel.is_member ?? false,
          })),
          next: answer.response_metadata?.next_cursor || null,
        }),
      ),
    authTest: async () =>
      attempt(client.auth.test(), (answer) => ({
        teamId: answer.team_id ?? '',
        teamName: answer.team ?? '',
        botUserId: answer.user_id ?? '',
      })),
    revoke: async (): Promise<SlackResult<null>> => {
      const revoked = await attempt(client.auth.revoke(), () => null);
      return !revoked.ok && revoked.problem.code === 'vendor_revoked' ? { ok: true, value: null } : revoked;
    },
  };
}

function toPlace({ channel = '', ts = '' }: { channel?: string; ts?: string }): MessagePlace {
  return { channelId: channel, messageTs: ts };
}

function toUser({ user = {} }: { user?: MemberAnswer }): SlackUser {
  return {
    id: user.id ?? '',
    name: user.profile?.real_name ?? user.real_name ?? user.name ?? '',
    email: user.is_email_confirmed === false ? null : (user.profile?.email ?? null),
    image: user.profile?.image_72 ?? null,
    timeZone: user.tz ?? null,
    isBot: user.is_bot ?? false,
    isGone: user.deleted ?? false,
    isGuest: (user.is_restricted ?? false) || (user.is_stranger ?? false),
  };
}
