import type {
  AllMiddlewareArgs,
  GlobalShortcut,
  MessageShortcut,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';

import { actorIn } from '../../press.ts';
import type { SlackVerbs } from '../../verbs.ts';
import { proposeModal, proposeProblem } from './modal.ts';
import type { ProposeContext } from './view.ts';

type ShortcutArgs<Shortcut extends GlobalShortcut | MessageShortcut> = Pick<
  SlackShortcutMiddlewareArgs<Shortcut> & AllMiddlewareArgs,
  'ack' | 'body' | 'context'
>;

/** Opens the form about a message, which is kept as the proof. */
export async function proposeFromMessage(
  verbs: SlackVerbs,
  args: ShortcutArgs<MessageShortcut>,
): Promise<void> {
  const { message } = args.body;
  await open(verbs, args, { note: message.text ?? '', permalink: permalinkOf(args.body) });
}

/** Opens the empty form. */
export async function proposeAnywhere(verbs: SlackVerbs, args: ShortcutArgs<GlobalShortcut>): Promise<void> {
  await open(verbs, args, { note: '', permalink: null });
}

async function open(
  verbs: SlackVerbs,
  { ack, body, context }: ShortcutArgs<MessageShortcut> | ShortcutArgs<GlobalShortcut>,
  opened: ProposeContext,
): Promise<void> {
  const actor = actorIn(context, body.user);
  if (actor === null) return;
  await ack();
  const form = await verbs.proposeForm(actor);
  const view = form.ok ? proposeModal(form.value, opened) : proposeProblem(form.problem);
  await verbs.openModal(actor, body.trigger_id, view);
}

/** The message's address as Slack makes it (docs.slack.dev/reference/methods/chat.getPermalink), without a call. */
function permalinkOf({ team, channel, message }: MessageShortcut): string | null {
  const domain = team?.domain ?? '';
  const ts = message.ts.replace('.', '');
  if (!/^[a-z0-9-]+$/u.test(domain) || !/^\w+$/u.test(channel.id) || !/^\d+$/u.test(ts)) return null;
  const address = `https://${domain}.slack.com/archives/${channel.id}/p${ts}`;
  const thread: unknown = message['thread_ts'];
  const isReply = typeof thread === 'string' && thread !== message.ts && /^[\d.]+$/u.test(thread);
  return isReply ? `${address}?thread_ts=${thread}&cid=${channel.id}` : address;
}
