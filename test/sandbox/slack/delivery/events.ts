import type { Json } from '../json.ts';
import { messageObject } from '../team/messages.ts';
import { viewObject } from '../team/views.ts';
import type { AppAnswer } from './answer.ts';
import { FORM, type Courier } from './courier.ts';
import { acknowledged, failed, type Outcome } from './outcome.ts';
import { ENTERPRISE, VERIFICATION_TOKEN } from './payload.ts';

/** Milliseconds until each of an event's three retries. */
const RETRIES = [0, 60_000, 300_000];

/**
 * Sends one event to the app, and again when it is not answered with a 2xx: at once, after a minute, after five.
 * The outcome is that of the first attempt.
 */
export async function sendEvent(courier: Courier, event: Json): Promise<Outcome> {
  const { team } = courier;
  const { orgInstall } = team.knobs;
  const enterprise = orgInstall ? ENTERPRISE : null;
  const body = JSON.stringify({
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    ...(orgInstall ? { enterprise_id: enterprise } : {}),
    context_team_id: team.id,
    context_enterprise_id: enterprise,
    api_app_id: team.app.id,
    event,
    type: 'event_callback',
    event_id: team.ids.next('Ev'),
    event_time: Math.floor(team.clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: enterprise,
        team_id: orgInstall ? null : team.id,
        user_id: team.app.botUserId,
        is_bot: true,
        is_enterprise_install: orgInstall,
      },
    ],
    is_ext_shared_channel: false,
  });
  const first = async () => attempt(courier, String(event['type']), body, 0, null);
  const copies = Array.from({ length: team.knobs.duplicateEvents }, first);
  const [answer] = await Promise.all([first(), ...copies]);
  return acknowledged(answer, team.app.name);
}

async function attempt(
  courier: Courier,
  kind: string,
  body: string,
  retry: number,
  reason: string | null,
): Promise<AppAnswer> {
  const headers: Record<string, string> =
    reason === null ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': reason };
  const answer = await courier.send(kind, 'application/json', body, headers);
  const why = whyRetry(answer);
  const wait = RETRIES[retry];
  if (why !== null && wait !== undefined) {
    courier.team.clock.after(wait, () => {
      if (!courier.team.retired) void attempt(courier, kind, body, retry + 1, why);
    });
  }
  return answer;
}

/** The reason Slack gives for sending an event again; null when the answer settles it. */
function whyRetry(answer: AppAnswer): string | null {
  if (answer.kind === 'timeout') return 'http_timeout';
  if (answer.kind === 'unreachable') return 'connection_failed';
  if (answer.status >= 200 && answer.status < 300) return null;
  return answer.headers['x-slack-no-retry'] === '1' ? null : 'http_error';
}

/** Slack checks that the app owns its address: it must give the challenge back. */
export async function verifyUrl(courier: Courier): Promise<Outcome> {
  const { team } = courier;
  const challenge = team.ids.next('challenge-');
  const body = JSON.stringify({ token: VERIFICATION_TOKEN, challenge, type: 'url_verification' });
  const answer = await courier.send('url_verification', 'application/json', body);
  const heard = acknowledged(answer, team.app.name);
  if (!heard.ok || answer.kind !== 'answered') return heard;
  return answer.body.includes(challenge)
    ? heard
    : failed('challenge_failed', 'The app did not give the challenge back.');
}

/** Slack looks whether the app's certificate is in order: an unsigned form that must be answered 200 and otherwise ignored. */
export async function checkCertificate(courier: Courier): Promise<Outcome> {
  const body = new URLSearchParams({ ssl_check: '1', token: VERIFICATION_TOKEN }).toString();
  return acknowledged(await courier.sendUnsigned('ssl_check', FORM, body), courier.team.app.name);
}

/** A person writes in a channel; the app hears of it when it is mentioned there. */
export async function say(
  courier: Courier,
  userId: string,
  channelReference: string,
  text: string,
): Promise<Outcome> {
  const { team } = courier;
  const channel = team.channels.find(channelReference);
  if (channel === null || team.members.get(userId) === null)
    return failed('channel_not_found', 'There is no such person or channel.');
  const message = team.messages.say(channel, userId, text);
  const mentions =
    text.includes(`<@${team.app.botUserId}>`) && channel.hasApp && team.installations.current() !== null;
  if (!mentions) return { ok: true };
  const event = {
    ...messageObject(message, team.app, team.id),
    type: 'app_mention',
    channel: channel.id,
    event_ts: message.ts,
  };
  return sendEvent(courier, event);
}

/** A person opens the app's home tab. */
export async function openHome(courier: Courier, userId: string): Promise<Outcome> {
  const { team } = courier;
  if (team.members.get(userId) === null) return failed('user_not_found', `Nobody here has the id ${userId}.`);
  const view = team.views.home(userId);
  const channel = team.channels.direct(userId).id;
  const event: Json = {
    type: 'app_home_opened',
    user: userId,
    channel,
    tab: 'home',
    event_ts: team.ids.nextTs(),
  };
  if (view !== null) event['view'] = viewObject(view, team.app, team.id);
  return sendEvent(courier, event);
}

/** An administrator takes the app's token away. */
export async function revokeTokens(courier: Courier): Promise<Outcome> {
  const live = courier.team.installations.current();
  if (live !== null) live.ended = 'token_revoked';
  return sendEvent(courier, tokensRevoked(courier));
}

/** An administrator removes the app; Slack does not promise in which order the two events arrive. */
export async function uninstall(courier: Courier): Promise<Outcome> {
  const live = courier.team.installations.current();
  if (live !== null) live.ended = 'account_inactive';
  const [first, second] = [tokensRevoked(courier), { type: 'app_uninstalled' }];
  const early = courier.team.knobs.uninstallFirst ? second : first;
  const heard = await sendEvent(courier, early);
  const then = await sendEvent(courier, early === first ? second : first);
  return heard.ok ? then : heard;
}

function tokensRevoked({ team }: Courier): Json {
  return {
    type: 'tokens_revoked',
    tokens: { oauth: [], bot: [team.app.botUserId] },
    event_ts: team.ids.nextTs(),
  };
}
