import * as z from 'zod';

import { LIMITS } from '../limits.ts';
import { anyText, isUnique, plainText, webAddress, words } from './composition.ts';
import { accessory, formElement, picture, rowElement } from './elements.ts';

const block_id = words(LIMITS.blockId).optional();

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: anyText(LIMITS.text).optional(),
    fields: z
      .array(anyText(LIMITS.field))
      .min(1, 'has no fields')
      .max(LIMITS.fields, `more than ${LIMITS.fields} fields`)
      .optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'needs text or fields');

const actions = z.strictObject({
  type: z.literal('actions'),
  block_id,
  elements: z
    .array(rowElement)
    .min(1, 'has no elements')
    .max(LIMITS.actions, `more than ${LIMITS.actions} elements`)
    .refine((all) => isUnique(all.map(({ action_id }) => action_id)), 'has one action_id twice'),
});

const context = z.strictObject({
  type: z.literal('context'),
  block_id,
  elements: z
    .array(z.union([anyText(LIMITS.text), picture]))
    .min(1, 'has no elements')
    .max(LIMITS.contextElements, `more than ${LIMITS.contextElements} elements`),
});

const input = z.strictObject({
  type: z.literal('input'),
  block_id,
  label: plainText(LIMITS.inputLabel),
  hint: plainText(LIMITS.inputHint).optional(),
  element: formElement,
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

const image = picture.extend({ block_id, title: plainText(LIMITS.imageTitle).optional() });

const richPiece = z.looseObject({
  type: words(50),
  text: words(LIMITS.text).optional(),
  url: webAddress.optional(),
});
const richPart = z.looseObject({ type: z.string().startsWith('rich_text_'), elements: z.array(richPiece) });
const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id,
  elements: z.array(z.union([richPart, richPart.extend({ elements: z.array(richPart) })])).min(1, 'is empty'),
});

/** Any block we send; another kind has to be described here first. */
export const block = z.discriminatedUnion('type', [
  section,
  actions,
  context,
  input,
  image,
  richText,
  z.strictObject({ type: z.literal('header'), block_id, text: plainText(LIMITS.header) }),
  z.strictObject({ type: z.literal('divider'), block_id }),
]);

/** Blocks of one message or view, with ids of their own each. */
export function blocks(max: number) {
  return z
    .array(block)
    .max(max, `more than ${max} blocks`)
    .refine(
      (all) => isUnique(all.flatMap(({ block_id: id }) => (id === undefined ? [] : [id]))),
      'has one block_id twice',
    );
}
