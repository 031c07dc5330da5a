import type { HomeView, ModalView } from '@slack/types';

import type { SlackMessage } from '#slack-app/blocks/layout.ts';
import { checkBlocks, flawMessages, isTooLong } from '#test/sandbox/slack/block-kit/message.ts';
import { findPings } from '#test/sandbox/slack/block-kit/pings.ts';
import { checkView } from '#test/sandbox/slack/block-kit/view.ts';

/** Markup of ours: a date, a quote, or a link to a web address. Everything else in angle brackets would be somebody else's. */
const OURS = /<!date\^-?\d+\^\{date_short_pretty\} at \{time\}\|[^<>|]+>|<https?:[^<>|\s]+\|[^<>|]+>|^> /gmu;
const HIDDEN = /[[\p{Cc}\u200e\u200f\u202a-\u202e]--\n]/v;

/** Every reason Slack would refuse the message, or data in it could ping, link or hide. */
export function messageFlaws(message: SlackMessage): string[] {
  const sent = JSON.parse(JSON.stringify(message));
  const flaws = flawMessages(checkBlocks(sent.blocks, '/blocks', { surface: 'message', newBlocks: false }));
  if (isTooLong(sent.blocks)) flaws.push('blocks together too long');
  if (message.text.trim() === '' || message.text.length > 3000) flaws.push('no text, or too long a text');
  for (const { target } of findPings(message.text, sent.blocks)) flaws.push(`pings ${target}`);
  return [...flaws, ...textsIn(sent).flatMap((text) => textFlaws(text))];
}

/** The same for a modal or a home tab. */
export function modalFlaws(view: ModalView | HomeView): string[] {
  const sent = JSON.parse(JSON.stringify(view));
  return [...flawMessages(checkView(sent, false)), ...textsIn(sent).flatMap((text) => textFlaws(text))];
}

function textFlaws(text: string): string[] {
  const foreign = text.replace(OURS, '');
  const flaws = [];
  if (/[<>]/u.test(foreign)) flaws.push(`markup of data: ${foreign}`);
  if (/@(?:channel|here|everyone)\b/iu.test(foreign)) flaws.push(`broadcast: ${foreign}`);
  if (HIDDEN.test(text) || !text.isWellFormed()) flaws.push(`hidden characters: ${JSON.stringify(text)}`);
  return flaws;
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}
