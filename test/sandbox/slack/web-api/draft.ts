import { checkBlocks, flawMessages, isTooLong } from '../block-kit/message.ts';
import { isObject, type Json } from '../json.ts';
import type { Draft } from '../team/messages.ts';
import type { Team } from '../team/team.ts';
import type { Args } from './args.ts';
import { refused, refusedWith, type Reply } from './method.ts';

const MAX_TEXT = 40_000;

/** Reads what a message is to say, or gives the answer that refuses it. */
export function readDraft(team: Team, args: Args): { draft: Draft } | { reply: Reply } {
  const text = args.text('text');
  const blocks = args.has('blocks') ? args.json('blocks') : [];
  const attachments = args.has('attachments') ? args.json('attachments') : [];
  if (!Array.isArray(blocks)) return { reply: refused('invalid_blocks_format') };
  if (!Array.isArray(attachments)) return { reply: refused('invalid_attachments') };
  if (text === '' && blocks.length === 0 && attachments.length === 0) return { reply: refused('no_text') };
  if (text.length > MAX_TEXT) return { reply: refused('msg_too_long') };
  const rules = { surface: 'message', newBlocks: team.knobs.newBlocks } as const;
  const flaws = checkBlocks(blocks, '/blocks', rules);
  for (const [index, attachment] of attachments.entries()) {
    const inner: unknown = isObject(attachment) ? (attachment['blocks'] ?? []) : attachment;
    flaws.push(...checkBlocks(inner, `/attachments/${index}/blocks`, rules));
  }
  if (flaws.length > 0) return { reply: refusedWith('invalid_blocks', flawMessages(flaws)) };
  if (isTooLong(blocks)) return { reply: refused('msg_blocks_too_long') };
  const metadata = args.has('metadata') ? args.json('metadata') : null;
  if (metadata !== null && !isObject(metadata)) return { reply: refused('invalid_metadata_format') };
  return {
    draft: {
      text,
      blocks: objects(blocks),
      attachments: objects(attachments),
      threadTs: args.text('thread_ts') || null,
      metadata,
    },
  };
}

function objects(items: readonly unknown[]): Json[] {
  return items.filter((item) => isObject(item));
}
