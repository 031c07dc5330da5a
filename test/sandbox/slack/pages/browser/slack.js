import { closeMenus, installActions } from './actions.js';
import { installModal, showModal } from './modal.js';
import { showTimeline } from './timeline.js';

const { team, user, place } = document.body.dataset;
const EVERY = 1000;
let version = '';
let timer = 0;
let asking = false;

/** Asks for what has changed and shows it; one question at a time. */
export async function refresh() {
  clearTimeout(timer);
  if (asking || place === 'controls') return;
  asking = true;
  try {
    const response = await fetch(`/client/${team}/${place}/live?as=${user}&since=${version}`);
    if (response.status === 200) show(await response.json());
    setLost(!response.ok);
  } catch {
    setLost(true);
  } finally {
    asking = false;
    timer = setTimeout(refresh, EVERY);
  }
}

function show(shown) {
  version = shown.version;
  showTimeline(shown.timeline);
  const lists = document.getElementById('sidebar-lists');
  if (!lists.contains(document.activeElement)) lists.innerHTML = shown.sidebar;
  showModal(shown.modal);
}

function setLost(lost) {
  const notice = document.getElementById('notice');
  if (lost) say('The sandbox does not answer. Trying again…');
  else if (notice.dataset.kind === 'lost') notice.hidden = true;
  notice.dataset.kind = lost ? 'lost' : '';
}

/** Tells the person something for a few seconds. */
export function say(text) {
  const notice = document.getElementById('notice');
  notice.textContent = text;
  notice.hidden = false;
}

/** Sends one action and gives what came of it. */
export async function act(name, body) {
  try {
    const response = await fetch(`/__sandbox/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user, ...body }),
    });
    return await response.json();
  } catch {
    return { ok: false, error: 'offline', message: 'The sandbox does not answer.' };
  } finally {
    await refresh();
  }
}

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
    const outcome = await act('compose', { channel: place, text: written });
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

installActions();
installModal();
installComposer();
installMenu();
await refresh();
