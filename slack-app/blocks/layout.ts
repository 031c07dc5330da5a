import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';

import { LIMITS } from './limits.ts';
import { fit, type Mrkdwn, webAddress } from './mrkdwn.ts';
import { plain } from './text.ts';

/** A message for a channel. `text` is what notifications and screen readers get; it is never empty. */
export interface SlackMessage {
  text: string;
  blocks: KnownBlock[];
}

/** Puts a message together. */
export function message(text: Mrkdwn, blocks: KnownBlock[]): SlackMessage {
  return {
    text: fit(text, LIMITS.text).trim() || 'Groundswell',
    blocks: blocks.slice(0, LIMITS.messageBlocks),
  };
}

/** A title of at most 150 characters. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: plainText(text, LIMITS.header) };
}

/** A paragraph of at most 3,000 characters. */
export function section(text: Mrkdwn): SectionBlock {
  return { type: 'section', text: mrkdwnText(text, LIMITS.text) };
}

/** Label and value pairs, in two columns. */
export function fields(pairs: readonly (readonly [label: string, value: Mrkdwn])[]): SectionBlock {
  const shown = pairs
    .slice(0, LIMITS.fields)
    .map(([label, value]) => ({ mrkdwn: `*${label}*\n${value.mrkdwn}` }));
  return { type: 'section', fields: shown.map((field) => mrkdwnText(field, LIMITS.field)) };
}

/** Small print: up to 10 remarks. */
export function context(...texts: Mrkdwn[]): ContextBlock {
  const elements = texts.slice(0, LIMITS.contextElements).map((text) => mrkdwnText(text, LIMITS.text));
  return { type: 'context', elements };
}

/** A row of buttons; Slack refuses it empty. */
export function actions(buttons: Button[]): ActionsBlock {
  return { type: 'actions', elements: buttons.slice(0, LIMITS.actions) };
}

/** A button. `value` is an opaque id and nothing else: Slack keeps it and shows it to whoever asks. */
export function button(spec: {
  text: string;
  actionId: string;
  value: string;
  style?: 'primary' | 'danger';
}): Button {
  const element: Button = {
    type: 'button',
    text: plainText(spec.text, LIMITS.buttonText),
    action_id: spec.actionId.slice(0, LIMITS.actionId),
    value: plain(spec.value, LIMITS.buttonValue),
  };
  return spec.style === undefined ? element : { ...element, style: spec.style };
}

/** A button that opens a page; none where the address is no web address. */
export function linkButton(spec: { text: string; actionId: string; url: string }): Button[] {
  const url = webAddress(spec.url, LIMITS.url);
  if (url === null) return [];
  return [{ type: 'button', text: plainText(spec.text, LIMITS.buttonText), action_id: spec.actionId, url }];
}

/** Text without markup. Emoji codes stay as they were typed. */
export function plainText(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: plain(text, max), emoji: false };
}

// Without `verbatim` Slack turns names of channels and @here in the text into links and pings by itself.
function mrkdwnText(text: Mrkdwn, max: number): MrkdwnElement {
  return { type: 'mrkdwn', text: fit(text, max).trim() || '-', verbatim: true };
}
