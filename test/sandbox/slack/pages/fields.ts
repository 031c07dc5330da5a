import { fieldState } from '../delivery/fields.ts';
import { isObject, objectIn, objectsIn, textIn, type Json } from '../json.ts';
import { decode } from '../mrkdwn/render.ts';
import type { Ground } from './frame.ts';
import { html, type Markup } from './html.ts';
import { textField } from './text.ts';

/** What can be picked, and under which name. */
interface Pick {
  value: string;
  label: string;
  group?: string;
}

/** The id of a field's own control, for its label. */
function fieldId(block: Json, ground: Ground): string {
  return `field-${ground.placeId}-${textIn(block, 'block_id')}`;
}

/** Draws a field. One that `sends` tells the app at once when it changes; the others wait for Submit. */
export function drawField(block: Json, element: Json, ground: Ground, sends: boolean): Markup {
  const error = ground.errors[textIn(block, 'block_id')];
  const id = fieldId(block, ground);
  const placeholder = decode(textIn(objectIn(element, 'placeholder') ?? {}, 'text'));
  const described = error === undefined ? `${id}-hint` : `${id}-error`;
  const shared = html`data-field="${textIn(element, 'type')}" data-action-id="${textIn(element, 'action_id')}"
  data-block-id="${textIn(block, 'block_id')}"
  data-place="${ground.placeId}"${sends && html` data-sends`}${element['focus_on_load'] === true && html` autofocus`}`;
  const control =
    block['type'] === 'input'
      ? html`${shared} id="${id}"
        aria-describedby="${described}"${error !== undefined && html` aria-invalid="true"`}`
      : html`${shared} aria-label="${placeholder || 'Choose'}"`;
  const picks = picksOf(element, ground);
  if (picks !== null) return drawPicks(element, picks, control, shared, placeholder, id);
  return drawInput(element, control, placeholder);
}

function drawPicks(
  element: Json,
  picks: readonly Pick[],
  control: Markup,
  shared: Markup,
  placeholder: string,
  id: string,
): Markup {
  const type = textIn(element, 'type');
  const chosen = chosenValues(element);
  if (type === 'radio_buttons' || type === 'checkboxes' || type.startsWith('multi_')) {
    const kind = type === 'radio_buttons' ? 'radio' : 'checkbox';
    return html`<div
      class="picks"
      ${shared}
      role="${kind === 'radio' ? 'radiogroup' : 'group'}"
      aria-labelledby="${id}-label"
    >
      ${picks.map((pick) => html`<label><input type="${kind}" name="${id}" value="${pick.value}" ${chosen.includes(pick.value) && html` checked`} /> <span>${pick.label}</span></label>`)}
    </div>`;
  }
  const option = (pick: Pick) =>
    html`<option value="${pick.value}" ${chosen.includes(pick.value) && html` selected`}>
      ${pick.label}
    </option>`;
  const groups = [...new Set(picks.map((pick) => pick.group))];
  return html`<select ${control}>
    <option value="">${placeholder || 'Choose…'}</option>
    ${groups.map((group) => {
      const members = picks.filter((pick) => pick.group === group).map((pick) => option(pick));
      return group === undefined ? members : html`<optgroup label="${group}">${members}</optgroup>`;
    })}
  </select>`;
}

function picksOf(element: Json, { team }: Ground): Pick[] | null {
  const type = textIn(element, 'type').replace('multi_', '');
  if (type === 'users_select')
    return team.members.all().map((member) => ({ value: member.id, label: member.realName }));
  if (type === 'channels_select' || type === 'conversations_select') {
    const channels = team.channels.all().filter((channel) => channel.directWith === null);
    return channels.map((channel) => ({ value: channel.id, label: `# ${channel.name}` }));
  }
  if (!['static_select', 'radio_buttons', 'checkboxes'].includes(type)) return null;
  const grouped = objectsIn(element, 'option_groups');
  if (grouped.length === 0) return objectsIn(element, 'options').map((option) => pickOf(option));
  return grouped.flatMap((group) => {
    const label = textIn(objectIn(group, 'label') ?? {}, 'text');
    return objectsIn(group, 'options').map((option) => ({ ...pickOf(option), group: decode(label) }));
  });
}

function pickOf(option: Json): Pick {
  return { value: textIn(option, 'value'), label: decode(textIn(objectIn(option, 'text') ?? {}, 'text')) };
}

/** The values a field starts with. */
function chosenValues(element: Json): string[] {
  const held = [Object.values(fieldState(element, undefined))[0]].flat();
  return held.flatMap((one) =>
    isObject(one) ? [textIn(one, 'value')] : typeof one === 'string' ? [one] : [],
  );
}

const INPUT_TYPES: Record<string, string> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
};

function drawInput(element: Json, control: Markup, placeholder: string): Markup {
  const type = textIn(element, 'type');
  const value =
    textIn(element, 'initial_value') || textIn(element, 'initial_date') || textIn(element, 'initial_time');
  const max = element['max_length'];
  const limit = typeof max === 'number' && html` maxlength="${max}"`;
  if (element['multiline'] === true || type === 'rich_text_input') {
    return html`<textarea rows="4" placeholder="${placeholder}" ${control}${limit}>${value}</textarea>`;
  }
  if (type === 'external_select' || type === 'multi_external_select') {
    const list = `suggest-${textIn(element, 'action_id')}`;
    return html`<input
        type="search"
        list="${list}"
        placeholder="${placeholder || 'Type to search'}"
        autocomplete="off"
        data-suggest
        ${control}
      />
      <datalist id="${list}"></datalist>`;
  }
  return html`<input
    type="${INPUT_TYPES[type] ?? 'text'}"
    value="${value}"
    placeholder="${placeholder}"
    autocomplete="off"
    ${control}${limit}${type === 'number_input' && html` step="${element['is_decimal_allowed'] === true ? 'any' : '1'}"`}
  />`;
}

/** Draws an input block: label, field, hint, and what was refused. */
export function drawInputBlock(block: Json, ground: Ground): Markup {
  const id = fieldId(block, ground);
  const error = ground.errors[textIn(block, 'block_id')];
  const { names } = ground;
  return html`<div class="input-block${error !== undefined && ' refused'}">
    <label id="${id}-label" for="${id}"
      >${textField(block, 'label', names)}${block['optional'] === true && html` <span class="optional">(optional)</span>`}</label
    >
    ${drawField(block, objectIn(block, 'element') ?? {}, ground, block['dispatch_action'] === true)}
    <p class="hint" id="${id}-hint">${textField(block, 'hint', names)}</p>
    ${error !== undefined && html`<p class="field-error" id="${id}-error" role="alert" data-field-error="${textIn(block, 'block_id')}">${error}</p>`}
  </div>`;
}
