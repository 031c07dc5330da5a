import { objectsIn, textIn, type Json } from '../json.ts';
import { LIMITS } from './limits.ts';
import { checkConfirm, checkImage, checkInitial, checkOption, checkStyle, checkText } from './objects.ts';
import type { Place } from './place.ts';

type Check = (element: Json, place: Place) => void;

const COMMON = ['type', 'action_id', 'confirm', 'focus_on_load', 'placeholder'];

function button(element: Json, place: Place): void {
  place.onlyKnows(element, [
    'type',
    'action_id',
    'text',
    'url',
    'value',
    'style',
    'confirm',
    'accessibility_label',
  ]);
  place.object(element, 'text', true, checkText(LIMITS.buttonText, true));
  place.string(element, 'value', { max: LIMITS.buttonValue, optional: true });
  place.string(element, 'url', { max: LIMITS.url, optional: true });
  place.string(element, 'accessibility_label', { max: LIMITS.accessibilityLabel, optional: true });
  checkStyle(element, place);
}

function choice(max: number, initial: string): Check {
  return (element, place) => {
    place.onlyKnows(element, [...COMMON, 'options', initial]);
    place.list(element, 'options', { max }, checkOption);
    checkInitial(element, initial, objectsIn(element, 'options'), place);
  };
}

function overflow(element: Json, place: Place): void {
  place.onlyKnows(element, ['type', 'action_id', 'options', 'confirm']);
  place.list(element, 'options', { max: LIMITS.overflowOptions }, checkOption);
}

function staticSelect(initial: string): Check {
  return (element, place) => {
    place.onlyKnows(element, [...COMMON, 'options', 'option_groups', 'max_selected_items', initial]);
    const grouped = element['option_groups'] !== undefined;
    if (grouped) {
      place.list(element, 'option_groups', { max: LIMITS.options }, (group, at) => {
        at.onlyKnows(group, ['label', 'options']);
        at.object(group, 'label', true, checkText(LIMITS.optionText, true));
        at.list(group, 'options', { max: LIMITS.options }, checkOption);
      });
    } else {
      place.list(element, 'options', { max: LIMITS.options }, checkOption);
    }
    const groups = grouped ? objectsIn(element, 'option_groups') : [element];
    checkInitial(
      element,
      initial,
      groups.flatMap((group) => objectsIn(group, 'options')),
      place,
    );
  };
}

function knowing(...keys: string[]): Check {
  return (element, place) => place.onlyKnows(element, [...COMMON, ...keys]);
}

function pattern(key: string, shape: RegExp, named: string, ...more: string[]): Check {
  return (element, place) => {
    place.onlyKnows(element, [...COMMON, key, ...more]);
    const value = element[key];
    const written = typeof value === 'number' ? String(value) : value;
    if (value !== undefined && (typeof written !== 'string' || !shape.test(written)))
      place.at(key).flaw(`must be ${named}`);
  };
}

function textInput(element: Json, place: Place): void {
  place.onlyKnows(element, [
    ...COMMON,
    'initial_value',
    'multiline',
    'min_length',
    'max_length',
    'dispatch_action_config',
  ]);
  place.string(element, 'initial_value', { max: LIMITS.inputText, min: 0, optional: true });
  for (const key of ['min_length', 'max_length']) {
    const value = element[key];
    if (value !== undefined && (typeof value !== 'number' || value < 0 || value > LIMITS.inputText)) {
      place.at(key).flaw(`must be a number between 0 and ${LIMITS.inputText}`);
    }
  }
}

const ELEMENTS: Record<string, Check> = {
  button,
  overflow,
  image: (element, place) => {
    place.onlyKnows(element, ['type', 'image_url', 'slack_file', 'alt_text']);
    checkImage(element, place);
  },
  checkboxes: choice(LIMITS.choiceOptions, 'initial_options'),
  radio_buttons: choice(LIMITS.choiceOptions, 'initial_option'),
  static_select: staticSelect('initial_option'),
  multi_static_select: staticSelect('initial_options'),
  external_select: knowing('initial_option', 'min_query_length'),
  multi_external_select: knowing('initial_options', 'min_query_length', 'max_selected_items'),
  users_select: knowing('initial_user'),
  multi_users_select: knowing('initial_users', 'max_selected_items'),
  conversations_select: knowing(
    'initial_conversation',
    'default_to_current_conversation',
    'response_url_enabled',
    'filter',
  ),
  multi_conversations_select: knowing(
    'initial_conversations',
    'default_to_current_conversation',
    'max_selected_items',
    'filter',
  ),
  channels_select: knowing('initial_channel', 'response_url_enabled'),
  multi_channels_select: knowing('initial_channels', 'max_selected_items'),
  datepicker: pattern('initial_date', /^\d{4}-\d\d-\d\d$/u, 'a date as YYYY-MM-DD'),
  timepicker: pattern('initial_time', /^\d\d:\d\d$/u, 'a time as HH:mm', 'timezone'),
  datetimepicker: pattern('initial_date_time', /^\d{10}$/u, 'a time in seconds of 10 digits'),
  plain_text_input: textInput,
  email_text_input: knowing('initial_value', 'dispatch_action_config'),
  url_text_input: knowing('initial_value', 'dispatch_action_config'),
  number_input: knowing(
    'initial_value',
    'is_decimal_allowed',
    'min_value',
    'max_value',
    'dispatch_action_config',
  ),
  rich_text_input: knowing('initial_value', 'dispatch_action_config'),
  file_input: knowing('filetypes', 'max_files'),
};

const SELECTS = Object.keys(ELEMENTS).filter((type) => type.endsWith('_select'));
const PICKERS = ['checkboxes', 'radio_buttons', 'datepicker', 'timepicker', ...SELECTS];

/** Which elements each kind of block takes. */
export const TAKES = {
  section: ['button', 'overflow', 'image', ...PICKERS],
  actions: ['button', 'overflow', 'datetimepicker', ...PICKERS],
  input: [
    'datetimepicker',
    'plain_text_input',
    'email_text_input',
    'url_text_input',
    'number_input',
    'rich_text_input',
    'file_input',
    ...PICKERS,
  ],
  buttons: ['button'],
} as const;

/** Checks one interactive element or picture against the block it sits in. */
export function checkElement(takes: readonly string[]): Check {
  return (element, place) => {
    const type = textIn(element, 'type');
    const check = ELEMENTS[type];
    if (check === undefined || !takes.includes(type))
      return place.at('type').flaw(`unsupported type: ${type}`);
    check(element, place);
    place.string(element, 'action_id', { max: LIMITS.actionId, optional: true });
    place.object(element, 'placeholder', false, checkText(LIMITS.placeholder, true));
    place.object(element, 'confirm', false, checkConfirm);
  };
}
