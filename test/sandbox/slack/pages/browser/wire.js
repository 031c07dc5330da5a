const { team, user, place } = document.body.dataset;
const EVERY = 1000;
const SAID_FOR = 6000;
const notice = document.getElementById('notice');
const listeners = [];
let version = '';
let timer = 0;
let asking = null;

/** Calls back with what the page should show whenever that has changed; false asks to be told again. */
export function whenChanged(listener) {
  listeners.push(listener);
}

/** Asks for what has changed, and from then on every second. */
export async function refresh() {
  clearTimeout(timer);
  if (document.body.dataset.place === 'controls') return;
  asking ??= ask();
  await asking;
  asking = null;
  clearTimeout(timer);
  timer = setTimeout(refresh, EVERY);
}

async function ask() {
  try {
    const response = await fetch(`/client/${team}/${place}/live?as=${user}&since=${version}`);
    if (response.status === 200) {
      const shown = await response.json();
      const complete = listeners.map((listener) => listener(shown));
      version = complete.includes(false) ? '' : shown.version;
    }
    setLost(!response.ok);
  } catch {
    setLost(true);
  }
}

function setLost(lost) {
  if (lost) say('The sandbox does not answer. Trying again…');
  else if (notice.dataset.kind === 'lost') notice.hidden = true;
  notice.dataset.kind = lost ? 'lost' : '';
}

/** Tells the person something for a few seconds. */
export function say(text) {
  notice.textContent = text;
  notice.hidden = false;
  setTimeout(() => {
    if (notice.textContent === text) notice.hidden = true;
  }, SAID_FOR);
}

/** Does one thing as the person the page acts for, shows the consequences, and gives the outcome. */
export async function act(name, body) {
  const outcome = await post(name, body);
  // A question already under way may have been answered before this took effect.
  await asking;
  await refresh();
  return outcome;
}

/** Does one thing as the person the page acts for, and gives the outcome. */
export async function post(name, body) {
  try {
    const response = await fetch(`/__sandbox/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user, ...body }),
    });
    return await response.json();
  } catch {
    return { ok: false, error: 'offline', message: 'The sandbox does not answer.' };
  }
}
