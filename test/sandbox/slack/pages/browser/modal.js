import { entriesIn } from './actions.js';
import { act } from './wire.js';

const slot = document.getElementById('modal-slot');
let shown = '';

/** Shows the modal the app opened, brings it up to date, or takes it away. */
export function showModal(modal) {
  const version = modal === null ? '' : `${modal.id} ${modal.version}`;
  if (version === shown) return;
  const before = slot.querySelector('dialog');
  if (modal === null) {
    shown = '';
    before?.close();
    slot.replaceChildren();
    return;
  }
  const kept = before === null ? new Map() : typed(before);
  const focused = before?.contains(document.activeElement) ? document.activeElement.id : '';
  shown = version;
  before?.close();
  slot.innerHTML = modal.html;
  const dialog = slot.querySelector('dialog');
  restore(dialog, kept);
  dialog.showModal();
  const wrong = dialog.querySelector('[aria-invalid=true], [data-failure]');
  const first = dialog.querySelector(
    '[autofocus], .modal-body input, .modal-body select, .modal-body textarea',
  );
  (
    wrong ??
    document.getElementById(focused) ??
    first ??
    dialog.querySelector('footer button:last-child')
  )?.focus();
}

/** Submitting and closing go to the app; Escape closes too. */
export function installModal() {
  slot.addEventListener('submit', async (event) => {
    event.preventDefault();
    const dialog = slot.querySelector('dialog');
    const button = dialog.querySelector('[data-submit]');
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    await act('submit', { entries: entriesIn(dialog) });
    button.removeAttribute('aria-busy');
  });
  slot.addEventListener('click', (event) => {
    if (event.target.closest('[data-close]') !== null) void act('close', {});
  });
  slot.addEventListener(
    'cancel',
    (event) => {
      if (!event.target.classList.contains('modal')) return;
      event.preventDefault();
      void act('close', {});
    },
    true,
  );
}

function typed(dialog) {
  const controls = dialog.querySelectorAll('[data-field]:not(.picks), .picks input');
  return new Map([...controls].map((control) => [controlKey(control), control]));
}

function restore(dialog, kept) {
  for (const [key, control] of typed(dialog)) {
    const before = kept.get(key);
    if (before === undefined) continue;
    if (control.type === 'checkbox' || control.type === 'radio') control.checked = before.checked;
    else control.value = before.value;
  }
}

function controlKey(control) {
  const field = control.closest('[data-field]');
  return `${field.dataset.blockId} ${field.dataset.actionId} ${field === control ? '' : control.value}`;
}
