import * as z from 'zod';

import { LIMITS } from '../limits.ts';

/** Text of 1 to `max` characters that is neither blank nor half a character. */
export function words(max: number, min: number = 1) {
  return z
    .string()
    .max(max, `longer than ${max} characters`)
    .refine((text) => text.isWellFormed(), 'holds half a character')
    .refine((text) => text.trim().length >= min, 'is empty');
}

/** A web address as Slack takes it in a button or picture. */
export const webAddress = words(LIMITS.url).regex(/^https?:\/\//u, 'is no web address');

export function plainText(max: number) {
  return z.strictObject({ type: z.literal('plain_text'), text: words(max), emoji: z.boolean().optional() });
}

/** Plain text or mrkdwn. */
export function anyText(max: number) {
  return z.discriminatedUnion('type', [
    plainText(max),
    z.strictObject({ type: z.literal('mrkdwn'), text: words(max), verbatim: z.boolean().optional() }),
  ]);
}

export const style = z.enum(['primary', 'danger']);
export const actionId = words(LIMITS.actionId);

export const confirmation = z.strictObject({
  title: plainText(LIMITS.confirmTitle),
  text: anyText(LIMITS.confirmText),
  confirm: plainText(LIMITS.confirmButton),
  deny: plainText(LIMITS.confirmButton),
  style: style.optional(),
});

/** One thing to choose; menus take plain text only. */
export const option = z.strictObject({
  text: plainText(LIMITS.optionText),
  value: words(LIMITS.optionValue),
  description: plainText(LIMITS.optionDescription).optional(),
});

export const richOption = option.extend({
  text: anyText(LIMITS.optionText),
  description: anyText(LIMITS.optionDescription).optional(),
});

/** Options of 1 to `max`, no two with the same value. */
export function options<Item extends typeof option | typeof richOption>(item: Item, max: number) {
  return z
    .array(item)
    .min(1, 'has nothing to choose')
    .max(max, `more than ${max} options`)
    .refine((all) => isUnique(all.map(({ value }) => value)), 'has two options of one value');
}

export function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
