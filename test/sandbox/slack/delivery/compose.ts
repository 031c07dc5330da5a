import { runCommand } from './command.ts';
import type { Courier } from './courier.ts';
import { say } from './events.ts';
import { failed, type Outcome } from './outcome.ts';

/** A person sends what they typed into the message box: a slash command, an invitation for the app, or a message. */
export async function compose(
  courier: Courier,
  userId: string,
  channelReference: string,
  typed: string,
): Promise<Outcome> {
  const { team } = courier;
  if (typed.trim() === `/invite @${team.app.name}`) return invite(courier, userId, channelReference);
  if (typed.startsWith('/')) return runCommand(courier, userId, channelReference, typed);
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return say(
    courier,
    userId,
    channelReference,
    escaped.replaceAll(`@${team.app.name}`, `<@${team.app.botUserId}>`),
  );
}

function invite({ team }: Courier, userId: string, channelReference: string): Outcome {
  const channel = team.channels.find(channelReference);
  if (channel === null) return failed('channel_not_found', 'There is no such channel.');
  channel.hasApp = true;
  team.messages.tell(channel, userId, `${team.app.name} was added to #${channel.name}.`);
  return { ok: true };
}
