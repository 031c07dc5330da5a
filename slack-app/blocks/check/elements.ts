import * as z from 'zod';

import { LIMITS } from '../limits.ts';
import {
  actionId,
  confirmation,
  option,
  options,
  plainText,
  richOption,
  style,
  webAddress,
  words,
} from './composition.ts';

const acted = {
  action_id: actionId,
  confirm: confirmation.optional(),
  focus_on_load: z.boolean().optional(),
};
const prompted = { ...acted, placeholder: plainText(LIMITS.placeholder).optional() };
const group = z.strictObject({
  label: plainText(LIMITS.optionText),
  options: options(option, LIMITS.options),
});

const button = z.strictObject({
  type: z.literal('button'),
  action_id: actionId,
  confirm: confirmation.optional(),
  text: plainText(LIMITS.buttonText),
  url: webAddress.optional(),
  value: words(LIMITS.buttonValue).optional(),
  style: style.optional(),
  accessibility_label: words(LIMITS.accessibilityLabel).optional(),
});

export const picture = z.strictObject({
  type: z.literal('image'),
  image_url: webAddress,
  alt_text: words(LIMITS.imageAlt),
});

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  confirm: confirmation.optional(),
  options: options(option, LIMITS.overflowOptions),
});

const menus = [
  z
    .strictObject({
      type: z.literal('static_select'),
      ...prompted,
      options: options(option, LIMITS.options).optional(),
      option_groups: z.array(group).min(1).max(LIMITS.options, 'more than 100 groups').optional(),
      initial_option: option.optional(),
    })
    .refine(
      (menu) => (menu.options === undefined) !== (menu.option_groups === undefined),
      'needs options or groups',
    )
    .refine((menu) => isOffered(menu), 'starts with an option it does not offer'),
  z.strictObject({
    type: z.literal('external_select'),
    ...prompted,
    min_query_length: z.int().min(0).optional(),
    initial_option: option.optional(),
  }),
  z.strictObject({
    type: z.literal('users_select'),
    ...prompted,
    initial_user: words(LIMITS.actionId).optional(),
  }),
  z.strictObject({
    type: z.literal('datepicker'),
    ...prompted,
    initial_date: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/u, 'is no date')
      .optional(),
  }),
  z
    .strictObject({
      type: z.literal('checkboxes'),
      ...acted,
      options: options(richOption, LIMITS.choiceOptions),
      initial_options: options(richOption, LIMITS.choiceOptions).optional(),
    })
    .refine(
      (boxes) => (boxes.initial_options ?? []).every((one) => offers(boxes.options, one)),
      'starts with an option it does not offer',
    ),
  z
    .strictObject({
      type: z.literal('radio_buttons'),
      ...acted,
      options: options(richOption, LIMITS.choiceOptions),
      initial_option: richOption.optional(),
    })
    .refine((radio) => isOffered(radio), 'starts with an option it does not offer'),
] as const;

const textLength = z.int().min(0).max(LIMITS.inputText, 'more than 3000');
const textInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...prompted,
    initial_value: words(LIMITS.inputText, 0).optional(),
    multiline: z.boolean().optional(),
    min_length: textLength.optional(),
    max_length: textLength.min(1).optional(),
  })
  .refine(
    (input) => (input.min_length ?? 0) <= (input.max_length ?? LIMITS.inputText),
    'asks for more than it takes',
  );
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...prompted,
  is_decimal_allowed: z.boolean(),
  initial_value: words(LIMITS.inputText).optional(),
  min_value: words(LIMITS.inputText).optional(),
  max_value: words(LIMITS.inputText).optional(),
});

/** What may stand beside a paragraph, in a row, and in a form. */
export const accessory = z.discriminatedUnion('type', [button, picture, overflow, ...menus]);
export const rowElement = z.discriminatedUnion('type', [button, overflow, ...menus]);
export const formElement = z.discriminatedUnion('type', [textInput, numberInput, ...menus]);

interface Menu {
  options?: { value: string }[] | undefined;
  option_groups?: { options: { value: string }[] }[] | undefined;
  initial_option?: { value: string } | undefined;
}

function isOffered({ options: own = [], option_groups: groups = [], initial_option: first }: Menu): boolean {
  return first === undefined || offers([...own, ...groups.flatMap(({ options: more }) => more)], first);
}

function offers(all: readonly { value: string }[], one: { value: string }): boolean {
  return all.some(({ value }) => value === one.value);
}
