import type { ModalView } from '@slack/types';
import { expect } from 'vitest';

import type { SlackMessage } from '#slack-app/blocks/layout.ts';
import { checkBlocks, isTooLong } from '#test/sandbox/slack/block-kit/message.ts';
import { findPings } from '#test/sandbox/slack/block-kit/pings.ts';
import { checkView } from '#test/sandbox/slack/block-kit/view.ts';

/** Markup of ours: a date, or a link to a web address. Everything else in angle brackets would be somebody else's. */
const OURS = /<!date\^-?\d+\^\{date_short_pretty\} at \{time\}\|[^<>|]+>|<https?:[^<>|\s]+\|[^<>|]+>/gu;

/** Fails where Slack would refuse the message, or where data in it could ping, link or hide. */
export function expectSafeMessage(message: SlackMessage): void {
  const json = structuredClone(message);
  expect(JSON.parse(JSON.stringify(message))).toEqual(json);
  expect(checkBlocks(message.blocks, '/blocks', { surface: 'message', newBlocks: false })).toEqual([]);
  expect(isTooLong(message.blocks)).toBe(false);
  expect(message.text.trim()).not.toBe('');
  expect(message.text.length).toBeLessThanOrEqual(3000);
  expect(findPings(message.text, JSON.parse(JSON.stringify(message.blocks)))).toEqual([]);
  for (const text of textsIn(message)) expectInert(text);
}

export function expectSafeModal(view: ModalView): void {
  expect(JSON.parse(JSON.stringify(view))).toEqual(structuredClone(view));
  expect(checkView(view, false)).toEqual([]);
  for (const text of textsIn(view)) expectInert(text);
}

function expectInert(text: string): void {
  const foreign = text.replace(OURS, '');
  expect(foreign).not.toMatch(/[<>]/u);
  expect(foreign).not.toMatch(/@(?:channel|here|everyone)\b/iu);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e]/u);
  expect(text.isWellFormed()).toBe(true);
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}
