import { act, say } from './wire.js';

/** Everything with an action id sends it to the app: buttons when pressed, fields that send when they change. */
export function installActions() {
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('button[data-action-id], a[data-action-id]');
    if (button === null) return closeMenus(event.target);
    if (button.getAttribute('aria-busy') === 'true') return undefined;
    closeMenus();
    if (button.dataset.confirm !== undefined && !(await confirmed(button.dataset.confirm))) return undefined;
    return send(button, button.dataset.entry);
  });
  document.addEventListener('change', (event) => {
    const field = event.target.closest('[data-sends]');
    if (field !== null) void send(field, entryOf(field));
  });
  document.addEventListener('input', (event) => {
    if (event.target.matches('[data-suggest]')) void suggest(event.target);
  });
}

/** Closes every open menu but the one somebody is in. */
export function closeMenus(inside) {
  for (const menu of document.querySelectorAll('details.overflow[open]')) {
    if (inside === undefined || !menu.contains(inside)) menu.open = false;
  }
}

function confirmed(id) {
  const dialog = document.getElementById(id);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'confirm'), { once: true });
  });
}

async function send(element, entry) {
  const { place, actionId, blockId } = element.dataset;
  element.setAttribute('aria-busy', 'true');
  const scope = element.closest('[data-message-ts], [data-view-id]') ?? document;
  const outcome = await act('press', {
    place,
    action: actionId,
    block: blockId,
    entry,
    entries: entriesIn(scope),
  });
  element.removeAttribute('aria-busy');
  // What went wrong stands with the message; only where that is gone is there need to say it elsewhere.
  if (!outcome.ok && document.querySelector('[data-failure]') === null) say(outcome.message);
}

/** What the fields inside an element hold, by block id and action id. */
export function entriesIn(scope) {
  const entries = {};
  for (const field of scope.querySelectorAll('[data-field]')) {
    const { blockId, actionId } = field.dataset;
    entries[blockId] = { ...entries[blockId], [actionId]: entryOf(field) };
  }
  return entries;
}

function entryOf(field) {
  if (field.classList.contains('picks')) {
    const picked = [...field.querySelectorAll('input:checked')].map((input) => input.value);
    return field.dataset.field === 'radio_buttons' ? (picked[0] ?? null) : picked;
  }
  if (field.value === '') return null;
  if (field.dataset.field === 'datetimepicker')
    return String(Math.floor(new Date(field.value).getTime() / 1000));
  return field.value;
}

async function suggest(input) {
  const { place, actionId } = input.dataset;
  const answer = await act('suggest', { place, action: actionId, query: input.value });
  if (!answer.ok) return say(answer.message);
  const options = answer.options.map((option) => new Option(option.text.text, option.value));
  document.getElementById(input.getAttribute('list')).replaceChildren(...options);
  return undefined;
}
