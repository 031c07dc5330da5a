import * as z from 'zod';

import { LIMITS } from '../limits.ts';
import { blocks } from './blocks.ts';
import { option, options, plainText, words } from './composition.ts';

/** Something Slack would refuse: where, as a JSON pointer, and why. */
export interface Violation {
  at: string;
  rule: string;
}

const message = z.looseObject({
  text: words(LIMITS.messageText),
  blocks: blocks(LIMITS.messageBlocks).refine(
    (all) => lengthOf(all) <= LIMITS.allText,
    `holds more than ${LIMITS.allText} characters together`,
  ),
});

const view = {
  blocks: blocks(LIMITS.viewBlocks).refine((all) => focused(all) <= 1, 'has the focus on two fields'),
  private_metadata: words(LIMITS.privateMetadata, 0).optional(),
  callback_id: words(LIMITS.callbackId, 0).optional(),
  external_id: words(LIMITS.callbackId, 0).optional(),
};
const modal = z
  .strictObject({
    type: z.literal('modal'),
    ...view,
    title: plainText(LIMITS.viewTitle),
    submit: plainText(LIMITS.viewTitle).optional(),
    close: plainText(LIMITS.viewTitle).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
  })
  .refine(
    ({ blocks: all, submit }) => submit !== undefined || all.every(({ type }) => type !== 'input'),
    'asks for something without a way to send it',
  );
const menu = options(option, LIMITS.options);
const home = z.strictObject({ type: z.literal('home'), ...view });
const anyView = z.discriminatedUnion('type', [modal, home]);

/**
 * Everything Slack would refuse in a message, by its documented limits (see `LIMITS`); empty for a good one. Text that
 * is blank or holds half a surrogate pair is refused here though Slack might show it.
 */
export function checkMessage(value: unknown): Violation[] {
  return violations(message.safeParse(value));
}

/** The same for a modal or a home tab. */
export function checkView(value: unknown): Violation[] {
  return violations(anyView.safeParse(value));
}

/** The same for what an external menu is offered; none at all is a good answer. */
export function checkOptions(offered: readonly unknown[]): Violation[] {
  return offered.length === 0 ? [] : violations(menu.safeParse(offered));
}

function violations(parsed: z.ZodSafeParseResult<unknown>): Violation[] {
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message: rule }) => ({
    at: path.map((step) => `/${String(step)}`).join(''),
    rule,
  }));
}

function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + lengthOf(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'text' && typeof inner === 'string' ? inner.length : lengthOf(inner)),
    0,
  );
}

function focused(all: readonly unknown[]): number {
  return JSON.stringify(all).split('"focus_on_load":true').length - 1;
}
