import { elementsOf, type Placed } from '../block-kit/walk.ts';
import { isObject, objectsIn, textIn, type Json } from '../json.ts';

/** What a person put into one field: text, an option's value, an id, a date; a list where several may be chosen. */
export type Entry = string | readonly string[] | null;

/** Entries by block id, then by action id. */
export type Entries = Record<string, Record<string, Entry>>;

/** The state of every field in the blocks, as Slack reports it: what was entered, else what it started with. */
export function stateValues(blocks: readonly Json[], entries: Entries): Json {
  const values: Record<string, Json> = {};
  for (const { block, element } of blocks.flatMap((each) => elementsOf(each))) {
    const blockId = textIn(block, 'block_id');
    const actionId = textIn(element, 'action_id');
    const type = textIn(element, 'type');
    if (type === 'button' || type === 'overflow') continue;
    const state = fieldState(element, entries[blockId]?.[actionId]);
    values[blockId] = { ...values[blockId], [actionId]: { type, ...state } };
  }
  return values;
}

/** What one field holds; `undefined` means that nobody touched it. */
export function fieldState(element: Json, entry: Entry | undefined): Json {
  const type = textIn(element, 'type');
  const several = type.startsWith('multi_') || type === 'checkboxes';
  if (entry === undefined) return initialState(element, type, several);
  const picked = entry === null ? [] : [entry].flat();
  const first = picked[0] ?? null;
  const kind = type.replace('multi_', '');
  if (['static_select', 'external_select', 'radio_buttons', 'checkboxes', 'overflow'].includes(kind)) {
    const options = picked.map((value) => optionFor(element, value));
    return several ? { selected_options: options } : { selected_option: options[0] ?? null };
  }
  const key = SELECTED[kind];
  if (key === undefined) return { value: first === '' ? null : first };
  if (kind === 'datetimepicker') return { [key]: first === null ? null : Number(first) };
  return several ? { [`${key}s`]: picked } : { [key]: first };
}

const SELECTED: Record<string, string> = {
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
};

function initialState(element: Json, type: string, several: boolean): Json {
  const initial = Object.keys(element).find((key) => key.startsWith('initial_'));
  if (initial === 'initial_value') return { value: element[initial] };
  if (initial !== undefined) return { [initial.replace('initial_', 'selected_')]: element[initial] };
  const empty = fieldState({ type }, several ? [] : null);
  return empty;
}

/** The option with this value; an external select's option is known only by its value. */
function optionFor(element: Json, value: string): Json {
  const groups = [element, ...objectsIn(element, 'option_groups')];
  const option = groups
    .flatMap((group) => objectsIn(group, 'options'))
    .find((each) => textIn(each, 'value') === value);
  return option ?? { text: { type: 'plain_text', text: value, emoji: true }, value };
}

/** What is missing or wrong in a form, by block id, as Slack itself says before it asks the app. */
export function incomplete(blocks: readonly Json[], entries: Entries): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const placed of blocks
    .filter((block) => block['type'] === 'input')
    .flatMap((block) => elementsOf(block))) {
    const problem = fieldProblem(placed, entries);
    if (problem !== null) problems[textIn(placed.block, 'block_id')] = problem;
  }
  return problems;
}

function fieldProblem({ block, element }: Placed, entries: Entries): string | null {
  const state = fieldState(element, entries[textIn(block, 'block_id')]?.[textIn(element, 'action_id')]);
  const held = Object.values(state)[0];
  const isEmpty =
    held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
  if (isEmpty) return block['optional'] === true ? null : 'Please complete this required field.';
  return typeof held === 'string' ? textProblem(element, held) : null;
}

function textProblem(element: Json, held: string): string | null {
  const length = element['type'] === 'plain_text_input' ? held.length : null;
  const [min, max] = [element['min_length'], element['max_length']];
  if (length !== null && typeof min === 'number' && length < min)
    return `Must be at least ${min} characters.`;
  if (length !== null && typeof max === 'number' && length > max) return `Must be at most ${max} characters.`;
  if (element['type'] === 'email_text_input' && !/^\S+@\S+\.\S+$/u.test(held))
    return 'Please enter a valid e-mail address.';
  if (element['type'] === 'url_text_input' && !URL.canParse(held)) return 'Please enter a valid URL.';
  if (element['type'] === 'number_input' && !(held.trim() !== '' && Number.isFinite(Number(held))))
    return 'Please enter a number.';
  return null;
}

/** Reads entries sent by a browser or a test over JSON; anything else in them is left out. */
export function readEntries(value: unknown): Entries {
  if (!isObject(value)) return {};
  const blocks = Object.entries(value).filter((pair): pair is [string, Json] => isObject(pair[1]));
  return Object.fromEntries(
    blocks.map(([blockId, fields]) => [
      blockId,
      Object.fromEntries(Object.entries(fields).filter((pair): pair is [string, Entry] => isEntry(pair[1]))),
    ]),
  );
}

function isEntry(value: unknown): value is Entry {
  return (
    value === null ||
    typeof value === 'string' ||
    (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  );
}
