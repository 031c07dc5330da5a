import { closeMenus, installActions } from './actions.js';
import { installControls } from './controls.js';
import { installModal, showModal } from './modal.js';
import { showTimeline } from './timeline.js';
import { act, refresh, say, whenChanged } from './wire.js';

function installComposer() {
  const form = document.getElementById('composer');
  if (form === null) return;
  const text = form.elements.text;
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const written = text.value.trim();
    if (written === '') return;
    text.value = '';
    const outcome = await act('compose', { channel: document.body.dataset.place, text: written });
    if (!outcome.ok) say(outcome.message);
  });
}

function installMenu() {
  const button = document.querySelector('.menu-button');
  const setOpen = (open) => {
    document.body.classList.toggle('menu-open', open);
    button.setAttribute('aria-expanded', String(open));
  };
  button.addEventListener('click', () => {
    setOpen(!document.body.classList.contains('menu-open'));
    if (document.body.classList.contains('menu-open')) document.querySelector('#sidebar a').focus();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    closeMenus();
    if (document.body.classList.contains('menu-open')) {
      setOpen(false);
      button.focus();
    }
  });
  document.getElementById('room').addEventListener('click', (event) => {
    if (!button.contains(event.target)) setOpen(false);
  });
}

function showSidebar(markup) {
  const lists = document.getElementById('sidebar-lists');
  const focused = lists.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  lists.innerHTML = markup;
  if (focused !== null) lists.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

whenChanged((shown) => {
  showSidebar(shown.sidebar);
  showModal(shown.modal);
  return showTimeline(shown.timeline);
});
installActions();
installModal();
installComposer();
installMenu();
installControls();
await refresh();
