import { checkBlocks } from '../block-kit/message.ts';
import { isObject, objectsIn, parseJson, textIn } from '../json.ts';
import type { Channel } from '../team/channels.ts';
import { FORM, type Courier } from './courier.ts';
import { acknowledged, failed, type Outcome } from './outcome.ts';
import { ENTERPRISE, VERIFICATION_TOKEN } from './payload.ts';

/** A person types a slash command, for example `/advocates healthcare`. What the app answers is shown in the channel. */
export async function runCommand(
  courier: Courier,
  userId: string,
  channelReference: string,
  line: string,
): Promise<Outcome> {
  const { team } = courier;
  const [member, channel] = [team.members.get(userId), team.channels.find(channelReference)];
  if (member === null || channel === null)
    return failed('channel_not_found', 'There is no such person or channel.');
  const [command = '', ...rest] = line.trim().split(/\s/u);
  const path = team.responseUrls.issue(team.id, {
    kind: 'commands',
    channelId: channel.id,
    userId,
    messageTs: null,
  });
  const body = new URLSearchParams({
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channel.directWith === null ? channel.name : 'directmessage',
    user_id: userId,
    user_name: member.name,
    command,
    text: rest.join(' '),
    api_app_id: team.app.id,
    is_enterprise_install: String(team.knobs.orgInstall),
    ...(team.knobs.orgInstall ? { enterprise_id: ENTERPRISE } : {}),
    response_url: team.address + path,
    trigger_id: team.triggers.issue(userId, null),
  });
  const answer = await courier.send('command', FORM, body.toString());
  const outcome = acknowledged(answer, team.app.name);
  if (outcome.ok && answer.kind === 'answered') showAnswer(courier, channel, userId, answer.body);
  if (!outcome.ok)
    team.messages.tell(channel, userId, `${command} failed with the error “${errorName(outcome.error)}”`);
  return outcome;
}

function errorName(error: string): string {
  return error === 'operation_timeout' ? error : 'dispatch_failed';
}

/** Shows what a command answered: nothing, plain text, or a message; only to its caller unless it says in_channel. */
function showAnswer(courier: Courier, channel: Channel, userId: string, body: string): void {
  if (body.trim() === '') return;
  const { messages, knobs } = courier.team;
  const parsed = parseJson(body);
  const reply = isObject(parsed) ? parsed : { text: body };
  const flaws = checkBlocks(reply['blocks'] ?? [], '/blocks', {
    surface: 'message',
    newBlocks: knobs.newBlocks,
  });
  if (flaws.length > 0) {
    messages.tell(channel, userId, 'The command answered blocks Slack cannot show (invalid_blocks).');
    return;
  }
  const draft = { text: textIn(reply, 'text'), blocks: objectsIn(reply, 'blocks') };
  messages.post(channel, draft, reply['response_type'] === 'in_channel' ? null : userId);
}
